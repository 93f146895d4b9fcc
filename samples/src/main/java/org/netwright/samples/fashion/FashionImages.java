package org.netwright.samples.fashion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.data.ThreeWaySplit;

/**
 * The images of Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017): 70,000 pieces of clothing of ten
 * kinds, of which 10,000 are reserved for testing.
 */
final class FashionImages {
  /** Where Debian's package dataset-fashion-mnist installs the images. */
  static final Path FOLDER = Path.of("/usr/share/datasets/fashion-mnist");

  /** What the classes are, in the order of their numbers. */
  static final List<String> CLASSES =
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
          "ankle boot");

  private FashionImages() {}

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

  /** Prints the accuracy on the test images. */
  static void report(Trainer<?> trainer, ThreeWaySplit images) {
    System.out.printf(
        Locale.ROOT,
        "Test accuracy: %.2f %% of %d images that were not used for training%n",
        100 * trainer.evaluate(images.test()).accuracy(),
        images.test().size());
  }

  private static Data read(Path folder, String part) throws IOException {
    return Data.idx(
        file(folder, part + "-images-idx3-ubyte"), file(folder, part + "-labels-idx1-ubyte"));
  }

  private static Path file(Path folder, String name) {
    Path compressed = folder.resolve(name + ".gz");
    return Files.exists(compressed) ? compressed : folder.resolve(name);
  }
}
