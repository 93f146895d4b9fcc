package org.netwright.runtime.internal.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.LossClasses;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.input.ClassFactors;
import org.netwright.runtime.internal.input.OutputRows;
import org.netwright.runtime.internal.session.LossTarget;
import org.netwright.runtime.internal.session.SessionSummary;
import org.netwright.runtime.internal.text.Spelling;

/** The class weights that a user sets for a run, by loss. */
final class ClassWeightSettings {
  /** In place of a layer: the only loss. */
  private static final String ONLY = "";

  /** By class, as the user names it; empty if they are balanced. */
  private final Map<String, Map<Object, Double>> byLoss = new LinkedHashMap<>();

  /**
   * Sets the weights of the only loss.
   *
   * @throws IllegalArgumentException if there are none, or one is out of range
   */
  void set(Map<?, ? extends Number> weights) {
    set(ONLY, weights);
  }

  /**
   * Sets the weights of one loss, in place of those that were set.
   *
   * @throws IllegalArgumentException if there are none, or one is out of range
   */
  void set(String layer, Map<?, ? extends Number> weights) {
    Map<Object, Double> copy = new LinkedHashMap<>();
    weights.forEach(
        (name, weight) -> {
          Objects.requireNonNull(name, "class");
          Objects.requireNonNull(weight, () -> "the weight of class " + name);
          // As a float, so that the product with a weight of an example is a number above 0.
          if (!(weight.floatValue() > 0 && weight.floatValue() < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "expected class weights that are finite and above 0, got %s for class %s%s"
                    .formatted(
                        weight,
                        name,
                        weight.doubleValue() == 0
                            ? "; to leave a class out, leave out its examples"
                            : ""));
          }
          copy.put(name, weight.doubleValue());
        });
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("expected the weight of at least one class, got none");
    }
    byLoss.put(layer, copy);
  }

  /** Balances the classes of the only loss. */
  void balance() {
    balance(ONLY);
  }

  /** Balances the classes of one loss, in place of the weights that were set. */
  void balance(String layer) {
    byLoss.put(layer, Map.of());
  }

  /**
   * Checks the settings, without the examples.
   *
   * @throws IllegalArgumentException if they do not fit the network, or need examples in memory
   */
  void check(String network, List<LossTarget> targets, boolean inMemory) {
    byLoss.forEach(
        (name, weights) -> {
          LossTarget target = target(network, targets, name);
          if (target.encoding() == TargetEncoding.OWN) {
            throw new IllegalArgumentException(
                "classWeights is for classes, but the targets of %s have a targetWidth, and only its loss knows what they mean; weight the examples, as in data.weighted(weights)"
                    .formatted(target.layer()));
          }
          if (target.encoding() == TargetEncoding.VALUES) {
            throw new IllegalArgumentException(
                "classWeights is for classes, but the loss of %s compares values; weight the examples, as in data.weighted(weights)"
                    .formatted(target.layer()));
          }
          if (isYesOrNo(target) && target.rows().width() > 1) {
            throw new IllegalArgumentException(
                "classWeights needs one class for each example, but %s has %d yes-or-no outputs; weight the examples, as in data.weighted(weights)"
                    .formatted(target.layer(), target.rows().width()));
          }
          if (weights.isEmpty() && !inMemory) {
            throw new IllegalArgumentException(
                "classWeights(BALANCED) counts the training examples, but they come from a stream; give the weights of the classes, or read the examples with read()");
          }
        });
    if (byLoss.containsKey(ONLY) && byLoss.size() > 1) {
      throw new IllegalArgumentException(
          "classWeights was called with a loss and without one; %s has one loss, so leave it out"
              .formatted(network));
    }
  }

  private static LossTarget target(String network, List<LossTarget> targets, String name) {
    List<String> layers = targets.stream().map(LossTarget::layer).toList();
    if (name.equals(ONLY)) {
      if (targets.size() > 1) {
        throw new IllegalArgumentException(
            "%s has the losses %s; say which one classWeights is for, as in classWeights(\"%s\", …)"
                .formatted(network, String.join(", ", layers), layers.get(0)));
      }
      return targets.get(0);
    }
    int index = layers.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "classWeights: %s has no loss on %s; it has %s%s"
              .formatted(
                  network, name, String.join(", ", layers), Spelling.didYouMean(name, layers)));
    }
    return targets.get(index);
  }

  /**
   * Returns the weights by the numbers of the classes.
   *
   * @param classes those of each loss, in the order of the targets
   * @param data the training examples, which fit the network; null if they come from a stream
   * @throws IllegalArgumentException if there is no such class, or an example has no class
   */
  ClassWeighting of(
      String network, List<LossTarget> targets, List<LossClasses> classes, @Nullable Table data) {
    if (byLoss.isEmpty()) {
      return ClassWeighting.NONE;
    }
    List<String> layers = targets.stream().map(LossTarget::layer).toList();
    Map<String, double[]> factors = new LinkedHashMap<>();
    Map<String, String> words = new LinkedHashMap<>();
    byLoss.forEach(
        (name, weights) -> {
          LossTarget target = target(network, targets, name);
          ClassNumbers own = numbers(target, classes.get(targets.indexOf(target)));
          if (weights.isEmpty()) {
            Table examples = Objects.requireNonNull(data);
            Rows rows = examples.allTargets().get(targets.indexOf(target));
            factors.put(target.layer(), balanced(own, target.rows(), rows, examples));
            words.put(target.layer(), "balanced");
          } else {
            Map<Integer, Double> numbered = numbered(own, weights);
            double[] all = new double[own.classes()];
            Arrays.setAll(all, number -> numbered.getOrDefault(number, 1.0));
            factors.put(target.layer(), all);
            words.put(target.layer(), words(own, numbered));
          }
        });
    return new ClassWeighting(
        new ClassFactors(layers, targets.stream().map(LossTarget::rows).toList(), factors), words);
  }

  private static ClassNumbers numbers(LossTarget target, LossClasses known) {
    return isYesOrNo(target)
        ? new ClassNumbers(target.layer(), 2, known, true)
        : new ClassNumbers(target.layer(), target.rows().width(), known, false);
  }

  private static boolean isYesOrNo(LossTarget target) {
    return target.encoding() == TargetEncoding.PROBABILITIES;
  }

  private static Map<Integer, Double> numbered(ClassNumbers classes, Map<Object, Double> weights) {
    Map<Integer, Double> numbered = new TreeMap<>();
    weights.forEach(
        (name, weight) -> {
          int number = classes.of(name);
          if (numbered.put(number, weight) != null) {
            throw new IllegalArgumentException(
                "classWeights of %s: the class %s has two weights"
                    .formatted(classes.layer(), classes.name(number)));
          }
        });
    return numbered;
  }

  private static String words(ClassNumbers classes, Map<Integer, Double> numbered) {
    return numbered.entrySet().stream()
        .map(one -> classes.name(one.getKey()) + " " + SessionSummary.number(one.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Returns n / (classes · n_c), in weights of examples if they have any; 1 without examples. */
  private static double[] balanced(
      ClassNumbers classes, OutputRows output, Rows targets, Table data) {
    ClassFactors.requireClasses(classes.layer(), output, targets, data);
    float[] weights = data.exampleWeights();
    int[] rows = data.chosen();
    double[] counts = new double[classes.classes()];
    for (int i = 0; i < rows.length; i++) {
      double weight = weights == null ? 1 : weights[i];
      ClassFactors.forEachClass(output, targets, rows[i], c -> counts[c] += weight);
    }
    double all = Arrays.stream(counts).sum();
    long present = Arrays.stream(counts).filter(count -> count > 0).count();
    return Arrays.stream(counts).map(count -> count > 0 ? all / (present * count) : 1).toArray();
  }
}
