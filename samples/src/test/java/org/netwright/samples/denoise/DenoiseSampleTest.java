package org.netwright.samples.denoise;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.samples.data.Parameters;

class DenoiseSampleTest {
  private static ThreeWaySplit digits;

  @BeforeAll
  static void load() throws IOException {
    digits = DenoiseSample.load(0);
  }

  @Test
  void restoresHeldOutDigits() {
    try (DenoiseNetTrainer trainer = DenoiseNetTrainer.builder().seed(1).build()) {
      DenoiseSample.fit(trainer, digits).quiet().run();
      INDArray noisy = digits.test().x();
      INDArray original = digits.test().y();
      DenoiseNetPrediction prediction = trainer.predict(noisy);
      assertThat(DenoiseSample.error(prediction.restored(), original))
          .isLessThan(0.6 * DenoiseSample.error(noisy, original));
      assertThat(DenoiseSample.active(prediction.code())).isBetween(5.0, 24.0);
    }
  }

  @Test
  void drawsARowForEachArray(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("new").resolve("digits.png");
    INDArray images = digits.test().y();
    DenoiseSample.draw(List.of(images, images, images), file);
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(12 * 9 * 6);
    assertThat(picture.getHeight()).isEqualTo(3 * 9 * 6);
    for (int x = 0; x < picture.getWidth(); x++) {
      assertThat(picture.getRGB(x, 30)).isEqualTo(picture.getRGB(x, 30 + 2 * 9 * 6));
    }
  }

  @Test
  void sameSeedGivesSameBits() {
    assertThat(trained(4)).isEqualTo(trained(4)).isNotEqualTo(trained(5));
  }

  private static List<Integer> trained(long seed) {
    try (DenoiseNetTrainer trainer = DenoiseNetTrainer.builder().seed(seed).build()) {
      DenoiseSample.fit(trainer, digits).epochs(3).quiet().run();
      return Parameters.bitsOf(trainer);
    }
  }
}
