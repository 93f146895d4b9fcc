package org.netwright.runtime.internal.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.history.HistoryJson;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionState;
import org.netwright.runtime.internal.update.UpdateRule;
import org.netwright.runtime.training.EpochReport;

/**
 * The state of a training run, except for its tensors.
 *
 * @param trainerSeed the seed of dropout
 * @param shuffleSeed the seed of the order of the examples
 * @param shuffled whether the order is different in each epoch
 * @param similarLengths whether mini-batches have sequences of similar lengths
 * @param steps the number of updates done
 * @param accumulate the number of mini-batches for each update; 0 stands for 1 in checkpoints of
 *     earlier versions
 * @param examples the number of examples in memory, 0 for a stream
 * @param weights what the weights of the examples in memory are told apart by; null if there are
 *     none
 * @param data what the examples are told apart by; null in files of earlier versions
 * @param classWeights what was set, by loss
 * @param augmentation how the images are changed; null if they are not
 * @param higherIsBetter which values of the monitored score are; null in files of earlier versions
 * @param optimizer the name of its rule
 * @param optimizerNumbers the numbers of the rule, without its averages
 * @param learningRate null if it is a schedule
 * @param strengths by name, without those that are schedules
 * @param frozen the layers whose parameters are frozen
 * @param bestEpoch 0 if there is none
 * @param plateau null if the rate is not reduced on a plateau
 */
record RunState(
    long trainerSeed,
    long shuffleSeed,
    boolean shuffled,
    boolean similarLengths,
    long steps,
    int batchSize,
    int accumulate,
    long examples,
    @Nullable String weights,
    @Nullable RunData data,
    Map<String, String> classWeights,
    @Nullable String augmentation,
    String monitor,
    @Nullable Boolean higherIsBetter,
    String optimizer,
    Map<String, Double> optimizerNumbers,
    @Nullable Double learningRate,
    Map<String, Double> strengths,
    Set<String> frozen,
    int bestEpoch,
    double bestScore,
    int epochsSinceBest,
    Plateau.@Nullable State plateau,
    List<EpochReport> epochs) {
  private static final String RUN = "netwright.run";
  private static final String EPOCHS = "netwright.epochs";
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  RunState {
    Objects.requireNonNull(monitor, "monitor");
    Objects.requireNonNull(optimizer, "optimizer");
    // Checkpoints of earlier versions have no class weights.
    classWeights = classWeights == null ? Map.of() : Map.copyOf(classWeights);
    optimizerNumbers = Map.copyOf(optimizerNumbers);
    strengths = Map.copyOf(strengths);
    // Earlier versions did not have it.
    frozen = frozen == null ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(frozen));
    // Gson creates the record without the epochs, which are read separately.
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
   * @throws IllegalArgumentException if it is missing or has anything unexpected
   */
  static RunState read(Map<String, String> metadata) {
    String run = metadata.get(RUN);
    String epochs = metadata.get(EPOCHS);
    if (run == null || epochs == null) {
      throw new IllegalArgumentException("it has no " + RUN + " or no " + EPOCHS);
    }
    try {
      RunState state = GSON.fromJson(run, RunState.class).withEpochs(HistoryJson.epochs(epochs));
      state.requirePossible();
      return state;
    } catch (RuntimeException e) {
      // Gson wraps what the constructor throws in exceptions of several kinds.
      throw new IllegalArgumentException("its run cannot be read: " + e.getMessage(), e);
    }
  }

  private void requirePossible() {
    if (plateau != null && plateau.reductions() > epochs.size()) {
      throw new IllegalArgumentException(
          "it has %d reductions in %d epochs".formatted(plateau.reductions(), epochs.size()));
    }
  }

  /**
   * Returns how a run that is to continue from here differs, in words; empty if it does not.
   *
   * @param dataNow what the examples of that run are told apart by
   * @param preprocessing of the checkpoint
   */
  List<String> differences(
      FitPlan plan,
      FitExamples examplesNow,
      RunData dataNow,
      UpdateRule rule,
      Preprocessing preprocessing) {
    List<String> differences = new ArrayList<>();
    add(differences, "batchSize", batchSize, plan.batchSize);
    add(differences, "accumulate", Math.max(1, accumulate), plan.accumulate);
    add(differences, "the number of examples", examples, examplesNow.training().size());
    if (data != null) {
      differences.addAll(data.differences(dataNow, examples == examplesNow.training().size()));
    }
    addWeights(differences, examplesNow);
    String augmentationNow = plan.augmenting == null ? null : plan.augmenting.toString();
    if (!Objects.equals(augmentation, augmentationNow)) {
      differences.add(
          "augment was %s, is %s"
              .formatted(
                  Objects.requireNonNullElse(augmentation, "not set"),
                  Objects.requireNonNullElse(augmentationNow, "not set")));
    }
    add(differences, "monitor", monitor, plan.monitor);
    boolean higher = plan.metrics.isHigherBetter(plan.monitor);
    if (higherIsBetter != null && monitor.equals(plan.monitor) && higherIsBetter != higher) {
      differences.add(
          higher
              ? "lower values of %s were better, now higher ones are".formatted(monitor)
              : "higher values of %s were better, now lower ones are".formatted(monitor));
    }
    add(differences, "the optimiser", optimizer, rule.name());
    add(
        differences,
        "what the optimiser keeps",
        optimizerNumbers.keySet(),
        rule.numbers().keySet());
    add(differences, "shuffled", shuffled, plan.shuffle);
    add(differences, "similarLengths", similarLengths, plan.similarLengths);
    StandardScaler scaler = preprocessing.features();
    if (plan.standardize) {
      add(differences, "standardize", scaler != null && scaler.span() == 1, true);
    }
    if (plan.standardizeChannels) {
      boolean was = scaler != null && scaler.span() == InputChecks.span(plan);
      add(differences, "standardizeChannels", was, true);
    }
    if (plan.standardizeTargets) {
      add(differences, "standardizeTargets", preprocessing.targets() != null, true);
    }
    frozen.stream()
        .filter(layer -> !plan.session.layers().containsKey(layer))
        .forEach(layer -> differences.add(layer + " was frozen, but is not in the network"));
    if (bestEpoch > 0 && !plan.isValidated()) {
      differences.add("validate was set, is not");
    }
    if (plateau != null && plateau.reductions() > 0 && plan.plateau == null) {
      differences.add("reduceOnPlateau was set, is not");
    }
    if (epochs.size() > plan.epochs) {
      differences.add(
          "epochs is %d, but the checkpoint has %d".formatted(plan.epochs, epochs.size()));
    }
    if (plan.seed != null) {
      add(differences, "seed", shuffleSeed, plan.seed);
    }
    return differences;
  }

  /**
   * Returns the part that belongs to the session. Rates and strengths that are schedules now stay
   * schedules.
   */
  SessionState session(Map<String, DenseTensor> tensors, Preprocessing preprocessing, Session now) {
    Map<String, Double> constants = new HashMap<>(strengths);
    now.strengths().stream()
        .filter(strength -> strength.scheduled().constant() == null)
        .forEach(strength -> constants.remove(strength.name()));
    return new SessionState(
        tensors,
        preprocessing,
        trainerSeed,
        steps,
        optimizer,
        optimizerNumbers,
        now.learningRate().constant() == null ? null : learningRate,
        constants,
        frozen);
  }

  private void addWeights(List<String> differences, FitExamples examplesNow) {
    String now = examplesNow.weightsId();
    if (!Objects.equals(weights, now)) {
      differences.add(
          weights == null
              ? "the examples had no weights, have some now"
              : now == null
                  ? "the examples had weights, have none now"
                  : "the weights of the examples differ");
    }
    Map<String, String> classesNow = examplesNow.classWeights().words();
    if (!classWeights.equals(classesNow)) {
      differences.add(
          "classWeights was %s, is %s"
              .formatted(
                  ClassWeighting.line(classWeights, "not set"),
                  ClassWeighting.line(classesNow, "not set")));
    }
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
        similarLengths,
        steps,
        batchSize,
        accumulate,
        examples,
        weights,
        data,
        classWeights,
        augmentation,
        monitor,
        higherIsBetter,
        optimizer,
        optimizerNumbers,
        learningRate,
        strengths,
        frozen,
        bestEpoch,
        bestScore,
        epochsSinceBest,
        plateau,
        other);
  }
}
