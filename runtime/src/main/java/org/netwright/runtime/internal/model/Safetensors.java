package org.netwright.runtime.internal.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.ModelFileException;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.memory.TensorType;
import org.netwright.runtime.internal.model.ModelSource.Bytes;

/**
 * A file of parameters. Every number in its header is checked against the file's size before
 * anything is allocated.
 */
public final class Safetensors {
  /** Safetensors' own limit. */
  static final long MAX_HEADER = 100_000_000;

  /** The state of layers whose root is taken. */
  private static final String VARIANCE = ".variance";

  static final int LENGTH_BYTES = 8;
  private static final int CHUNK = 1 << 20;

  private final ModelSource source;
  private final Header header;
  private final long dataStart;

  /** That of the header's bytes. */
  private final long checksum;

  private Safetensors(ModelSource source, Header header, long dataStart, long checksum) {
    this.source = source;
    this.header = header;
    this.dataStart = dataStart;
    this.checksum = checksum;
  }

  /** As {@link #open(ModelSource)}. */
  public static Safetensors open(Path path) throws IOException {
    return open(ModelSource.of(path));
  }

  /** As {@link #open(ModelSource)}; all bytes of the URL are read. */
  public static Safetensors open(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    // The cache of the JDK would keep a jar open, and show it as it was after it was replaced.
    connection.setUseCaches(false);
    try (InputStream stream = connection.getInputStream()) {
      return open(ModelSource.of(url.toString(), stream));
    }
  }

  /**
   * Reads and checks the header.
   *
   * @throws ModelFileException if it is not that of a complete file of tensors
   * @throws IOException if it cannot be read
   */
  public static Safetensors open(ModelSource source) throws IOException {
    return source.read(bytes -> open(source, bytes));
  }

  private static Safetensors open(ModelSource source, Bytes bytes) throws IOException {
    long size = bytes.size(LENGTH_BYTES);
    if (size < LENGTH_BYTES) {
      throw new ModelFileException(source, "is not a model, it has %d bytes".formatted(size));
    }
    long length = bytes.read(0, LENGTH_BYTES).getLong(0);
    if (0 <= length && length <= MAX_HEADER) {
      size = bytes.size(LENGTH_BYTES + length);
    }
    if (length < 0 || length > Math.min(MAX_HEADER, size - LENGTH_BYTES)) {
      throw new ModelFileException(
          source,
          "is truncated or not a model: its header would have %s bytes, the file has %d"
              .formatted(Long.toUnsignedString(length), size));
    }
    try {
      ByteBuffer text = bytes.read(LENGTH_BYTES, (int) length);
      long checksum = checksum(text);
      Header header = HeaderJson.read(StandardCharsets.UTF_8.newDecoder().decode(text).toString());
      long dataStart = LENGTH_BYTES + length;
      header.requireWhole(bytes.size(dataStart + header.end()) - dataStart);
      return new Safetensors(source, header, dataStart, checksum);
    } catch (CharacterCodingException e) {
      throw new ModelFileException(source, "is not a model: its header is not UTF-8");
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source, "is not a model: " + e.getMessage());
    }
  }

  private static long checksum(ByteBuffer bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes.duplicate());
    return checksum.getValue();
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
   * Compares the file's tensors with those of a network.
   *
   * @return the differences, in words; empty if there are none
   */
  public List<String> differences(Map<String, TensorType> tensors) {
    List<String> differences = new ArrayList<>();
    Map<String, TensorEntry> left = new LinkedHashMap<>(header.tensors());
    for (Map.Entry<String, TensorType> entry : tensors.entrySet()) {
      String name = entry.getKey();
      TensorType own = entry.getValue();
      TensorEntry saved = left.remove(name);
      if (saved == null) {
        differences.add("%s %s is not in the file".formatted(name, own.shapeText()));
      } else if (!saved.shape().equals(own.shape())) {
        differences.add(
            "%s is %s in the file, %s in the network"
                .formatted(name, saved.shapeText(), own.shapeText()));
      }
    }
    for (Map.Entry<String, TensorEntry> entry : left.entrySet()) {
      differences.add(
          "%s %s is not in the network".formatted(entry.getKey(), entry.getValue().shapeText()));
    }
    return differences;
  }

  /** Returns an exception with the reason why this file is refused. */
  public ModelFileException refused(String why) {
    return new ModelFileException(source, why);
  }

  /** Reads all numbers of some tensors, and writes them when all are read and checked. */
  public void readTo(Map<String, DenseTensor> tensors) throws IOException {
    read(DenseTensor.types(tensors)).writeTo(tensors);
  }

  /**
   * Reads and checks all numbers of some tensors.
   *
   * @param tensors by name, of the shapes of the file
   * @throws ModelFileException if the file has changed, or has a number that is not finite, or a
   *     negative variance
   * @throws IOException if it cannot be read
   */
  public StagedTensors read(Map<String, TensorType> tensors) throws IOException {
    return source.read(bytes -> read(tensors, bytes));
  }

  private StagedTensors read(Map<String, TensorType> tensors, Bytes bytes) throws IOException {
    Map<String, List<NumberChunk>> staged = new LinkedHashMap<>();
    try {
      int length = Math.toIntExact(dataStart - LENGTH_BYTES);
      if (checksum(bytes.read(LENGTH_BYTES, length)) != checksum) {
        throw refused("was replaced since it was opened; open it again");
      }
      for (Map.Entry<String, TensorType> own : tensors.entrySet()) {
        String name = own.getKey();
        TensorType type = own.getValue();
        TensorEntry entry = header.tensors().get(name);
        if (entry == null || !entry.shape().equals(type.shape())) {
          throw refused("has no %s of shape %s".formatted(name, type.shapeText()));
        }
        staged.put(name, numbers(bytes, name, entry, type.dataType()));
      }
    } catch (EOFException e) {
      throw refused("was cut short while it was read");
    }
    return new StagedTensors(staged);
  }

  /** Returns the numbers of a tensor, all of which are possible, also in the target type. */
  private List<NumberChunk> numbers(Bytes bytes, String name, TensorEntry entry, DataType target)
      throws IOException {
    List<NumberChunk> chunks = new ArrayList<>();
    double least = name.endsWith(VARIANCE) ? 0 : Double.NEGATIVE_INFINITY;
    long first = 0;
    for (long begin = entry.begin(); begin < entry.end(); begin += CHUNK) {
      int length = (int) Math.min(CHUNK, entry.end() - begin);
      NumberChunk chunk = entry.type().read(bytes.read(dataStart + begin, length));
      int bad = chunk.firstImpossible(target, least);
      if (bad >= 0) {
        throw impossible(name, first + bad, chunk.get(bad), least);
      }
      chunks.add(chunk);
      first += chunk.length();
    }
    return chunks;
  }

  private ModelFileException impossible(String name, long element, double number, double least) {
    String why = "";
    if (number < least) {
      why = ", below 0";
    } else if (Double.isFinite(number)) {
      why = ", too large for the type FLOAT";
    }
    return refused("%s has %s at element %d%s".formatted(name, number, element, why));
  }
}
