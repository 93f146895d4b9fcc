package org.netwright.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.Fit;
import org.netwright.runtime.ThreeWaySplit;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.history.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network and saves it. */
@Command(
    name = "train",
    description = {
      "Trains a network, shows its progress, and saves model and curves.",
      "Ctrl-C ends training as if all epochs were done.",
      "",
      "Example: samples/run train digits --epochs 10",
      ""
    })
final class Train implements Callable<Integer> {
  @Mixin private Place place;

  @Option(names = "--epochs", description = "how often all examples are gone through")
  private @Nullable Integer epochs;

  @Option(names = "--batch-size", description = "how many examples a step takes")
  private @Nullable Integer batchSize;

  @Option(names = "--learning-rate", description = "in the place of the declared one")
  private @Nullable Double learningRate;

  @Option(
      names = "--seed",
      description = "of initial weights, dropout and order (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private long seed;

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
      CountDownLatch saved = new CountDownLatch(1);
      Thread hook = endOnShutdown(saved);
      try {
        History history = fit.run();
        // Writing to files is refused to threads that are interrupted.
        boolean interrupted = Thread.interrupted();
        save(trainer, history);
        System.out.println(trainer.evaluate(examples.test()));
        System.out.println("Model: " + place.model() + ", curves: " + place.page());
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

  /** Has Ctrl-C interrupt this thread, and wait until it has saved what there is. */
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
