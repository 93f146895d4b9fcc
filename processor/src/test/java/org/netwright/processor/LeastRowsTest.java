package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Examples;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.training.Fit;

/** A batch normalisation over vectors needs two rows, because one has no variance. */
class LeastRowsTest {
  private static final CompiledNetwork VECTORS =
      network(
          "Vectors", "@Linear(4) @Relu Layer before; @Linear(5) @BatchNorm @Relu Layer normed;");

  private static final String WHY =
      "normed normalises over the rows of a mini-batch and needs at least 2, but ";

  private static CompiledNetwork network(String name, String layers) {
    return CompiledNetwork.of(
        name,
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        class %s {
          @Input(8) Layer features;
          %s
          @Linear(2) @MeanSquaredError Layer out;
        }
        """
            .formatted(name, layers));
  }

  private static Map<String, List<Double>> numbers(Trainer<?> trainer) {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (Layer layer : trainer.layers()) {
      layer
          .parameterNames()
          .forEach(name -> all.put(layer.name() + "." + name, bits(layer.parameter(name))));
      layer
          .stateNames()
          .forEach(name -> all.put(layer.name() + "." + name, bits(layer.state(name))));
    }
    return all;
  }

  private static List<Double> bits(INDArray array) {
    return Arrays.stream(array.dup('c').data().asDouble()).boxed().toList();
  }

  private static Data examples(int rows) {
    return Examples.of(VECTORS, rows, 3);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aStepOnOneRowIsRefused(Engine engine) {
    Batch one = Batch.of(VECTORS, 1, new Random(1));
    try (Trainer<?> trainer = VECTORS.builder().engine(engine).build()) {
      Map<String, List<Double>> before = numbers(trainer);
      LossReport report = trainer.newReport();
      for (Runnable step :
          List.<Runnable>of(
              () -> trainer.step(one.x(), one.y()),
              () -> trainer.step(one.x(), one.y(), report),
              () -> trainer.step(one.inputs(), one.targets()),
              () -> trainer.step(one.inputs(), one.targets(), report))) {
        assertThatIllegalArgumentException()
            .isThrownBy(step::run)
            .withMessage(WHY + "the mini-batch has 1; train on more rows at a time");
      }
      assertThat(numbers(trainer)).isEqualTo(before);
      assertThat(trainer.steps()).isZero();
      // Predictions and scores of one row need no variance of it.
      assertThat(trainer.predict(one.x()).rows()).isEqualTo(1);
      assertThat(trainer.evaluate(examples(1)).score("loss")).isFinite();
      Batch two = Batch.of(VECTORS, 2, new Random(1));
      assertThat(trainer.step(two.x(), two.y()).total()).isFinite();
    }
  }

  @Test
  void aRunThatLeavesOneIsRefusedBeforeItBegins() {
    refused(
        examples(33),
        32,
        "batchSize(32) leaves 1 of 33 training examples for the last mini-batch; choose another"
            + " batchSize, such as 31");
    refused(
        examples(5),
        2,
        "batchSize(2) leaves 1 of 5 training examples for the last mini-batch; choose another"
            + " batchSize, such as 3");
    refused(examples(12), 1, "batchSize is 1; choose at least 2");
    refused(examples(1), 32, "there is 1 training example");
    float[] weights = new float[12];
    Arrays.fill(weights, 0, 9, 1);
    refused(
        examples(12).weighted(weights),
        4,
        "batchSize(4) leaves 1 of 9 training examples for the last mini-batch; choose another"
            + " batchSize, such as 3");
  }

  private static void refused(Data data, int batchSize, String but) {
    try (Trainer<?> trainer = VECTORS.builder().build()) {
      Map<String, List<Double>> before = numbers(trainer);
      for (int accumulate : List.of(1, 3)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> fit(trainer, data).batchSize(batchSize).accumulate(accumulate).run())
            .withMessage(WHY + but);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.findLearningRate(data).batchSize(batchSize).run())
          .withMessage(WHY + but);
      assertThat(numbers(trainer)).isEqualTo(before);
    }
  }

  private static Fit fit(Trainer<?> trainer, Data data) {
    return trainer.fit(data).epochs(1).quiet();
  }

  @Test
  void whatTheMessageProposesWorks() {
    for (int rows = 2; rows < 40; rows++) {
      for (int batchSize = 2; batchSize < 14; batchSize++) {
        Data data = examples(rows);
        try (Trainer<?> trainer = VECTORS.builder().build()) {
          try {
            fit(trainer, data).batchSize(batchSize).run();
            assertThat(rows % batchSize).isNotEqualTo(1);
          } catch (IllegalArgumentException e) {
            assertThat(rows % batchSize).isEqualTo(1);
            String proposed = e.getMessage().replaceFirst(".* such as (\\d+)$", "$1");
            fit(trainer, data).batchSize(Integer.parseInt(proposed)).run();
          }
          assertThat(trainer.steps()).isPositive();
        }
      }
    }
  }

  @Test
  void theValidationExamplesDoNotCount() {
    try (Trainer<?> trainer = VECTORS.builder().build()) {
      fit(trainer, examples(8)).batchSize(4).validate(examples(1)).run();
      // 33 without a fifth.
      fit(trainer, examples(33)).batchSize(32).validationSplit(0.2).run();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(trainer, examples(41)).batchSize(32).validationSplit(0.2).run())
          .withMessageContaining("leaves 1 of 33 training examples");
    }
  }

  @Test
  void aBatchOfAStreamIsRefusedWhenItComes() {
    DataStream stream =
        batchSize -> {
          int[] left = {9};
          return () -> {
            int n = Math.min(batchSize, left[0]);
            left[0] -= n;
            return n == 0 ? null : Data.of(new float[n][8], new float[n][2]);
          };
        };
    try (Trainer<?> trainer = VECTORS.builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(stream).batchSize(4).epochs(1).quiet().run())
          .withMessage(
              WHY
                  + "a batch of the stream has 1; choose another batchSize, so that the last batch"
                  + " has more, or let the stream leave it out");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(stream).batchSize(1).epochs(1).quiet().run())
          .withMessage(WHY + "batchSize is 1; choose at least 2");
      trainer.fit(stream).batchSize(5).epochs(1).quiet().run();
    }
  }

  /** Images and signals have several elements of each channel in one row. */
  @Test
  void oneImageIsEnough() {
    CompiledNetwork images =
        network(
            "OneImage",
            "@Reshape({2, 2, 2}) @Conv2d(3) @BatchNorm @Relu Layer normed; @GlobalMaxPool Layer"
                + " pooled;");
    Batch one = Batch.of(images, 1, new Random(1));
    try (Trainer<?> trainer = images.builder().build()) {
      assertThat(trainer.step(one.x(), one.y()).total()).isFinite();
    }
    CompiledNetwork small =
        network(
            "SmallImage",
            "@Reshape({2, 2, 2}) @Conv2d(value = 3, stride = 2) @BatchNorm @Relu Layer normed;"
                + " @Flatten Layer flat;");
    try (Trainer<?> trainer = small.builder().build()) {
      assertThatIllegalArgumentException()
          .as("images of one element")
          .isThrownBy(() -> trainer.step(one.x(), one.y()))
          .withMessageStartingWith(WHY);
    }
  }
}
