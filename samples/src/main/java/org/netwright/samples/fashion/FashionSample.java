package org.netwright.samples.fashion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.netwright.runtime.Data;
import org.netwright.runtime.Fit;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Split;
import org.netwright.runtime.Trainer;
import org.netwright.samples.cli.Sample;

/**
 * Tells the ten kinds of clothing of Fashion-MNIST apart (Xiao, Rasul and Vollgraf, 2017): 70,000
 * images, of which 10,000 are for testing alone.
 */
public final class FashionSample {
  /** Where Debian's package dataset-fashion-mnist puts the images. */
  private static final Path FOLDER = Path.of("/usr/share/datasets/fashion-mnist");

  private static final int EPOCHS = 40;
  private static final int BATCH_SIZE = 128;

  private FashionSample() {}

  /**
   * Trains the network and tells how many images it names right.
   *
   * @param args the folder with the images, and a seed, if they are not the usual ones
   */
  public static void main(String[] args) throws IOException {
    Split images = load(args.length > 0 ? Path.of(args[0]) : FOLDER);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    try (FashionNetTrainer trainer = FashionNetTrainer.builder().seed(seed).build()) {
      fit(trainer, images).run();
      System.out.printf(
          Locale.ROOT,
          "It names %.2f %% of %d images right that it has not seen.%n",
          100 * trainer.evaluate(images.test()).accuracy(),
          images.test().size());
    }
  }

  /** Reads the images that are for training, and those for testing. */
  static Split load(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder
              + ": expected a folder with the four files of Fashion-MNIST, such as"
              + " train-images-idx3-ubyte.gz; on Debian and Ubuntu, apt install"
              + " dataset-fashion-mnist puts them into "
              + FOLDER);
    }
    return new Split(read(folder, "train"), read(folder, "t10k"));
  }

  /** A tenth of the images for training chooses the epoch; those for testing choose nothing. */
  static Fit fit(Trainer<?> trainer, Split images) {
    Split known = images.train().stratifiedSplit(0.1, trainer.seed());
    long steps = EPOCHS * ((known.train().size() - 1L) / BATCH_SIZE + 1);
    return trainer
        .fit(known.train())
        .epochs(EPOCHS)
        .batchSize(BATCH_SIZE)
        .learningRate(Schedule.cosine(1.5e-3, 0, steps))
        .validate(known.test())
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

  /** Returns what the command line needs. */
  public static Sample sample() {
    return new Sample(
        "fashion",
        "tells ten kinds of clothing apart (Fashion-MNIST)",
        folder -> load(folder.orElse(FOLDER)),
        FashionNetTrainer::builder,
        FashionSample::fit,
        FashionNetModel::load);
  }
}
