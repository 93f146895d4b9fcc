package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.generated.TargetEncoding;

/** Models that are read from a file, from a jar or from a stream. */
class ModelFileTest {
  private static final float[] ROW = {0.5f, -1, 2};

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("chain.safetensors");
    save(1);
  }

  private float[] save(long seed) throws IOException {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(seed).build()) {
      trainer.save(file, Map.of("seed", Long.toString(seed)));
      return trainer.predict(ROW);
    }
  }

  private static float[] answer(ModelFile source) throws IOException {
    try (ChainModel model = ChainModel.load(source, Engine.CPU, TargetEncoding.VALUES)) {
      return model.predict(ROW);
    }
  }

  @Test
  void allSourcesGiveTheSameModel() throws IOException {
    float[] expected = answer(ModelFile.open(file));
    assertThat(answer(ModelFile.open(file.toUri().toURL()))).isEqualTo(expected);
    assertThat(answer(ModelFile.open(jar()))).isEqualTo(expected);
    boolean[] closed = {false};
    try (InputStream stream =
        new FilterInputStream(Files.newInputStream(file)) {
          @Override
          public void close() throws IOException {
            closed[0] = true;
            super.close();
          }
        }) {
      assertThat(answer(ModelFile.open(stream))).isEqualTo(expected);
      assertThat(closed[0]).isFalse();
    }
    assertThat(ModelFile.open(jar()).metadata()).containsEntry("seed", "1");
  }

  /** A jar that is replaced while a program runs is read as it is now. */
  @Test
  void aReplacedJarIsReadAgain() throws IOException {
    URL url = jar();
    float[] before = answer(ModelFile.open(url));
    float[] other = save(2);
    assertThat(jar()).isEqualTo(url);
    assertThat(answer(ModelFile.open(url))).isEqualTo(other).isNotEqualTo(before);
  }

  private URL jar() throws IOException {
    Path jar = folder.resolve("models.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("models/chain.safetensors"));
      Files.copy(file, out);
    }
    return URI.create("jar:" + jar.toUri() + "!/models/chain.safetensors").toURL();
  }

  /** Larger than what is read at a time. */
  @Test
  void longStreamsAreRead() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    byte[] spaces = new byte[3 << 20];
    Arrays.fill(spaces, (byte) ' ');
    longer.writeBytes(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(0, header + spaces.length)
            .array());
    longer.write(bytes, 8, header);
    longer.writeBytes(spaces);
    longer.write(bytes, 8 + header, bytes.length - 8 - header);
    assertThat(answer(ModelFile.open(new ByteArrayInputStream(longer.toByteArray()))))
        .isEqualTo(answer(ModelFile.open(file)));
  }

  @Test
  void streamsThatAreNotWholeAreRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    assertRefused(new byte[0], "the stream: is not a model, it has 0 bytes");
    assertRefused(Arrays.copyOf(bytes, 5), "the stream: is not a model, it has 5 bytes");
    assertRefused(Arrays.copyOf(bytes, 20), "is truncated or not a model: its header would have");
    assertRefused(Arrays.copyOf(bytes, bytes.length - 1), "its tensors take");
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1), "its tensors take");
  }

  private static void assertRefused(byte[] bytes, String message) {
    assertThatExceptionOfType(ModelFileException.class)
        .isThrownBy(() -> ModelFile.open(new ByteArrayInputStream(bytes)))
        .withMessageContaining(message);
  }

  /** A stream without end is read no further than its header says. */
  @Test
  void aStreamWithoutEndIsRefused() throws IOException {
    InputStream zeros =
        new InputStream() {
          private long read;

          @Override
          public int read() {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] bytes, int first, int length) {
            read += length;
            assertThat(read).isLessThan(10 << 20);
            return length;
          }
        };
    InputStream endless =
        new SequenceInputStream(new ByteArrayInputStream(Files.readAllBytes(file)), zeros);
    assertThatExceptionOfType(ModelFileException.class)
        .isThrownBy(() -> ModelFile.open(endless))
        .withMessageContaining("its tensors take");
  }

  @Test
  void aResourceThatDoesNotExistIsNamedAsTheReason() {
    assertThatNullPointerException()
        .isThrownBy(() -> ModelFile.open(ModelFileTest.class.getResource("missing")))
        .withMessage("the URL of the model is null: there is no such resource");
    assertThatNullPointerException()
        .isThrownBy(() -> ModelFile.open(ModelFileTest.class.getResourceAsStream("missing")))
        .withMessage("the stream of the model is null: there is no such resource");
  }

  /** Numbers of one file are never read with the description of another. */
  @Test
  void aFileThatWasReplacedSinceItWasOpenedIsRefused() throws IOException {
    ModelFile opened = ModelFile.open(file);
    save(2);
    assertThatExceptionOfType(ModelFileException.class)
        .isThrownBy(() -> answer(opened))
        .withMessageContaining("was replaced since it was opened; open it again");
  }
}
