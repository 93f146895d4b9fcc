package org.netwright.processor;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.GradientProbe;
import org.netwright.processor.support.Resources;

/**
 * Compares the gradients of the networks in {@code good/} with central differences of their loss.
 */
class GradientTest {
  static Stream<Arguments> cases() {
    return Resources.names("good").stream()
        .flatMap(
            network ->
                Stream.of(leastRows(network), 7, 300)
                    .flatMap(
                        rows -> Stream.of(1L, 5L, 6L).map(s -> Arguments.of(network, rows, s))));
  }

  /**
   * Signals normalises vectors over the rows, and two of them become 1 and −1 whatever they are.
   */
  private static int leastRows(String network) {
    return network.equals("Signals") ? 3 : 1;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithCentralDifferences(String network, int rows, long seed) {
    new GradientProbe(CompiledNetwork.good(network), rows, seed).check();
  }

  /** The sum passes one gradient to both, and the penalty adds to that of the code alone. */
  @ParameterizedTest
  @ValueSource(strings = {"@Flatten", "@Reshape(32)"})
  void aPenaltyOnWhatIsReshapedLeavesTheOtherBranchAlone(String reshaping) {
    CompiledNetwork network =
        CompiledNetwork.of(
            "Branches",
            """
            package networks;

            import org.netwright.annotations.*;
            import org.netwright.runtime.Layer;

            @Network
            class Branches {
              @Input({1, 4, 4}) Layer image;
              @Flatten @Linear(32) Layer shortcut;
              @After("image") @Conv2d(2) @Tanh @ActivityL1(0.1) @ActivityL2(0.2) Layer code;
              %s @Add("shortcut") Layer sum;
              @Linear(1) @MeanSquaredError Layer out;
            }
            """
                .formatted(reshaping));
    new GradientProbe(network, 7, 1).check();
  }
}
