package org.netwright.processor;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
}
