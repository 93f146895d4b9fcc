package org.netwright.runtime.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.Checksums;
import org.netwright.runtime.internal.data.IdentifiedStream;

/**
 * What the examples of a run are told apart by, so that it is not resumed with others.
 *
 * @param targets a checksum of those of the training examples; null if they come from a stream
 * @param validationTargets those of the validation examples; null if there are none, or they come
 *     from a stream
 * @param stream what the stream of the training examples has; null if they are in memory, or it is
 *     not known, as in files of earlier versions
 * @param validationStream the same of the validation examples
 * @param validationShare 0 if the validation examples are no part of the data
 * @param validationSeed null if they are the last ones of the data, or no part of it
 */
record RunData(
    @Nullable String targets,
    @Nullable String validationTargets,
    @Nullable String stream,
    @Nullable String validationStream,
    double validationShare,
    @Nullable Long validationSeed) {

  static RunData of(FitPlan plan, FitExamples examples) {
    return new RunData(
        examples.trainingData() == null ? null : Checksums.ofTargets(examples.trainingData()),
        examples.validation() instanceof ScoredExamples.InMemory validation
            ? Checksums.ofTargets(validation.data())
            : null,
        IdentifiedStream.idOf(plan.stream),
        IdentifiedStream.idOf(plan.validationStream),
        plan.validationShare,
        plan.validationShare > 0 && plan.shuffle ? plan.validationSeed : null);
  }

  /**
   * Returns how the examples of a run that is to continue differ, in words; empty if they do not.
   *
   * @param isSameNumber whether it has as many training examples
   */
  List<String> differences(RunData now, boolean isSameNumber) {
    if (validationShare != now.validationShare
        || !Objects.equals(validationSeed, now.validationSeed)) {
      return List.of("validationSplit was %s, is %s".formatted(split(), now.split()));
    }
    List<String> differences = new ArrayList<>();
    if (isSameNumber && !Objects.equals(targets, now.targets)) {
      differences.add("the targets of the training examples differ, or their order");
    }
    boolean bothValidated = validationTargets != null && now.validationTargets != null;
    if (bothValidated && !Objects.equals(validationTargets, now.validationTargets)) {
      differences.add("the targets of the validation examples differ, or their order");
    }
    add(differences, "training", stream, now.stream);
    add(differences, "validation", validationStream, now.validationStream);
    return differences;
  }

  private static void add(
      List<String> differences, String what, @Nullable String saved, @Nullable String now) {
    if (saved != null && now != null && !saved.equals(now)) {
      differences.add("the %s images were %s, are %s".formatted(what, saved, now));
    }
  }

  private String split() {
    if (validationShare == 0) {
      return "not set";
    }
    return validationSeed == null
        ? Double.toString(validationShare)
        : "%s with seed %d".formatted(validationShare, validationSeed);
  }
}
