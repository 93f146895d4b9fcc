package org.netwright.samples.denoise;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;
import org.netwright.samples.Resources;

/** Removes noise from images of digits: an autoencoder with a sparse code. */
public final class DenoiseSample {
  /** The standard deviation of the noise, in pixels from 0 to 1. */
  private static final double NOISE = 0.3;

  private static final int SIDE = 8;
  private static final int SHOWN = 12;

  /** The side of an image and a gap. */
  private static final int CELL = SIDE + 1;

  private static final int SCALE = 6;

  private DenoiseSample() {}

  /**
   * Trains the network, prints its error on the test images, and draws some of them.
   *
   * @param args optionally the file for the picture
   */
  public static void main(String[] args) throws IOException {
    Path picture = Path.of(args.length > 0 ? args[0] : "target/denoised.png");
    ThreeWaySplit digits = load(0);
    try (DenoiseNetTrainer trainer = DenoiseNetTrainer.builder().seed(1).build()) {
      fit(trainer, digits).run();
      INDArray noisy = digits.test().x();
      INDArray original = digits.test().y();
      DenoiseNetPrediction prediction = trainer.predict(noisy);
      System.out.printf(
          Locale.ROOT,
          "Test error: %.3f, of the noisy images: %.3f%n",
          error(prediction.restored(), original),
          error(noisy, original));
      System.out.printf(
          Locale.ROOT,
          "Active in a code: %.1f of %d units%n",
          active(prediction.code()),
          prediction.code().columns());
      draw(List.of(noisy, prediction.restored(), original), picture);
      System.out.println("Noisy, restored and original images: " + picture);
    }
  }

  /** Reads the images and holds out a tenth of each digit for validation, a fifth for the test. */
  static ThreeWaySplit load(long seed) throws IOException {
    ThreeWaySplit digits =
        Data.csv(Resources.data("digits.csv"))
            .target("digit")
            .read()
            .stratifiedSplit(0.1, 0.2, seed);
    return new ThreeWaySplit(
        noisy(digits.train(), seed + 1),
        noisy(digits.validation(), seed + 2),
        noisy(digits.test().shuffled(seed), seed + 3));
  }

  /** x: the images with noise, y: the images. */
  private static Data noisy(Data digits, long seed) {
    INDArray images = digits.x().divi(16);
    INDArray noise = Nd4j.randn(seed, images.shape()).muli(NOISE);
    return Data.of(noise.addi(images), images);
  }

  /** Trains for 40 epochs and keeps the parameters of the epoch that validates best. */
  static Fit fit(ArrayTrainer<?> trainer, ThreeWaySplit digits) {
    return trainer.fit(digits.train()).epochs(40).batchSize(32).validate(digits.validation());
  }

  /** Returns the root of the mean squared difference of two arrays of images. */
  static double error(INDArray some, INDArray other) {
    return some.sub(other).norm2Number().doubleValue() / Math.sqrt((double) some.length());
  }

  /** Returns how many units of a code are above zero, on average. */
  static double active(INDArray codes) {
    return codes.scan(Conditions.greaterThan(0)).doubleValue() / codes.rows();
  }

  /** Draws a row of images for each array, dark on white. */
  static void draw(List<INDArray> rows, Path file) throws IOException {
    BufferedImage picture =
        new BufferedImage(
            SHOWN * CELL * SCALE, rows.size() * CELL * SCALE, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int down = y / SCALE % CELL;
        int across = x / SCALE % CELL;
        boolean isGap = down == SIDE || across == SIDE;
        INDArray images = rows.get(y / SCALE / CELL);
        float ink = isGap ? 0 : images.getFloat(x / SCALE / CELL, down * SIDE + across);
        picture.getRaster().setSample(x, y, 0, 255 * (1 - Math.max(0, Math.min(1, ink))));
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageIO.write(picture, "png", file.toFile());
  }
}
