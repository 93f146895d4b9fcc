package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.data.Data;

/** Files that are damaged or made to do damage: an exception with a reason, and nothing changes. */
class HostileModelTest {
  private static final int MUTATIONS = 100_000;

  /** Of the heap, for a file of 1 KB: what a header takes as bytes, text and objects. */
  private static final long MAX_ALLOCATION = 100_000;

  @TempDir private Path folder;

  private final ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
  private Path file;
  private byte[] good;
  private float[] parameters;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("model.safetensors");
    // With all that a file may have: scaling, and the columns of a table.
    Path table = folder.resolve("table.csv");
    Files.writeString(table, "a,kind,p,q\n1,x,2,3\n2,y,4,4\n3,y,1,9\n");
    Data data = Data.csv(table).target("p", "q").categorical("kind").read();
    trainer.fit(data).epochs(1).standardize().standardizeTargets().quiet().run();
    trainer.save(file);
    good = Files.readAllBytes(file);
    parameters = parameters();
  }

  @AfterEach
  void close() {
    trainer.close();
  }

  @Test
  void truncatedAtAnyByte() throws IOException {
    for (int length = 0; length < good.length; length++) {
      Files.write(file, Arrays.copyOf(good, length));
      assertRefused();
    }
  }

  @Test
  void followedByMore() throws IOException {
    Files.write(file, Arrays.copyOf(good, good.length + 4));
    assertThatExceptionOfType(ModelFileException.class)
        .isThrownBy(() -> trainer.load(file))
        .withMessageContaining("its tensors take 120 bytes, but 124 follow the header");
  }

  @Test
  void withAHeaderThatWouldBeHuge() throws IOException {
    for (long length : new long[] {-1, Long.MAX_VALUE, Integer.MAX_VALUE, good.length}) {
      byte[] bytes = good.clone();
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
      Files.write(file, bytes);
      assertRefused();
    }
  }

  @Test
  void withNumbersThatAreNone() throws IOException {
    byte[] bytes = good.clone();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 8, Float.NaN);
    Files.write(file, bytes);
    assertThatExceptionOfType(ModelFileException.class)
        .isThrownBy(() -> trainer.load(file))
        .withMessage(file + ": predict.weight has NaN at element 8");
    assertThat(parameters()).isEqualTo(parameters);
  }

  @Test
  void withNumbersTooLargeForTheTrainer() throws IOException {
    try (ChainTrainer large = ChainTrainer.builder().dataType(DataType.DOUBLE).build()) {
      large.network().hidden.bias().putScalar(3, 1e300);
      large.save(file);
      large.load(file);
    }
    assertThatExceptionOfType(ModelFileException.class)
        .isThrownBy(() -> trainer.load(file))
        .withMessage(file + ": hidden.bias has 1.0E300 at element 3, too large for the type FLOAT");
    assertThat(parameters()).isEqualTo(parameters);
  }

  /** Each replaces the head of the file; x stands for what the numbers take. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[30],\"data_offsets\":[0,124]}} | needs 120 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[20],\"data_offsets\":[0,80]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[20],\"data_offsets\":[40,120]}} | begins at byte 40",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[20],\"data_offsets\":[0,80]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[84,120]}} | begins at byte 84",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,120]}} | larger than any file",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-30],\"data_offsets\":[0,120]}} | negative",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[30],\"data_offsets\":[-120,0]}} | negative",
        "{\"a\":{\"dtype\":\"BF16\",\"shape\":[60],\"data_offsets\":[0,120]}} | BF16",
        "{\"a\":{\"dtype\":7,\"shape\":[30],\"data_offsets\":[0,120]}} | NUMBER",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":\"30\",\"data_offsets\":[0,120]}} | not the expected JSON",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"30\"],\"data_offsets\":[0,120]}} | no list",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1e99],\"data_offsets\":[0,120]}} | not the expected JSON",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[30],\"data_offsets\":[0,120],\"x\":1}} | unknown",
        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[30],\"data_offsets\":[0,120]}} | twice",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[30]}} | data_offsets",
        "{\"a\":[]} | not the expected JSON",
        "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}} | twice",
        "{\"__metadata__\":{},\"__metadata__\":{}} | twice",
        "{\"__metadata__\":{\"a\":{}}} | BEGIN_OBJECT",
        "{} {} | JSON: malformed JSON at line 1 column 5",
        "[] | not the expected JSON",
        "{'a':1} | not the expected JSON"
      })
  void withAHeaderThatIsWrong(String header, String reason) throws IOException {
    write(header);
    assertThatExceptionOfType(ModelFileException.class)
        .isThrownBy(() -> trainer.load(file))
        .withMessageStartingWith(file + ": is not a model: ")
        .withMessageContaining(reason);
    assertThat(parameters()).isEqualTo(parameters);
  }

  @Test
  void withAHeaderThatIsDeep() throws IOException {
    write("{\"a\":" + "[".repeat(1_000_000));
    assertRefused();
    write("{\"a\":{\"shape\":" + "[".repeat(1_000_000));
    assertRefused();
    write("{\"__metadata__\":" + "{\"a\":".repeat(1_000_000));
    assertRefused();
  }

  /** A hundred thousand files. */
  @Tag("slow")
  @Test
  void changedAtRandom() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Random random = new Random(1);
    int loaded = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Files.write(file, mutated(random));
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        trainer.load(file);
        loaded++;
      } catch (ModelFileException refused) {
        assertThat(refused).hasMessageStartingWith(file + ": ");
      }
      if (i > 1000) {
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATION);
      }
      for (float parameter : parameters()) {
        assertThat(Float.isFinite(parameter)).isTrue();
      }
    }
    // Bits of the numbers themselves may be anything.
    assertThat(loaded).isBetween(1, MUTATIONS / 2);
  }

  private byte[] mutated(Random random) {
    byte[] bytes = good.clone();
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes; change++) {
      int place = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[place] = (byte) random.nextInt(256);
        case 2 -> bytes[place] = (byte) "0123456789{}[]\",:-eE.".charAt(random.nextInt(21));
        case 3 -> bytes = Arrays.copyOf(bytes, 1 + place);
        default -> {
          byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
          System.arraycopy(bytes, place, longer, place + 1, bytes.length - place);
          bytes = longer;
        }
      }
    }
    return bytes;
  }

  private void assertRefused() {
    assertThatExceptionOfType(ModelFileException.class).isThrownBy(() -> trainer.load(file));
    assertThat(parameters()).isEqualTo(parameters);
  }

  /** A file of that header and as many numbers as the good one has. */
  private void write(String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 120).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    Files.write(file, bytes.array());
  }

  private float[] parameters() {
    float[] all = new float[30];
    int length = 0;
    for (Layer layer : trainer.layers()) {
      if (layer.hasWeight()) {
        float[] weight = layer.weight().dup('c').data().asFloat();
        System.arraycopy(weight, 0, all, length, weight.length);
        length += weight.length;
      }
      if (layer.hasBias()) {
        float[] bias = layer.bias().dup('c').data().asFloat();
        System.arraycopy(bias, 0, all, length, bias.length);
        length += bias.length;
      }
    }
    return all;
  }
}
