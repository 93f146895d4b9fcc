package org.netwright.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network and saves it. */
@Command(
    name = "train",
    description = {
      "Trains a network, shows the progress, and saves the model and the curves.",
      "Ctrl-C ends training early and saves what there is.",
      "",
      "Example: samples/run train digits --epochs 10",
      ""
    })
final class Train implements Callable<Integer> {
  @Mixin private Place place;

  @Option(names = "--epochs", paramLabel = "N", description = "number of epochs")
  private @Nullable Integer epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "number of examples in a mini-batch")
  private @Nullable Integer batchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "learning rate, in place of the declared one")
  private @Nullable Double learningRate;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "seed of weights, dropout and order (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--training-scores",
      description = "evaluate on the training examples too, after each epoch")
  private boolean trainingScores;

  @Override
  public Integer call() throws IOException {
    ThreeWaySplit examples = place.examples();
    try (Trainer<?> trainer = trainer()) {
      Fit fit = place.sample().fit().apply(trainer, examples);
      if (epochs != null) {
        fit.epochs(epochs);
      }
      if (batchSize != null) {
        fit.batchSize(batchSize);
      }
      if (learningRate != null) {
        fit.learningRate(learningRate);
      }
      if (trainingScores) {
        fit.trainingScores();
      }
      CountDownLatch saved = new CountDownLatch(1);
      Thread hook = endOnShutdown(saved);
      try {
        History history = fit.run();
        // A thread that is interrupted cannot write files.
        boolean interrupted = Thread.interrupted();
        save(trainer, history);
        System.out.println("On the test examples: " + trainer.evaluate(examples.test()));
        System.out.println("Model: " + place.model());
        System.out.println("Curves: " + place.page());
        if (!interrupted) {
          Runtime.getRuntime().removeShutdownHook(hook);
        }
      } finally {
        saved.countDown();
      }
      return 0;
    }
  }

  private Trainer<?> trainer() {
    var builder = place.sample().builder().get();
    builder.seed(seed);
    return builder.build();
  }

  private void save(Trainer<?> trainer, History history) throws IOException {
    Files.createDirectories(place.folder());
    trainer.save(place.model());
    history.writeJson(place.history());
    history.writePage(place.page());
  }

  /** Makes Ctrl-C interrupt this thread, and wait until the thread has saved its results. */
  private static Thread endOnShutdown(CountDownLatch saved) {
    Thread training = Thread.currentThread();
    Thread hook =
        new Thread(
            () -> {
              training.interrupt();
              try {
                saved.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }
}
