package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.AgreementCheck;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.GradientProbe;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.processor.support.NetworkSource;
import org.netwright.processor.support.TrainingCheck;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Model;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.History;

/** Losses of the user in generated trainers. */
class OwnLossTest {
  @TempDir private Path folder;

  /** One network with built-in losses, and one with the same formulas in classes of the user. */
  private static final String LOSSES =
      """
      package networks;

      import org.netwright.annotations.*;
      import org.netwright.runtime.*;

      @Network
      @Adam(learningRate = 0.01)
      class %s {
        @Input(4) Layer x;
        @Linear(6) @Tanh @L2(0.01) Layer hidden;
        @Linear(2) %s Layer values;
        @After("hidden") @Linear(3) %s Layer kind;
        @After("hidden") @Linear(2) %s Layer answers;

        static class Squares implements OutputLoss {
          public double loss(double[] output, double[] target, double[] gradient) {
            double sum = 0;
            for (int i = 0; i < output.length; i++) {
              double error = output[i] - target[i];
              sum += error * error / output.length;
              gradient[i] = 2 * error / output.length;
            }
            return sum;
          }
        }

        /** The cross entropy of softmax. */
        record Entropy() implements OutputLoss {
          public double loss(double[] z, double[] target, double[] gradient) {
            double sum = 0;
            for (double logit : z) {
              sum += Math.exp(logit);
            }
            double loss = 0;
            for (int i = 0; i < z.length; i++) {
              loss -= target[i] * (z[i] - Math.log(sum));
              gradient[i] = Math.exp(z[i]) / sum - target[i];
            }
            return loss;
          }
        }

        static class BinaryEntropy implements OutputLoss {
          public double loss(double[] z, double[] target, double[] gradient) {
            double loss = 0;
            for (int i = 0; i < z.length; i++) {
              loss += (Math.log1p(Math.exp(z[i])) - target[i] * z[i]) / z.length;
              gradient[i] = (1 / (1 + Math.exp(-z[i])) - target[i]) / z.length;
            }
            return loss;
          }
        }
      }
      """;

  private static final CompiledNetwork BUILT_IN =
      CompiledNetwork.of(
          "BuiltIn",
          LOSSES.formatted(
              "BuiltIn",
              "@MeanSquaredError(weight = 2)",
              "@CrossEntropy",
              "@BinaryCrossEntropy(weight = 0.5)"));

  private static final CompiledNetwork OWN =
      CompiledNetwork.of(
          "Own",
          LOSSES.formatted(
              "Own",
              "@Loss(value = Squares.class, weight = 2)",
              "@Loss(value = Entropy.class, targets = Targets.CLASSES)",
              "@Loss(value = BinaryEntropy.class, targets = Targets.PROBABILITIES, weight = 0.5)"));

  static Stream<Arguments> engines() {
    return Stream.of(
        Arguments.of(Engine.CPU, DataType.FLOAT, 2e-5),
        Arguments.of(Engine.ND4J, DataType.FLOAT, 2e-5),
        Arguments.of(Engine.CPU, DataType.DOUBLE, 1e-11),
        Arguments.of(Engine.ND4J, DataType.DOUBLE, 1e-11));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void trainsAsTheBuiltInLossesDo(Engine engine, DataType type, double tolerance) {
    try (ArrayTrainer<?> expected = trainer(BUILT_IN, engine, type);
        ArrayTrainer<?> trainer = trainer(OWN, engine, type)) {
      Batch batch = null;
      for (int step = 0; step < 20; step++) {
        batch = Batch.of(OWN, 5 + 11 * (step % 3), new Random(step));
        LossReport report = trainer.step(batch.inputs(), batch.targets());
        LossReport other = expected.step(batch.inputs(), batch.targets());
        other
            .dataLosses()
            .forEach((l, loss) -> assertThat(report.data(l)).isCloseTo(loss, within(tolerance)));
        assertThat(report.total()).isCloseTo(other.total(), within(tolerance));
        assertThat(report.data())
            .isCloseTo(
                2 * report.data("values") + report.data("kind") + 0.5 * report.data("answers"),
                within(1e-12));
      }
      assertThat(parameters(trainer)).containsExactly(parameters(expected), within(tolerance));
      for (String output : List.of("kind", "answers")) {
        assertThat(trainer.probabilities(output, batch.inputs()).toDoubleMatrix()[0])
            .containsExactly(
                expected.probabilities(output, batch.inputs()).toDoubleMatrix()[0],
                within(tolerance));
      }
      assertThat(trainer.predictClasses("kind", batch.inputs()))
          .containsExactly(expected.predictClasses("kind", batch.inputs()));
    }
  }

  @Test
  void evaluatesAsTheBuiltInLossesDo() {
    Batch batch = Batch.of(OWN, 700, new Random(1));
    Data data =
        Data.builder()
            .input("x", batch.inputs().get(0))
            .target("values", batch.targets().get(0))
            .target("kind", batch.targets().get(1))
            .target("answers", batch.targets().get(2))
            .build();
    try (ArrayTrainer<?> expected = trainer(BUILT_IN, Engine.CPU, DataType.FLOAT);
        ArrayTrainer<?> trainer = trainer(OWN, Engine.CPU, DataType.FLOAT)) {
      History history =
          trainer.fit(data).validate(data).monitor("kind.accuracy").epochs(3).quiet().run();
      expected.fit(data).validate(data).monitor("kind.accuracy").epochs(3).quiet().run();
      Map<String, Double> scores = trainer.evaluate(data).scores();
      assertThat(history.evaluation().orElseThrow().scores()).isEqualTo(scores);
      Map<String, Double> others = expected.evaluate(data).scores();
      assertThat(scores).containsOnlyKeys(others.keySet());
      others.forEach((name, score) -> assertThat(scores.get(name)).isCloseTo(score, within(1e-3)));
    }
  }

  @Test
  void gradientsAndEnginesAgree() throws IOException {
    new GradientProbe(OWN, 7, 1).check();
    AgreementCheck.engines(OWN, 1);
    AgreementCheck.model(OWN, 1, folder);
    CompiledNetwork quantiles = CompiledNetwork.good("OwnLoss");
    AgreementCheck.engines(quantiles, 1);
    AgreementCheck.model(quantiles, 1, folder);
  }

  @Test
  void aTargetMayHaveAnotherWidthThanItsOutput() {
    CompiledNetwork network = CompiledNetwork.good("OwnLoss");
    Batch batch = Batch.of(network, 30, new Random(1));
    try (Trainer<?> trainer = network.builder().seed(1).build()) {
      Evaluation evaluation = trainer.evaluate(Data.of(batch.x(), batch.y()));
      assertThat(evaluation.scores()).containsOnlyKeys("loss");
      LossReport report = trainer.step(batch.x(), batch.y());
      assertThat(report.data("quantiles")).isCloseTo(evaluation.dataLoss(), within(1e-6));
      assertThat(report.data()).isCloseTo(0.5 * report.data("quantiles"), within(1e-12));
      assertThat(report.penalty("quantiles.loss")).isPositive();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(batch.x(), Nd4j.zeros(DataType.FLOAT, 30, 3)))
          .withMessage("quantiles: expected y of shape [30 × 2], got [30 × 3]");
    }
  }

  @Test
  void aWrongGradientIsReportedWithClassAndLayer() {
    String source =
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        class Wrong {
          @Input(2) Layer x;
          @Linear(2) @Loss(Half.class) Layer predict;

          static class Half implements OutputLoss {
            public double loss(double[] output, double[] target, double[] gradient) {
              double error = output[1] - target[1];
              gradient[1] = error;
              return error * error;
            }
          }
        }
        """;
    try (Trainer<?> trainer = CompiledNetwork.of("Wrong", source).builder().build()) {
      INDArray x = Nd4j.rand(DataType.FLOAT, 3, 2);
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.step(x, x))
          .withMessageMatching(
              "predict: the gradient of networks\\.Wrong\\$Half is \\S+ for element 1 in row \\d .*");
      assertThat(trainer.steps()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Override",
        "SuppressWarnings",
        "Pass",
        "CustomLoss",
        "OutputLoss",
        "TargetEncoding",
        "BatchTensor",
        "Losses",
        "Builder",
        "Loss",
        "Targets",
        "Layer",
        "String",
        "y",
        "kernels"
      })
  void aLossMayHaveAnyName(String name) throws IOException {
    for (String place : List.of("networks.", "losses.", "networks.Outer.")) {
      String packageName = place.substring(0, place.indexOf('.'));
      String declared = "class " + name + BODY;
      String file = place.endsWith("Outer.") ? "Outer" : name;
      String text =
          place.endsWith("Outer.")
              ? "class Outer { static " + declared + "}"
              : "public " + declared;
      check(network("", place + name), NetworkSource.file(packageName, file, text));
    }
  }

  private static final String BODY =
      """
       implements org.netwright.runtime.OutputLoss {
        public double loss(double[] output, double[] target, double[] gradient) {
          gradient[0] = 2 * output[0];
          return output[0] * output[0];
        }
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record Own()",
        "final class Own",
        "@Deprecated class Own",
      })
  void aLossMayBeAnythingThatCanBeCreated(String declaration) throws IOException {
    check(
        network("@SuppressWarnings(\"deprecation\")", "networks.Own"),
        NetworkSource.file("networks", "Own", declaration + BODY));
  }

  private static JavaFileObject network(String modifiers, String loss) {
    return NetworkSource.file(
        "networks",
        "Net",
        """
        @org.netwright.annotations.Network %s class Net {
          @org.netwright.annotations.Input(2) org.netwright.runtime.Layer in;
          @org.netwright.annotations.Linear(1) @org.netwright.annotations.Loss(%s.class)
          org.netwright.runtime.Layer y;
        }
        """
            .formatted(modifiers, loss));
  }

  private void check(JavaFileObject... files) throws IOException {
    CompiledNetwork network = NetworkCompilation.of(List.of(files)).networks().get(0);
    TrainingCheck.check(network, folder);
    Path file = folder.resolve("model.safetensors");
    try (Model model = network.loadModel(file, Engine.CPU)) {
      assertThat(model.hasClasses()).isFalse();
    }
  }

  private static ArrayTrainer<?> trainer(CompiledNetwork network, Engine engine, DataType type) {
    return network.networkBuilder().seed(1).engine(engine).dataType(type).build();
  }

  private static double[] parameters(ArrayTrainer<?> trainer) {
    return trainer.layers().stream()
        .flatMap(layer -> layer.parameterNames().stream().map(layer::parameter))
        .flatMapToDouble(
            parameter ->
                Arrays.stream(parameter.dup('c').castTo(DataType.DOUBLE).data().asDouble()))
        .toArray();
  }
}
