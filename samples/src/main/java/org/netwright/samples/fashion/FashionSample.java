package org.netwright.samples.fashion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;
import org.netwright.samples.cli.Sample;

/**
 * Recognises the ten kinds of clothing of Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017): 70,000
 * images, of which 10,000 are reserved for testing.
 */
public final class FashionSample {
  /** Where Debian's package dataset-fashion-mnist installs the images. */
  private static final Path FOLDER = Path.of("/usr/share/datasets/fashion-mnist");

  private static final int EPOCHS = 40;
  private static final int BATCH_SIZE = 128;

  private FashionSample() {}

  /**
   * Trains the network and prints its accuracy on the test images.
   *
   * @param args optionally the folder with the images, then the seed
   */
  public static void main(String[] args) throws IOException {
    ThreeWaySplit images = load(args.length > 0 ? Path.of(args[0]) : FOLDER);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    try (FashionNetTrainer trainer = FashionNetTrainer.builder().seed(seed).build()) {
      fit(trainer, images).run();
      System.out.printf(
          Locale.ROOT,
          "Test accuracy: %.2f %% of %d images that were not used for training%n",
          100 * trainer.evaluate(images.test()).accuracy(),
          images.test().size());
    }
  }

  /** Reads the images, and holds out a tenth of those for training to choose the epoch. */
  static ThreeWaySplit load(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder
              + ": expected a folder with the four files of Fashion-MNIST, such as"
              + " train-images-idx3-ubyte.gz; on Debian and Ubuntu, apt install"
              + " dataset-fashion-mnist installs them in "
              + FOLDER);
    }
    Split known = read(folder, "train").stratifiedSplit(0.1, 1);
    return new ThreeWaySplit(known.train(), known.test(), read(folder, "t10k"));
  }

  /**
   * Trains for 40 epochs and keeps the parameters of the epoch with the best validation accuracy.
   */
  static Fit fit(Trainer<?> trainer, ThreeWaySplit images) {
    long steps = EPOCHS * ((images.train().size() - 1L) / BATCH_SIZE + 1);
    return trainer
        .fit(images.train())
        .epochs(EPOCHS)
        .batchSize(BATCH_SIZE)
        .learningRate(Schedule.cosine(1.5e-3, 0, steps))
        .validate(images.validation())
        .monitor("accuracy");
  }

  private static Data read(Path folder, String part) throws IOException {
    return Data.idx(
        file(folder, part + "-images-idx3-ubyte"), file(folder, part + "-labels-idx1-ubyte"));
  }

  private static Path file(Path folder, String name) {
    Path compressed = folder.resolve(name + ".gz");
    return Files.exists(compressed) ? compressed : folder.resolve(name);
  }

  /** Returns the description of this sample for the command line. */
  public static Sample sample() {
    return new Sample(
        "fashion",
        "recognises ten kinds of clothing (Fashion-MNIST)",
        List.of(
            "T-shirt",
            "trousers",
            "pullover",
            "dress",
            "coat",
            "sandal",
            "shirt",
            "sneaker",
            "bag",
            "ankle boot"),
        folder -> load(folder.orElse(FOLDER)),
        FashionNetTrainer::builder,
        FashionSample::fit,
        FashionNetModel::load);
  }
}
