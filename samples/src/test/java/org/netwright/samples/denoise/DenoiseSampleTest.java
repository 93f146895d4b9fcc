package org.netwright.samples.denoise;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.ThreeWaySplit;

class DenoiseSampleTest {
  @TempDir private Path folder;

  @Test
  void restoresDigitsAndDrawsThem() throws IOException {
    ThreeWaySplit digits = DenoiseSample.load(0);
    try (DenoiseNetTrainer trainer = DenoiseNetTrainer.builder().seed(1).build()) {
      DenoiseSample.fit(trainer, digits).quiet().run();
      INDArray noisy = digits.test().x();
      INDArray clean = digits.test().y();
      DenoiseNetPrediction prediction = trainer.predict(noisy);
      assertThat(DenoiseSample.error(prediction.restored(), clean))
          .isLessThan(0.6 * DenoiseSample.error(noisy, clean));
      assertThat(prediction.code().shape()).containsExactly(noisy.rows(), 32);

      Path file = folder.resolve("digits.png");
      DenoiseSample.draw(List.of(noisy, prediction.restored(), clean), file);
      BufferedImage picture = ImageIO.read(file.toFile());
      assertThat(picture.getWidth()).isEqualTo(10 * 8 * 6);
      assertThat(picture.getHeight()).isEqualTo(3 * 8 * 6);
      // The first image is a zero: its corner and its middle are empty, the middle of its edge is
      // not.
      assertThat(shade(picture, 0, 0)).isGreaterThan(200);
      assertThat(shade(picture, 3, 3)).isGreaterThan(200);
      assertThat(shade(picture, 3, 0)).isLessThan(128);
    }
  }

  /** A pixel of the first of the originals. */
  private static int shade(BufferedImage picture, int column, int row) {
    return picture.getRaster().getSample(6 * column + 3, 6 * (16 + row) + 3, 0);
  }
}
