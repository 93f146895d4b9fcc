package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Engine;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.History;

/**
 * The same seed and the same data give the same bits in whatever is reported, wherever in memory
 * the arrays lie: many trainers in one process, with arrays of odd sizes allocated in between.
 */
@Tag("slow") // hundreds of trainers
class SameBitsTest {
  private static final int TRAINERS = 6;
  private static final List<Integer> BATCH_SIZES = List.of(1, 7, 32, 33);

  /** Wide enough that sums have vectorised loops, with sizes that no vector length divides. */
  private static final String WIDE =
      """
      package networks;

      import org.netwright.annotations.*;
      import org.netwright.runtime.*;

      @Network
      @Adam(learningRate = 0.01)
      class Wide {
        @Input(61) Layer features;

        @Linear(83) @Gelu @Dropout(0.1)
        @ElasticNet(l1 = 1e-3, l2 = 1e-3, on = Scope.ALL) @GroupLasso(1e-3) @Orthogonal(0.1)
        @ActivityL1(0.01) @ActivityL2(0.02)
        Layer hidden;

        @Linear(37) @Tanh
        @L2(value = 0.03, towards = Anchor.INITIAL, on = Scope.ALL)
        @Orthogonal(value = 0.2, axis = Axis.INPUT) @MaxNorm(1)
        Layer second;

        @Linear(%d) @L1(value = 1e-3, proximal = true) %s Layer predict;
      }
      """;

  static Stream<Arguments> networks() {
    Stream<CompiledNetwork> wide =
        Stream.of(
            CompiledNetwork.of("Wide", WIDE.formatted(9, "@CrossEntropy(labelSmoothing = 0.1)")),
            CompiledNetwork.of("Wide", WIDE.formatted(1, "@BinaryCrossEntropy")),
            CompiledNetwork.of("Wide", WIDE.formatted(1, "@Huber")),
            CompiledNetwork.of("Wide", WIDE.formatted(5, "@MeanAbsoluteError")));
    Stream<CompiledNetwork> good =
        Stream.of("Penalties", "AfterUpdate", "MomentumTanh", "NesterovGelu", "AdamwLabelSmoothing")
            .map(CompiledNetwork::good);
    return Stream.concat(wide, good)
        .flatMap(
            network ->
                Stream.of(
                    Arguments.of(network, Engine.CPU, DataType.FLOAT),
                    Arguments.of(network, Engine.ND4J, DataType.FLOAT),
                    Arguments.of(network, Engine.CPU, DataType.DOUBLE),
                    Arguments.of(network, Engine.ND4J, DataType.DOUBLE)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void whereArraysLieChangesNoBit(CompiledNetwork network, Engine engine, DataType type) {
    List<GradientClipping> clippings =
        List.of(
            GradientClipping.none(),
            GradientClipping.byValue(0.01),
            GradientClipping.byNorm(0.05),
            GradientClipping.byGlobalNorm(0.1));
    for (GradientClipping clipping : clippings) {
      Random odd = new Random(1);
      List<INDArray> kept = new ArrayList<>();
      List<Double> expected = null;
      for (int i = 0; i < TRAINERS; i++) {
        // Odd numbers of bytes on either side, so that each trainer's arrays lie elsewhere.
        kept.add(Nd4j.create(DataType.INT8, 1 + odd.nextInt(200)));
        TrainerBuilder<?, ?> builder = network.builder().seed(5).dataType(type).engine(engine);
        try (Trainer<?> trainer = builder.clipping(clipping).build()) {
          kept.add(Nd4j.create(DataType.INT8, 1 + odd.nextInt(200)));
          List<Double> numbers = numbers(trainer, network);
          if (expected == null) {
            expected = numbers;
          }
          assertThat(numbers).as("trainer %d, %s", i, clipping).isEqualTo(expected);
        }
      }
      kept.forEach(INDArray::close);
    }
  }

  /** All that training reports, and what it leaves. */
  private static List<Double> numbers(Trainer<?> trainer, CompiledNetwork network) {
    List<Double> numbers = new ArrayList<>();
    for (int rows : BATCH_SIZES) {
      Batch batch = Batch.of(network, rows, new Random(rows));
      LossReport report = trainer.step(batch.x(), batch.y());
      numbers.add(report.data());
      numbers.add(report.total());
      numbers.addAll(report.penalties().values());
    }
    Batch batch = Batch.of(network, 45, new Random(45));
    Data data = Data.of(batch.x(), batch.y());
    History history = trainer.fit(data).batchSize(11).epochs(1).run();
    for (EpochReport epoch : history.epochs()) {
      numbers.add(epoch.dataLoss());
      numbers.addAll(epoch.penalties().values());
      epoch.layers().forEach(layer -> numbers.add(layer.weightNorm()));
      epoch.layers().forEach(layer -> numbers.add(layer.gradientNorm()));
    }
    Evaluation evaluation = trainer.evaluate(data);
    numbers.add(evaluation.dataLoss());
    numbers.addAll(evaluation.scores().values());
    trainer.layers().stream()
        .filter(layer -> layer.hasWeight())
        .forEach(layer -> add(layer.weight(), numbers));
    add(trainer.predict(batch.x()), numbers);
    return numbers;
  }

  private static void add(INDArray array, List<Double> numbers) {
    Arrays.stream(array.dup('c').castTo(DataType.DOUBLE).data().asDouble()).forEach(numbers::add);
  }
}
