package org.netwright.processor.support;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Draws penalties, decays and optimisers of a random graph that go together. */
final class GraphPenalties {
  private static final List<String> OPTIMIZERS =
      List.of(
          "@Sgd(learningRate = 0.01)",
          "@Sgd(learningRate = 0.01, momentum = 0.9)",
          "@Adam",
          "@AdamW(weightDecay = 0.1)",
          "");

  private final Random random;
  private final boolean isOnClasses;
  private final String optimizer;

  GraphPenalties(Random random) {
    this.random = random;
    optimizer = OPTIMIZERS.get(random.nextInt(OPTIMIZERS.size()));
    isOnClasses = random.nextInt(4) == 0;
  }

  String optimizer() {
    return optimizer;
  }

  /** Draws a default for the layers of a class that has one, which is often none. */
  String onClass() {
    if (!isOnClasses) {
      return "";
    }
    return switch (random.nextInt(4)) {
      case 0 -> "@L1(" + strength() + ")";
      case 1 -> "@L2(value = " + strength() + ", on = Scope.ALL)";
      case 2 -> "@ElasticNet(l1 = " + strength() + ", l2 = " + strength() + ")";
      default -> "";
    };
  }

  /** Draws those of a layer with a weight. */
  void onLinear(GraphPoint point, boolean bias, boolean inBlock) {
    onWeight(point);
    if (!isOnClasses && bias && chance(8)) {
      point.annotate("@L2(value = " + strength() + ", on = Scope.BIAS)");
    }
    if (!isOnClasses && !inBlock && chance(10)) {
      point.field.annotations.removeIf(a -> a.startsWith("@L1") || a.startsWith("@Elastic"));
      point.annotate("@L1(value = " + strength() + ", proximal = true)");
    }
    onOutput(point);
  }

  /** Draws those of a layer whose only parameter has the rows of an embedding. */
  void onEmbedding(GraphPoint point) {
    onWeight(point);
    onOutput(point);
  }

  private void onWeight(GraphPoint point) {
    if (isOnClasses) {
      return;
    }
    switch (random.nextInt(10)) {
      case 0 -> point.annotate("@L1(" + strength() + ")");
      case 1 -> point.annotate("@L2(" + strength() + ")");
      case 2 -> point.annotate("@ElasticNet(l1 = " + strength() + ", l2 = " + strength() + ")");
      case 3 -> {
        point.annotate("@L1(" + strength() + ")");
        point.annotate("@L2(" + strength() + ")");
      }
      case 4 -> {
        if (!optimizer.startsWith("@AdamW")) {
          point.annotate("@WeightDecay(" + strength() + ")");
        }
      }
      default -> {}
    }
  }

  /** Draws those of what a layer gives. */
  void onOutput(GraphPoint point) {
    if (chance(8)) {
      point.annotate((random.nextBoolean() ? "@ActivityL1(" : "@ActivityL2(") + strength() + ")");
    }
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  private String strength() {
    return String.format(Locale.ROOT, "%.4f", 0.001 + 0.05 * random.nextDouble());
  }
}
