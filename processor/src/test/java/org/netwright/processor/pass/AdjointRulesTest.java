package org.netwright.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Ops;
import org.netwright.processor.kind.Activation;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.RegularizerKind.Stage;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Resources;

/**
 * Sees to it that no rule goes unchecked: the gradients of the networks in {@code good/} are
 * compared with central differences, so each kernel that a rule leads to has to be called by one of
 * them.
 */
class AdjointRulesTest {
  private static final Map<Class<? extends Op>, List<String>> KERNELS =
      Map.of(
          Ops.Linear.class,
          List.of("linearGradient", "linearInputGradient"),
          Ops.Activate.class,
          Arrays.stream(Activation.values()).map(a -> a.kernel() + "Gradient").toList(),
          Ops.Dropout.class,
          List.of("dropoutGradient"),
          Ops.Loss.class,
          Arrays.stream(LossKind.values()).map(l -> l.kernel() + "Gradient").toList(),
          Ops.Penalty.class,
          Arrays.stream(RegularizerKind.values())
              .filter(kind -> kind.stage() == Stage.PENALTY || kind.stage() == Stage.ACTIVITY)
              .map(RegularizerKind::gradientKernel)
              .toList());

  @Test
  void knowsWhatEveryRuleLeadsTo() {
    assertThat(KERNELS.keySet()).isEqualTo(AdjointRules.operations());
  }

  @Test
  void everyGradientKernelIsPartOfACheckedNetwork() {
    String sources =
        Resources.names("good").stream()
            .map(name -> CompiledNetwork.good(name).generatedSource())
            .collect(Collectors.joining());
    KERNELS.values().stream()
        .flatMap(List::stream)
        .forEach(
            kernel ->
                // That of a loss is part of another.
                assertThat(sources)
                    .containsAnyOf(
                        "." + kernel + "(",
                        "." + kernel.replace("Gradient", "WithGradient") + "("));
  }
}
