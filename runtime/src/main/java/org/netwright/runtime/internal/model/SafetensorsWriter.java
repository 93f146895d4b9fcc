package org.netwright.runtime.internal.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.internal.file.AtomicFile;
import org.netwright.runtime.internal.memory.DenseTensor;

/** Writes files of parameters, which {@link Safetensors} reads. */
public final class SafetensorsWriter {
  /** How many numbers are written at a time. */
  private static final int CHUNK = 1 << 18;

  private SafetensorsWriter() {}

  /**
   * Writes tensors; an earlier file is replaced when the new one is complete. Its folder is created
   * if it does not exist.
   *
   * @param values by name, {@code FLOAT} or {@code DOUBLE}
   * @throws IOException if it cannot be written; an earlier file is unchanged
   */
  public static void write(Path path, Map<String, DenseTensor> values, Map<String, String> metadata)
      throws IOException {
    byte[] header;
    try {
      header = header(values, metadata);
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    AtomicFile.write(path, channel -> write(channel, header, values));
  }

  /**
   * Returns tensors as {@link #write} would write them.
   *
   * @param values by name, {@code FLOAT} or {@code DOUBLE}
   * @throws IOException if they or the metadata are too large
   */
  public static byte[] bytes(Map<String, DenseTensor> values, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(Channels.newChannel(bytes), header(values, metadata), values);
    return bytes.toByteArray();
  }

  private static byte[] header(Map<String, DenseTensor> values, Map<String, String> metadata)
      throws IOException {
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    long offset = 0;
    for (Map.Entry<String, DenseTensor> entry : values.entrySet()) {
      DenseTensor tensor = entry.getValue();
      ElementType type = ElementType.of(tensor.dataType());
      long end = offset + type.bytes() * tensor.length();
      tensors.put(entry.getKey(), new TensorEntry(type, tensor.type().shape(), offset, end));
      offset = end;
    }
    byte[] header = padded(HeaderJson.write(new Header(metadata, tensors)));
    if (header.length > Safetensors.MAX_HEADER) {
      throw new IOException(
          "the texts to save beside the parameters have %,d bytes, more than the %,d that a file may have; save fewer notes, or networks of fewer categories"
              .formatted(header.length, Safetensors.MAX_HEADER));
    }
    return header;
  }

  private static void write(
      WritableByteChannel channel, byte[] header, Map<String, DenseTensor> values)
      throws IOException {
    ByteBuffer length = littleEndian(Safetensors.LENGTH_BYTES).putLong(0, header.length);
    writeFully(channel, length);
    writeFully(channel, ByteBuffer.wrap(header));
    for (DenseTensor tensor : values.values()) {
      writeNumbers(channel, tensor);
    }
  }

  private static void writeNumbers(WritableByteChannel channel, DenseTensor tensor)
      throws IOException {
    boolean isDouble = tensor.dataType() == DataType.DOUBLE;
    int most = (int) Math.min(CHUNK, tensor.length());
    double[] doubles = new double[isDouble ? most : 0];
    float[] floats = new float[isDouble ? 0 : most];
    int width = ElementType.of(tensor.dataType()).bytes();
    ByteBuffer bytes = littleEndian(most * width);
    for (long first = 0; first < tensor.length(); first += most) {
      int count = (int) Math.min(most, tensor.length() - first);
      if (isDouble) {
        tensor.get(first, doubles, count);
        bytes.asDoubleBuffer().put(doubles, 0, count);
      } else {
        tensor.get(first, floats, count);
        bytes.asFloatBuffer().put(floats, 0, count);
      }
      bytes.position(0).limit(count * width);
      writeFully(channel, bytes);
      bytes.clear();
    }
  }

  /** Makes the numbers begin at a multiple of 8, as other readers prefer. */
  private static byte[] padded(String json) {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    int padding =
        (Safetensors.LENGTH_BYTES - length % Safetensors.LENGTH_BYTES) % Safetensors.LENGTH_BYTES;
    return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeFully(WritableByteChannel channel, ByteBuffer buffer)
      throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
