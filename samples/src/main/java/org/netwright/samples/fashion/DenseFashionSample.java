package org.netwright.samples.fashion;

import java.io.IOException;
import java.nio.file.Path;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;
import org.netwright.samples.cli.Sample;

/** Recognises the ten kinds of clothing of Fashion-MNIST with linear layers alone. */
public final class DenseFashionSample {
  private static final int EPOCHS = 40;
  private static final int BATCH_SIZE = 128;

  private DenseFashionSample() {}

  /**
   * Trains the network and prints its accuracy on the test images.
   *
   * @param args optionally the folder with the images, then the seed
   */
  public static void main(String[] args) throws IOException {
    ThreeWaySplit images =
        FashionImages.load(args.length > 0 ? Path.of(args[0]) : FashionImages.FOLDER);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    try (DenseFashionNetTrainer trainer = DenseFashionNetTrainer.builder().seed(seed).build()) {
      fit(trainer, images).run();
      FashionImages.report(trainer, images);
    }
  }

  /** Trains for 40 epochs and keeps the parameters of the one with the best validation accuracy. */
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

  /** Returns the description of this sample for the command line. */
  public static Sample sample() {
    return new Sample(
        "fashion-dense",
        "the same without convolutions",
        FashionImages.CLASSES,
        folder -> FashionImages.load(folder.orElse(FashionImages.FOLDER)),
        DenseFashionNetTrainer::builder,
        DenseFashionSample::fit,
        DenseFashionNetModel::load);
  }
}
