package org.netwright.runtime.internal.model;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.ModelFileException;
import org.netwright.runtime.internal.file.AtomicFile;
import org.netwright.runtime.internal.file.Uninterrupted;

/**
 * A file of parameters. Every number in its header is checked against the file's size before
 * anything is allocated.
 */
public final class Safetensors {
  /** Safetensors' own limit. */
  private static final long MAX_HEADER = 100_000_000;

  /** The state of layers whose root is taken. */
  private static final String VARIANCE = ".variance";

  private static final int LENGTH_BYTES = 8;
  private static final int CHUNK = 1 << 20;

  private final Path path;
  private final Header header;
  private final long dataStart;

  private Safetensors(Path path, Header header, long dataStart) {
    this.path = path;
    this.header = header;
    this.dataStart = dataStart;
  }

  /**
   * Writes tensors; an earlier file is replaced when the new one is complete. Its folder is created
   * if it does not exist.
   *
   * @param arrays by name, {@code FLOAT} or {@code DOUBLE}
   * @throws IOException if it cannot be written; an earlier file is unchanged
   */
  public static void write(Path path, Map<String, INDArray> arrays, Map<String, String> metadata)
      throws IOException {
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    long offset = 0;
    for (Map.Entry<String, INDArray> entry : arrays.entrySet()) {
      INDArray array = entry.getValue();
      ElementType type = ElementType.of(array.dataType());
      long end = offset + type.bytes() * array.length();
      tensors.put(entry.getKey(), new TensorEntry(type, shapeOf(array), offset, end));
      offset = end;
    }
    byte[] header = padded(HeaderJson.write(new Header(metadata, tensors)));
    if (header.length > MAX_HEADER) {
      throw new IOException(
          "%s: the texts to save beside the parameters have %,d bytes, more than the %,d that a file may have; save fewer notes, or networks of fewer categories"
              .formatted(path, header.length, MAX_HEADER));
    }
    AtomicFile.write(
        path,
        channel -> {
          ByteBuffer length = littleEndian(LENGTH_BYTES).putLong(0, header.length);
          writeFully(channel, length);
          writeFully(channel, ByteBuffer.wrap(header));
          for (INDArray array : arrays.values()) {
            writeNumbers(channel, array);
          }
        });
  }

  /**
   * Reads and checks the header of a file.
   *
   * @throws ModelFileException if it is not a complete file of tensors
   * @throws IOException if it cannot be read
   */
  public static Safetensors open(Path path) throws IOException {
    return Uninterrupted.call(() -> read(path));
  }

  private static Safetensors read(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < LENGTH_BYTES) {
        throw new ModelFileException(path, "is not a model, it has %d bytes".formatted(size));
      }
      long length = read(channel, 0, LENGTH_BYTES).getLong(0);
      if (length < 0 || length > Math.min(MAX_HEADER, size - LENGTH_BYTES)) {
        throw new ModelFileException(
            path,
            "is truncated or not a model: its header would have %s bytes, the file has %d"
                .formatted(Long.toUnsignedString(length), size));
      }
      try {
        String text =
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(read(channel, LENGTH_BYTES, (int) length))
                .toString();
        Header header = HeaderJson.read(text);
        header.requireWhole(size - LENGTH_BYTES - length);
        return new Safetensors(path, header, LENGTH_BYTES + length);
      } catch (CharacterCodingException e) {
        throw new ModelFileException(path, "is not a model: its header is not UTF-8");
      } catch (IllegalArgumentException e) {
        throw new ModelFileException(path, "is not a model: " + e.getMessage());
      }
    }
  }

  /** Returns the names and values that were saved with the parameters. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /** Returns the shapes of the file's tensors by name, as in {@code [3 × 5]}. */
  public Map<String, String> shapes() {
    Map<String, String> shapes = new LinkedHashMap<>();
    header.tensors().forEach((name, tensor) -> shapes.put(name, tensor.shapeText()));
    return shapes;
  }

  /**
   * Compares the file's tensors with arrays of a network.
   *
   * @return the differences, in words; empty if there are none
   */
  public List<String> differences(Map<String, INDArray> arrays) {
    List<String> differences = new ArrayList<>();
    Map<String, TensorEntry> left = new LinkedHashMap<>(header.tensors());
    arrays.forEach(
        (name, array) -> {
          List<Long> shape = shapeOf(array);
          String wanted = new TensorEntry(ElementType.F32, shape, 0, 0).shapeText();
          TensorEntry saved = left.remove(name);
          if (saved == null) {
            differences.add("%s %s is not in the file".formatted(name, wanted));
          } else if (!saved.shape().equals(shape)) {
            differences.add(
                "%s is %s in the file, %s in the network"
                    .formatted(name, saved.shapeText(), wanted));
          }
        });
    left.forEach(
        (name, saved) ->
            differences.add("%s %s is not in the network".formatted(name, saved.shapeText())));
    return differences;
  }

  /** Returns an exception with the reason why this file is refused. */
  public ModelFileException refused(String why) {
    return new ModelFileException(path, why);
  }

  /**
   * Reads all numbers of some tensors, and writes them to arrays when all are read and checked.
   *
   * @param arrays by name, dense and row-major, of the shapes of the file
   * @throws ModelFileException if the file has changed, or has a number that is not finite, or a
   *     negative variance
   * @throws IOException if it cannot be read; no array is changed
   */
  public void readTo(Map<String, INDArray> arrays) throws IOException {
    Map<String, List<ByteBuffer>> staged = Uninterrupted.call(() -> stage(arrays));
    staged.forEach(
        (name, numbers) -> {
          DataBuffer values = requireNonNull(arrays.get(name)).data();
          boolean isFloat = typeOf(name) == ElementType.F32;
          long index = 0;
          for (ByteBuffer chunk : numbers) {
            while (chunk.hasRemaining()) {
              values.put(index, isFloat ? chunk.getFloat() : chunk.getDouble());
              index++;
            }
          }
        });
  }

  private Map<String, List<ByteBuffer>> stage(Map<String, INDArray> arrays) throws IOException {
    Map<String, List<ByteBuffer>> staged = new LinkedHashMap<>();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      for (Map.Entry<String, INDArray> array : arrays.entrySet()) {
        String name = array.getKey();
        TensorEntry entry = header.tensors().get(name);
        if (entry == null || !entry.shape().equals(shapeOf(array.getValue()))) {
          throw refused("has no %s of shape %s".formatted(name, shapeOf(array.getValue())));
        }
        boolean toFloat = array.getValue().dataType() == DataType.FLOAT;
        staged.put(name, numbers(channel, name, entry, toFloat));
      }
    } catch (EOFException e) {
      throw refused("was cut short while it was read");
    }
    return staged;
  }

  private static List<Long> shapeOf(INDArray array) {
    return LongStream.of(array.shape()).boxed().toList();
  }

  private ElementType typeOf(String name) {
    return requireNonNull(header.tensors().get(name)).type();
  }

  /** Returns the bytes of a tensor, all of whose numbers are possible, also in the target type. */
  private List<ByteBuffer> numbers(
      FileChannel channel, String name, TensorEntry entry, boolean toFloat) throws IOException {
    List<ByteBuffer> chunks = new ArrayList<>();
    long element = 0;
    for (long begin = entry.begin(); begin < entry.end(); begin += CHUNK) {
      int length = (int) Math.min(CHUNK, entry.end() - begin);
      ByteBuffer chunk = read(channel, dataStart + begin, length);
      while (chunk.hasRemaining()) {
        double number = entry.type() == ElementType.F32 ? chunk.getFloat() : chunk.getDouble();
        if (number < 0 && name.endsWith(VARIANCE)) {
          throw refused("%s has %s at element %d, below 0".formatted(name, number, element));
        }
        if (!Double.isFinite(toFloat ? (float) number : number)) {
          throw refused(
              "%s has %s at element %d%s"
                  .formatted(
                      name,
                      number,
                      element,
                      Double.isFinite(number) ? ", too large for the type FLOAT" : ""));
        }
        element++;
      }
      chunks.add(chunk.flip());
    }
    return chunks;
  }

  private static void writeNumbers(FileChannel channel, INDArray array) throws IOException {
    boolean isDouble = array.dataType() == DataType.DOUBLE;
    ByteBuffer bytes = littleEndian(CHUNK);
    try (INDArray copy = array.dup('c')) {
      for (long i = 0; i < copy.length(); i++) {
        if (isDouble) {
          bytes.putDouble(copy.data().getDouble(i));
        } else {
          bytes.putFloat(copy.data().getFloat(i));
        }
        if (!bytes.hasRemaining()) {
          writeFully(channel, bytes.flip());
          bytes.clear();
        }
      }
    }
    writeFully(channel, bytes.flip());
  }

  /** Makes the numbers begin at a multiple of 8, as other readers prefer. */
  private static byte[] padded(String json) {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    int padding = (LENGTH_BYTES - length % LENGTH_BYTES) % LENGTH_BYTES;
    return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = littleEndian(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
