package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.internal.session.SessionState;

/** A session reports its whole state, and takes one. */
class SessionStateTest {
  private static final INDArray X = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 0, -1}});
  private static final INDArray Y = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 2}});

  private static ChainTrainer trainer(long seed) {
    return ChainTrainer.builder().seed(seed).dropout(0.3).build();
  }

  private static List<Double> losses(ChainTrainer trainer, int steps) {
    List<Double> losses = new ArrayList<>();
    IntStream.range(0, steps).forEach(i -> losses.add(trainer.step(X, Y).total()));
    return losses;
  }

  @Test
  void aRestoredSessionContinuesToTheSameBits() {
    try (ChainTrainer trainer = trainer(1)) {
      trainer.fit(Data.of(X, Y)).standardize().epochs(2).quiet().run();
      trainer.learningRate(0.02);
      trainer.network().hidden.l1(0.3);
      losses(trainer, 3);
      SessionState state = SessionState.of(trainer.session()).copy();
      List<Double> first = losses(trainer, 4);

      trainer.learningRate(0.5);
      trainer.network().hidden.l1(step -> 7);
      losses(trainer, 2);
      state.restoreTo(trainer.session());

      assertThat(trainer.steps()).isEqualTo(5);
      assertThat(losses(trainer, 4)).isEqualTo(first);
      try (ChainTrainer other = trainer(99)) {
        state.restoreTo(other.session());
        assertThat(other.seed()).isEqualTo(1);
        assertThat(losses(other, 4)).as("with the scaling too").isEqualTo(first);
      }
    }
  }

  @Test
  void aStateOfAnotherNetworkChangesNothing() {
    try (ChainTrainer trainer = trainer(1);
        ChainTrainer same = trainer(1)) {
      SessionState state = SessionState.of(trainer.session());
      SessionState other =
          new SessionState(
              Map.of(),
              state.preprocessing(),
              5,
              7,
              state.optimizer(),
              state.optimizerNumbers(),
              0.9,
              Map.of(),
              Set.of());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> other.restoreTo(trainer.session()))
          .withMessageContaining("hidden.weight");
      assertThat(losses(trainer, 3)).isEqualTo(losses(same, 3));
    }
  }
}
