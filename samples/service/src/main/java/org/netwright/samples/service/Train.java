package org.netwright.samples.service;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;

/** Trains the network on penguins.csv and writes the model that the service reads. */
final class Train {
  /** A line of the table. */
  record Sighting(Penguin penguin, Species species) {}

  private Train() {}

  /**
   * Trains.
   *
   * @param args the file for the model, and optionally the seed
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "target/penguins.safetensors");
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    System.out.printf(Locale.ROOT, "%s: test accuracy %.3f%n", file, train(file, seed));
  }

  /**
   * Trains, and replaces the file in one step, so that a service that reads it never finds a half.
   *
   * @return the accuracy on penguins that were not used for training
   */
  static double train(Path file, long seed) throws IOException {
    ThreeWaySplit sightings = data().stratifiedSplit(0.2, 0.2, 1);
    try (PenguinNetTrainer trainer = PenguinNetTrainer.builder().seed(seed).build()) {
      trainer
          .fit(sightings.train())
          .epochs(100)
          .batchSize(16)
          .validate(sightings.validation())
          .patience(20)
          .quiet()
          .run();
      double accuracy = trainer.evaluate(sightings.test()).accuracy();
      trainer.save(
          file,
          Map.of(
              "seed", Long.toString(seed),
              "test accuracy", String.format(Locale.ROOT, "%.3f", accuracy)));
      return accuracy;
    }
  }

  static Data data() throws IOException {
    return Data.of(sightings(), Sighting::penguin, Sighting::species);
  }

  static List<Sighting> sightings() throws IOException {
    URL table = Objects.requireNonNull(Train.class.getResource("/penguins.csv"));
    return Data.csv(table).records(Sighting.class);
  }
}
