package org.netwright.samples.fashion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.History;

/** On images made here: the real ones are the user's. */
class FashionSampleTest {
  @TempDir private Path folder;

  @Test
  void learnsWhatIsInTheFolder() throws IOException {
    write("train", 600);
    write("t10k", 100);
    ThreeWaySplit images = FashionImages.load(folder);
    assertThat(images.train()).hasToString("540 examples, x [n × 784], y [n × 1]");
    assertThat(images.test().size()).isEqualTo(100);
    try (FashionNetTrainer trainer = FashionNetTrainer.builder().seed(1).build()) {
      History history = FashionSample.fit(trainer, images).epochs(4).quiet().run();
      assertThat(history.epochs()).hasSize(4);
      assertThat(trainer.evaluate(images.test()).accuracy()).isGreaterThan(0.95);
    }
  }

  @Test
  void tellsWhereTheImagesComeFrom() {
    Path nowhere = folder.resolve("nowhere");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FashionImages.load(nowhere))
        .withMessageStartingWith(nowhere + ": expected a folder with the four files")
        .withMessageContaining("apt install dataset-fashion-mnist");
  }

  /** Images whose class is told by which of ten stripes is bright. */
  private void write(String part, int count) throws IOException {
    Random random = new Random(count);
    ByteBuffer images = ByteBuffer.allocate(16 + count * 784);
    images.putInt(0x803).putInt(count).putInt(28).putInt(28);
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    labels.putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(10);
      labels.put((byte) label);
      for (int pixel = 0; pixel < 784; pixel++) {
        boolean bright = pixel * 10 / 784 == label;
        images.put((byte) (random.nextInt(100) + (bright ? 150 : 0)));
      }
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }
}
