package org.netwright.runtime;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.history.EpochReport;
import org.netwright.runtime.history.HistoryJson;
import org.netwright.runtime.optimizer.UpdateRule;

/**
 * How far a training run has come, beside its arrays.
 *
 * @param trainerSeed that of dropout
 * @param shuffleSeed that of the order of the examples
 * @param shuffled whether they are in another order in each epoch
 * @param steps the updates done
 * @param examples how many there are in memory, 0 for a stream
 * @param optimizer the name of its rule
 * @param optimizerNumbers what the rule keeps beside its averages
 * @param learningRate if it is no schedule
 * @param strengths by name, those that are no schedules
 * @param bestEpoch 0 if there is none
 */
record RunState(
    long trainerSeed,
    long shuffleSeed,
    boolean shuffled,
    long steps,
    int batchSize,
    long examples,
    String monitor,
    String optimizer,
    Map<String, Double> optimizerNumbers,
    @Nullable Double learningRate,
    Map<String, Double> strengths,
    int bestEpoch,
    double bestScore,
    int epochsSinceBest,
    List<EpochReport> epochs) {
  private static final String RUN = "netwright.run";
  private static final String EPOCHS = "netwright.epochs";
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  RunState {
    Objects.requireNonNull(monitor, "monitor");
    Objects.requireNonNull(optimizer, "optimizer");
    optimizerNumbers = Map.copyOf(optimizerNumbers);
    strengths = Map.copyOf(strengths);
    // Gson makes the record before the epochs, which are read apart, are there.
    epochs = epochs == null ? List.of() : List.copyOf(epochs);
  }

  /** Adds itself to the metadata of a file. */
  void writeTo(Map<String, String> metadata) {
    metadata.put(RUN, GSON.toJson(withEpochs(List.of())));
    metadata.put(EPOCHS, HistoryJson.of(epochs));
  }

  /**
   * Reads what {@link #writeTo} has added.
   *
   * @throws IllegalArgumentException if it is not there or says anything unexpected
   */
  static RunState read(Map<String, String> metadata) {
    String run = metadata.get(RUN);
    String epochs = metadata.get(EPOCHS);
    if (run == null || epochs == null) {
      throw new IllegalArgumentException("it has no " + RUN + " or no " + EPOCHS);
    }
    try {
      RunState state = GSON.fromJson(run, RunState.class);
      return state.withEpochs(HistoryJson.epochs(epochs));
    } catch (RuntimeException e) {
      // Gson wraps what the constructor throws in exceptions of several kinds.
      throw new IllegalArgumentException("its run cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns what is otherwise in a run that is to go on from here; empty if nothing. */
  List<String> differences(Fit settings, long otherExamples, UpdateRule rule) {
    List<String> differences = new ArrayList<>();
    add(differences, "batchSize", batchSize, settings.batchSize);
    add(differences, "the number of examples", examples, otherExamples);
    add(differences, "monitor", monitor, settings.monitor);
    add(differences, "the optimiser", optimizer, rule.name());
    add(
        differences,
        "what the optimiser keeps",
        optimizerNumbers.keySet(),
        rule.numbers().keySet());
    add(differences, "shuffled", shuffled, settings.shuffle);
    if (settings.seed != null) {
      add(differences, "seed", shuffleSeed, settings.seed);
    }
    return differences;
  }

  private static void add(List<String> differences, String name, Object saved, Object now) {
    if (!saved.equals(now)) {
      differences.add("%s was %s, is %s".formatted(name, saved, now));
    }
  }

  private RunState withEpochs(List<EpochReport> other) {
    return new RunState(
        trainerSeed,
        shuffleSeed,
        shuffled,
        steps,
        batchSize,
        examples,
        monitor,
        optimizer,
        optimizerNumbers,
        learningRate,
        strengths,
        bestEpoch,
        bestScore,
        epochsSinceBest,
        other);
  }
}
