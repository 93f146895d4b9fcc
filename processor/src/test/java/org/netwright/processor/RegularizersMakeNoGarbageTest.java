package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Garbage;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;

/** No penalty, proximal step, constraint or schedule leaves anything on the Java heap. */
class RegularizersMakeNoGarbageTest {
  private static final int WARM_UP = 20_000;
  private static final int STEPS = 1000;

  private static final String SOURCE =
      """
      package networks;

      import org.netwright.annotations.*;
      import org.netwright.runtime.*;

      @Network
      class Everything {
        @Input(5) Layer features;

        @Linear(7) @Tanh @L2(value = 1e-3, towards = Anchor.INITIAL) @Orthogonal(0.01)
        @GroupLasso(0.01) @ActivityL1(0.01) @UnitNorm(axis = Axis.INPUT)
        Layer first;

        @Linear(6) @Relu @L1(value = 0.01, proximal = true)
        @GroupLasso(value = 0.01, axis = Axis.INPUT, proximal = true)
        @WeightDecay(0.1) @ActivityL2(0.01) @NonNegative @MaxNorm(2)
        Layer second;

        @Linear(2) @ElasticNet(l1 = 0.001, l2 = 0.001)
        @MeanSquaredError
        Layer predict;
      }
      """;

  private final INDArray x = Nd4j.rand(DataType.FLOAT, 9, 5);
  private final INDArray y = Nd4j.rand(DataType.FLOAT, 9, 2);
  private final CompiledNetwork network = CompiledNetwork.of("Everything", SOURCE);

  @Test
  void withUniformSteps() {
    check(Optimizer.sgd(0.01, 0.9, true));
  }

  @Test
  void withStepsThatDifferByElement() {
    check(Optimizer.adam(0.001));
  }

  private void check(Optimizer optimizer) {
    try (Trainer<?> trainer =
        network
            .builder()
            .seed(1)
            .optimizer(optimizer)
            .learningRate(Schedule.cosine(0.01, 0.001, 10_000))
            .clipping(GradientClipping.byGlobalNorm(1))
            .build()) {
      trainer.layerNamed("second").l1(Schedule.linear(0, 0.01, 10_000));
      LossReport report = trainer.newReport();
      for (int step = 0; step < WARM_UP; step++) {
        trainer.step(x, y, report);
      }
      assertThat(Garbage.of(STEPS, () -> trainer.step(x, y, report)) / STEPS).isZero();
    }
  }
}
