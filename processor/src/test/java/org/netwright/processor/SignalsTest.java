package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.ArrayTrainer;

/** Which inputs of two dimensions are signals, and which are sequences. */
class SignalsTest {
  @Test
  void whatASignalIsForOneReaderItIsForAll() {
    CompiledNetwork network =
        network(
            """
            @Input({2, 5}) Layer x;
            @BatchNorm @GlobalMaxPool Layer normed;
            @After("x") @SpatialDropout @Output Layer dropped;
            @After("x") @Conv1d(3) @Relu @GlobalMaxPool Layer features;
            @Concat("normed") Layer all;
            """);
    assertThat(shape(network, "normed", "scale")).containsExactly(2);
    assertThat(shape(network, "y", "weight")).containsExactly(5, 1);
    assertThat(network.generatedSource())
        .contains("kernels.channelDropout(x, 0.5, dropoutSeed(0), true, ");
  }

  @Test
  void signalsAreJoinedByChannels() {
    CompiledNetwork network =
        network(
            """
            @Input({2, 50}) Layer left;
            @Input({3, 50}) Layer right;
            @After("left") @Concat("right") @Tanh Layer both;
            @SpatialDropout Layer dropped;
            @Conv1d(4) @Relu Layer features;
            @GlobalAveragePool Layer all;
            """);
    assertThat(shape(network, "features", "weight")).containsExactly(4, 5, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Conv1d(4)",
        "@MaxPool1d(2)",
        "@Upsample1d(2)",
        "@ConvTranspose1d(4)",
        "@GroupNorm(1)"
      })
  void whatIsMadeOfASignalIsOne(String reader) {
    CompiledNetwork network =
        network(
            """
            @Input(12) Layer x;
            @Reshape({2, 6}) Layer reshaped;
            @BatchNorm @Relu Layer normed;
            %s Layer features;
            @Flatten @Tanh Layer all;
            """
                .formatted(reader));
    assertThat(shape(network, "normed", "scale")).containsExactly(2);
  }

  @Test
  void whatIsJoinedWithASignalIsOne() {
    CompiledNetwork network =
        network(
            """
            @Input({2, 5}) Layer x;
            @Conv1d(3) @Relu Layer features;
            @Input({3, 5}) Layer more;
            @Concat("features") Layer both;
            @BatchNorm Layer normed;
            @Flatten Layer all;
            """);
    assertThat(shape(network, "normed", "scale")).containsExactly(6);
  }

  @Test
  void whatNothingReadsAsASignalIsASequence() {
    CompiledNetwork network =
        network(
            """
            @Input({4, 5}) Layer left;
            @Input({4, 3}) Layer right;
            @After("left") @Concat("right") Layer both;
            @BatchNorm Layer normed;
            @GlobalAveragePool Layer all;
            """);
    assertThat(shape(network, "normed", "scale")).containsExactly(8);
    assertThat(shape(network, "y", "weight")).containsExactly(8, 1);
  }

  private static long[] shape(CompiledNetwork network, String layer, String parameter) {
    try (ArrayTrainer<?> trainer = network.networkBuilder().build()) {
      return trainer.layers().stream()
          .filter(candidate -> candidate.name().equals(layer))
          .findFirst()
          .orElseThrow()
          .parameter(parameter)
          .shape();
    }
  }

  private static CompiledNetwork network(String fields) {
    return CompiledNetwork.of(
        "Net",
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.Layer;

        @Network
        class Net {
        %s
          @Linear(1) @MeanSquaredError Layer y;
        }
        """
            .formatted(fields));
  }
}
