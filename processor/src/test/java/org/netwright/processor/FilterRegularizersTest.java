package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;

/** What acts on groups of weights acts on the filters of a convolution. */
class FilterRegularizersTest {
  private static final INDArray X = Nd4j.rand(4, 3, 5, 5);
  private static final INDArray Y = Nd4j.rand(4, 2);

  private static Trainer<?> trainer(String annotations, Engine engine) throws Exception {
    CompiledNetwork network =
        CompiledNetwork.of(
            "Net",
            """
            package networks;
            import org.netwright.annotations.*;
            import org.netwright.runtime.*;
            @Network
            @Sgd(learningRate = 0.1)
            public class Net {
              @Input({3, 5, 5}) public Layer x;
              @Conv2d(6) %s @Relu public Layer conv;
              @Flatten @Linear(2) @MeanSquaredError public Layer predict;
            }
            """
                .formatted(annotations));
    return network.builder().seed(1).engine(engine).build();
  }

  private static Layer conv(Trainer<?> trainer) throws ReflectiveOperationException {
    return (Layer) trainer.network().getClass().getField("conv").get(trainer.network());
  }

  private static INDArray filters(Layer conv) {
    return conv.weightCopy().castTo(DataType.DOUBLE).reshape(6, 27);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void maxNormBoundsEachFilter(Engine engine) throws Exception {
    try (Trainer<?> trainer = trainer("@MaxNorm(0.4)", engine)) {
      assertThat(filters(conv(trainer)).norm2(1).minNumber().doubleValue()).isGreaterThan(0.4);
      trainer.step(X, Y);
      double[] norms = filters(conv(trainer)).norm2(1).toDoubleVector();
      assertThat(norms).containsExactly(new double[] {.4, .4, .4, .4, .4, .4}, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void groupLassoSetsWholeFiltersToZero(Engine engine) throws Exception {
    try (Trainer<?> trainer = trainer("@GroupLasso(value = 0.1, proximal = true)", engine)) {
      double expected =
          0.1 * Math.sqrt(27) * filters(conv(trainer)).norm2(1).sumNumber().doubleValue();
      LossReport report = trainer.step(X, Y);
      assertThat(report.penalty("conv.groupLasso")).isCloseTo(expected, within(1e-5));
      for (int step = 0; step < 20; step++) {
        trainer.step(X, Y);
      }
      double[] norms = filters(conv(trainer)).norm2(1).toDoubleVector();
      assertThat(norms).contains(0).hasSize(6);
      for (int filter = 0; filter < 6; filter++) {
        long zeros =
            filters(conv(trainer))
                .getRow(filter)
                .eq(0)
                .castTo(X.dataType())
                .sumNumber()
                .longValue();
        assertThat(zeros).isEqualTo(norms[filter] == 0 ? 27 : 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void orthogonalComparesFilters(Engine engine) throws Exception {
    try (Trainer<?> trainer = trainer("@Orthogonal(0.5)", engine)) {
      INDArray unit = filters(conv(trainer));
      unit.diviColumnVector(unit.norm2(1));
      INDArray cosines = unit.mmul(unit.transpose());
      double sum = 0;
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 6; j++) {
          sum += i == j ? 0 : Math.abs(cosines.getDouble(i, j));
        }
      }
      LossReport report = trainer.step(X, Y);
      assertThat(report.penalty("conv.orthogonal")).isCloseTo(0.5 * sum / 30, within(1e-6));
    }
  }
}
