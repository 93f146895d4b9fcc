package org.netwright.processor.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Draws optimisers, penalties, decays and constraints that go together. */
final class RandomRegularizers {
  private static final List<String> OPTIMIZERS =
      List.of(
          "@Sgd(learningRate = 0.01)",
          "@Sgd(learningRate = 0.01, momentum = 0.9)",
          "@Sgd(learningRate = 0.01, momentum = 0.8, nesterov = true)",
          "@Adam",
          "@Adam(learningRate = helpers.Helpers.SMALL, beta1 = 0.8)",
          "@AdamW(on = Scope.ALL)");

  private final Random random;
  private final String optimizer;
  private final String onClass;

  RandomRegularizers(Random random) {
    this.random = random;
    optimizer = random.nextInt(4) == 0 ? "" : OPTIMIZERS.get(random.nextInt(OPTIMIZERS.size()));
    onClass =
        switch (random.nextInt(8)) {
          case 0 -> "@L1(" + strength() + ")";
          case 1 -> "@L2(value = " + strength() + ", on = Scope.ALL)";
          case 2 -> "@ElasticNet(l1 = " + strength() + ", l2 = " + strength() + ")";
          case 3 -> mayDecay() ? "@WeightDecay(" + strength() + ")" : "";
          default -> "";
        };
  }

  private boolean mayDecay() {
    return !optimizer.startsWith("@AdamW");
  }

  List<String> onClass() {
    return Stream.of(optimizer, onClass).filter(text -> !text.isEmpty()).toList();
  }

  /** On the last layer nothing that would leave those on the class without any. */
  List<String> onLayer(int in, int out, boolean bias, boolean isLast) {
    List<String> all = new ArrayList<>();
    boolean exempt = !isLast && !onClass.isEmpty() && random.nextInt(4) == 0;
    if (exempt) {
      all.add("@NoPenalty");
    }
    boolean fromClass = !onClass.isEmpty() && !exempt;
    boolean unitNorm = !fromClass && random.nextInt(8) == 0;
    if (!fromClass) {
      norms(all, bias, unitNorm);
    }
    if (!unitNorm) {
      maybe(all, "@GroupLasso(value = %s, axis = Axis.%s, proximal = %s)", axis(), flag());
    }
    String axis = axis();
    if ((axis.equals("INPUT") ? in : out) > 1) {
      maybe(all, "@Orthogonal(value = %s, axis = Axis." + axis + ")");
    }
    maybe(all, "@ActivityL1(%s)");
    maybe(all, "@ActivityL2(%s)");
    maybe(all, "@Penalty(value = helpers.Helpers.Cubic.class, strength = %s)");
    constraints(all, unitNorm);
    return all;
  }

  private void norms(List<String> all, boolean bias, boolean unitNorm) {
    String scope =
        "Scope."
            + (bias ? List.of("WEIGHT", "BIAS", "ALL") : List.of("WEIGHT", "ALL"))
                .get(random.nextInt(bias ? 3 : 2));
    if (unitNorm) {
      maybe(all, "@L1(value = %s, proximal = %s)", flag());
      return;
    }
    switch (random.nextInt(6)) {
      case 0 -> all.add("@ElasticNet(l1 = " + strength() + ", l2 = " + strength() + ")");
      case 1 -> {
        all.add("@L1(value = %s, on = %s, proximal = %s)".formatted(strength(), scope, flag()));
        all.add("@L2(value = %s, towards = Anchor.INITIAL)".formatted(strength()));
      }
      case 2 -> all.add("@L2(value = %s, on = %s)".formatted(strength(), scope));
      case 3 -> {
        if (mayDecay()) {
          all.add("@WeightDecay(value = %s, on = %s)".formatted(strength(), scope));
        }
        all.add("@L1(value = %s, on = %s)".formatted(strength(), scope));
      }
      case 4 -> {
        all.add("@L1(" + strength() + ")");
        if (bias) {
          all.add("@L1(value = " + strength() + ", on = Scope.BIAS)");
        }
      }
      default -> {}
    }
  }

  private void constraints(List<String> all, boolean unitNorm) {
    if (unitNorm) {
      all.add("@UnitNorm(axis = Axis." + axis() + ")");
    } else {
      switch (random.nextInt(6)) {
        case 0 -> all.add("@MaxNorm(value = 2, axis = Axis." + axis() + ")");
        case 1 -> all.add("@MinMaxNorm(min = 0.1, max = 1.5, rate = 0.5)");
        default -> {}
      }
    }
    if (random.nextInt(8) == 0) {
      all.add("@NonNegative");
    }
  }

  private void maybe(List<String> all, String annotation, Object... arguments) {
    if (random.nextInt(6) == 0) {
      List<Object> filled = new ArrayList<>(List.of(strength()));
      filled.addAll(List.of(arguments));
      all.add(annotation.formatted(filled.toArray()));
    }
  }

  private String axis() {
    return random.nextBoolean() ? "OUTPUT" : "INPUT";
  }

  private boolean flag() {
    return random.nextBoolean();
  }

  private String strength() {
    return random.nextInt(8) == 0
        ? "0"
        : String.format(Locale.ROOT, "%.4f", 0.05 * random.nextDouble());
  }
}
