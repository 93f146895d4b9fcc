package org.netwright.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.GradientProbe;

/** Random mixes of all penalties, decays and constraints on the layers of one network. */
@Tag("slow") // compiles each mix, and moves each of its parameters
class RegularizerMixTest {
  private static final int MIXES = 12;
  private static final List<String> SCOPES = List.of("WEIGHT", "BIAS", "ALL");
  private static final List<String> AXES = List.of("OUTPUT", "INPUT");

  static IntStream seeds() {
    return IntStream.range(0, MIXES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theGradientOfAnyMixAgreesWithCentralDifferences(int seed) {
    Random random = new Random(seed);
    CompiledNetwork network = CompiledNetwork.of("Mix", source(random));
    new GradientProbe(network, 7, seed).check();
  }

  private static String source(Random random) {
    return """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;
        import org.nd4j.linalg.api.ndarray.INDArray;

        @Network
        class Mix {
          @Input(4) Layer features;
          @Linear(6) @Tanh %s Layer first;
          @Linear(5) @Softplus %s Layer second;
          @Linear(3) %s @MeanSquaredError Layer predict;

          static class Cubic implements ParameterPenalty {
            @Override
            public double value(INDArray p) {
              try (INDArray square = p.mul(p)) {
                return square.muli(p).sumNumber().doubleValue();
              }
            }

            @Override
            public void gradient(INDArray p, INDArray gradient) {
              gradient.assign(p).muli(p).muli(3);
            }
          }
        }
        """
        .formatted(mix(random), mix(random), mix(random));
  }

  private static String mix(Random random) {
    List<String> all = new ArrayList<>();
    switch (random.nextInt(4)) {
      case 0 -> all.add("@ElasticNet(l1 = %s, l2 = %s, on = Scope.%s)");
      case 1 ->
          all.addAll(List.of("@L1(value = %s, on = Scope.%s)", "@L2(value = %s, on = Scope.%s)"));
      case 2 ->
          all.addAll(
              List.of(
                  "@L1(value = %s, proximal = true)",
                  "@L1(value = %s, on = Scope.BIAS)",
                  "@L2(value = %s, on = Scope.%s, towards = Anchor.INITIAL)"));
      default -> all.addAll(List.of("@L1(%s)", "@WeightDecay(value = %s, on = Scope.%s)"));
    }
    maybe("@GroupLasso(value = %s, axis = Axis.%a)", all, random);
    maybe("@Orthogonal(value = %s, axis = Axis.%a)", all, random);
    maybe("@Penalty(value = Cubic.class, strength = %s, on = Scope.%s)", all, random);
    maybe("@ActivityL1(%s)", all, random);
    maybe("@ActivityL2(%s)", all, random);
    maybe("@MaxNorm(value = %s, axis = Axis.%a)", all, random);
    maybe("@NonNegative(on = Scope.%s)", all, random);
    return String.join(" ", all.stream().map(text -> filled(text, random)).toList());
  }

  private static void maybe(String annotation, List<String> all, Random random) {
    if (random.nextBoolean()) {
      all.add(annotation);
    }
  }

  private static String filled(String annotation, Random random) {
    String text = annotation.replace("Axis.%a", "Axis." + AXES.get(random.nextInt(2)));
    text = text.replace("Scope.%s", "Scope." + SCOPES.get(random.nextInt(3)));
    while (text.contains("%s")) {
      text = text.replaceFirst("%s", String.format(Locale.ROOT, "%.3f", random.nextDouble()));
    }
    return text;
  }
}
