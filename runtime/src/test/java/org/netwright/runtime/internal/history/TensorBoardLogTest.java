package org.netwright.runtime.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.LayerReport;

class TensorBoardLogTest {
  @TempDir private Path folder;

  @Test
  void recordsHaveLengthAndChecksums() throws IOException {
    List<byte[]> records = records(log(new double[] {1}));
    assertThat(records).hasSize(3);
    assertThat(text(fields(records.get(0)).get(3).get(0))).isEqualTo("brain.Event:2");
    assertThat(fields(records.get(1)).get(2)).containsExactly(7L);
    assertThat(fields(records.get(2)).get(2)).containsExactly(14L);
  }

  @Test
  void scalarsAreThoseOfTheEpoch() throws IOException {
    Map<String, Object> values = values(records(log(new double[] {1})).get(2));
    assertThat(values)
        .containsEntry("loss/data", 0.5f)
        .containsEntry("loss/penalty", 0.25f)
        .containsEntry("loss/hidden.l1", 0.25f)
        .containsEntry("validation/accuracy", 0.75f)
        .containsEntry("learning rate", 0.125f)
        .containsEntry("speed/examples per second", 50f)
        .containsEntry("weight norm/hidden", 3f)
        .containsEntry("gradient norm/hidden", 2f)
        .containsEntry("sparsity/hidden", 0.5f);
  }

  @Test
  void histogramsCountEveryNumber() throws IOException {
    double[] numbers = new double[601];
    for (int i = 0; i <= 600; i++) {
      numbers[i] = i / 100.0 - 3;
    }
    Map<Integer, List<Object>> histogram = histogram(numbers);
    assertThat(histogram.get(1)).containsExactly(-3.0);
    assertThat(histogram.get(2)).containsExactly(3.0);
    assertThat(histogram.get(3)).containsExactly(601.0);
    assertThat((double) histogram.get(4).get(0)).isEqualTo(0, offset(1e-9));
    double[] limits = doubles(histogram.get(6).get(0));
    double[] counts = doubles(histogram.get(7).get(0));
    assertThat(limits).hasSize(30).isSorted().endsWith(3);
    assertThat(counts).hasSize(30);
    double sum = 0;
    for (double count : counts) {
      assertThat(count).isBetween(19.0, 21.0);
      sum += count;
    }
    assertThat(sum).isEqualTo(601);
  }

  @Test
  void constantAndNonFiniteNumbersHaveHistogramsToo() throws IOException {
    Map<Integer, List<Object>> constant = histogram(2, 2, Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(doubles(constant.get(6).get(0))).containsExactly(2);
    assertThat(doubles(constant.get(7).get(0))).containsExactly(2);
    assertThat(constant.get(5)).containsExactly(8.0);
    Map<Integer, List<Object>> empty = histogram();
    assertThat(empty.get(3)).containsExactly(0.0);
  }

  @Test
  void aFolderThatCannotBeCreatedIsReported() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> new TensorBoardLog(file))
        .withMessage("cannot write TensorBoard events to " + file);
  }

  private Map<Integer, List<Object>> histogram(double... numbers) throws IOException {
    return fields((byte[]) values(records(log(numbers)).get(1)).get("weight/hidden"));
  }

  /** Writes two epochs and returns the bytes of the file. */
  private byte[] log(double[] numbers) throws IOException {
    Path own = Files.createTempDirectory(folder, "log");
    try (TensorBoardLog log = new TensorBoardLog(own)) {
      for (int epoch = 1; epoch <= 2; epoch++) {
        log.epoch(
            new EpochReport(
                epoch,
                7L * epoch,
                100,
                2,
                0.5,
                Map.of("hidden.l1", 0.25),
                0.125,
                Map.of("accuracy", 0.75),
                List.of(new LayerReport("hidden", 3, 2, 0.5))),
            Map.of("weight/hidden", numbers));
      }
    }
    try (Stream<Path> files = Files.list(own)) {
      return Files.readAllBytes(files.findFirst().orElseThrow());
    }
  }

  private static List<byte[]> records(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(length);
      assertThat(bytes.getInt()).isEqualTo(masked(length));
      byte[] record =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      bytes.get(record);
      assertThat(bytes.getInt()).isEqualTo(masked(record));
      records.add(record);
    }
    return records;
  }

  /** CRC-32C, bit by bit, with TFRecord's mask. */
  private static int masked(byte[] bytes) {
    int crc = -1;
    for (byte b : bytes) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82F63B78);
      }
    }
    return Integer.rotateRight(~crc, 15) + 0xa282ead8;
  }

  private static Map<String, Object> values(byte[] event) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Object value : fields((byte[]) fields(event).get(5).get(0)).get(1)) {
      Map<Integer, List<Object>> fields = fields((byte[]) value);
      Object content = fields.containsKey(2) ? fields.get(2).get(0) : fields.get(5).get(0);
      values.put(text(fields.get(1).get(0)), content);
    }
    return values;
  }

  /** The fields of a message by number: Long, Double, byte[] or Float. */
  private static Map<Integer, List<Object>> fields(byte[] message) {
    ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, List<Object>> fields = new LinkedHashMap<>();
    while (bytes.hasRemaining()) {
      int tag = (int) varint(bytes);
      Object value =
          switch (tag & 7) {
            case 0 -> varint(bytes);
            case 1 -> bytes.getDouble();
            case 2 -> {
              byte[] content = new byte[(int) varint(bytes)];
              bytes.get(content);
              yield content;
            }
            case 5 -> bytes.getFloat();
            default -> throw new AssertionError("wire type " + (tag & 7));
          };
      fields.computeIfAbsent(tag >>> 3, number -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }

  private static double[] doubles(Object packed) {
    ByteBuffer bytes = ByteBuffer.wrap((byte[]) packed).order(ByteOrder.LITTLE_ENDIAN);
    double[] numbers = new double[bytes.remaining() / 8];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = bytes.getDouble();
    }
    return numbers;
  }
}
