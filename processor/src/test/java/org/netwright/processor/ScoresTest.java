package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Model;
import org.netwright.runtime.TablePredictor;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.Metric;
import org.netwright.runtime.metrics.Thresholds;
import org.netwright.runtime.training.History;

/** Thresholds, own metrics and named rows of networks that tests of the runtime do not have. */
class ScoresTest {
  private static final int N = 60;

  @TempDir private Path folder;

  private static CompiledNetwork network(String output) {
    return CompiledNetwork.of(
        "Net",
        """
        import org.netwright.annotations.*;
        import org.netwright.runtime.Layer;

        @Network
        class Net {
          @Input(3) Layer x;
          %s Layer y;
        }
        """
            .formatted(output));
  }

  private Data table(String target) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("size,kind," + target + "\n");
    for (int i = 0; i < N; i++) {
      double size = random.nextGaussian();
      String kind = i % 3 == 0 ? "thin" : "thick";
      Object answer = target.equals("price") ? 3 * size : size > 0.3 ? "leaves" : "stays";
      text.append(size).append(',').append(kind).append(',').append(answer).append('\n');
    }
    Path file = Files.writeString(folder.resolve("data.csv"), text);
    return target.equals("price")
        ? Data.csv(file).target(target).categorical("kind").read()
        : Data.csv(file).target(target).categorical("kind", target).read();
  }

  @Test
  void aYesOrNoAnswerHasAThresholdAndTwoLabels() throws IOException {
    CompiledNetwork network = network("@Linear(1) @BinaryCrossEntropy");
    Data data = table("answer");
    Path file = folder.resolve("net.safetensors");
    try (Trainer<?> trainer = (Trainer<?>) network.builder().seed(1).build()) {
      // "leaves" sorts before "stays", which therefore is the yes.
      trainer.fit(data).epochs(30).learningRate(0.05).quiet().run();
      trainer.save(file);
      Thresholds thresholds = trainer.evaluate(data).thresholds();
      double best = thresholds.bestF1().threshold();
      assertThat(thresholds.bestF1().f1()).isGreaterThan(0.9);
      try (Model model = network.loadModel(file, Engine.CPU)) {
        for (TablePredictor predictor : List.<TablePredictor>of(trainer, model)) {
          int[] classes = predictor.predictClasses(data, best);
          int right = 0;
          for (int i = 0; i < N; i++) {
            right += classes[i] == (int) data.y().getDouble(i) ? 1 : 0;
          }
          assertThat(right / (double) N).isEqualTo(thresholds.bestF1().accuracy());
          Map<String, ?> row = Map.of("size", "0.4", "kind", "thick");
          float yes = predictor.probabilities(row)[0];
          assertThat(predictor.labelProbabilities(row))
              .containsExactly(Map.entry("leaves", 1 - yes), Map.entry("stays", yes));
          assertThat(predictor.labelProbabilities(0.4f, 1, 0))
              .isEqualTo(predictor.labelProbabilities(row));
          assertThat(predictor.predictClass(row, yes - 0.01)).isEqualTo(1);
          assertThat(predictor.predictLabel(row, yes + 0.01)).isEqualTo("leaves");
          assertThat(predictor.predictClass(new float[] {0.4f, 1, 0}, yes - 0.01)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void oneValueIsPredictedByNames() throws IOException {
    CompiledNetwork network = network("@Linear(1) @MeanSquaredError");
    try (Trainer<?> trainer = (Trainer<?>) network.builder().seed(1).build()) {
      Data data = table("price");
      trainer.fit(data).epochs(50).standardizeTargets().learningRate(0.05).quiet().run();
      assertThat(trainer.predictValue(Map.of("size", 1, "kind", "thin"))).isBetween(2.5f, 3.5f);
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.predictClasses(data, 0.3))
          .withMessageStartingWith("the outputs of Net are values, not logits");
    }
  }

  @Test
  void moreClassesHaveNoThreshold() {
    CompiledNetwork network = network("@Linear(3) @CrossEntropy");
    try (Trainer<?> trainer = (Trainer<?>) network.builder().seed(1).build()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.predictClass(new float[3], 0.3))
          .withMessage(
              "Net has 3 classes, but a threshold is for one yes-or-no output or two classes;"
                  + " leave it out for the most likely class");
    }
  }

  @Test
  void outputsHaveThresholdsAndMetrics() throws IOException {
    CompiledNetwork patient = CompiledNetwork.graph("GraphPatient");
    Path file = folder.resolve("patient.safetensors");
    Metric found = Metric.higherIsBetter(e -> e.confusion().count(1, 1));
    try (ArrayTrainer<?> trainer = patient.networkBuilder().seed(1).build()) {
      Data data = GraphTrainingTest.patients(1);
      History history =
          trainer
              .fit(data)
              .validate(GraphTrainingTest.patients(2))
              .epochs(5)
              .metric("ill.found", found)
              .metric("both", e -> e.output("ill").accuracy() + e.output("days").mae())
              .monitor("ill.found")
              .quiet()
              .run();
      assertThat(history.last().validation()).containsKeys("ill.accuracy", "ill.found", "both");
      assertThat(history.bestEpoch()).isPresent();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(data, Map.of("il.found", found)))
          .withMessage(
              "the metric il.found is of the output il, but GraphPatient has ill, days. Did you"
                  + " mean ill?");
      Evaluation evaluation = trainer.evaluate(data, Map.of("ill.found", found));
      assertThat(evaluation.score("ill.found"))
          .isEqualTo((double) evaluation.output("ill").confusion().count(1, 1));
      List<INDArray> x = List.of(data.input("measures"));
      INDArray yes = trainer.probabilities("ill", x);
      int[] expected = new int[N];
      for (int i = 0; i < N; i++) {
        expected[i] = yes.getDouble(i) > 0.7 ? 1 : 0;
      }
      assertThat(trainer.predictClasses("ill", x, 0.7)).containsExactly(expected);
      trainer.save(file);
      try (ArrayModel model = patient.loadNetworkModel(file, Engine.CPU)) {
        assertThat(model.predictClasses("ill", x, 0.7)).containsExactly(expected);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> model.predictClasses("ill", x, 1))
            .withMessageStartingWith("expected a threshold above 0 and below 1, got 1.0");
        assertThatIllegalStateException()
            .isThrownBy(() -> model.predictClasses("days", x, 0.7))
            .withMessageStartingWith("the outputs of days are values");
      }
    }
  }
}
