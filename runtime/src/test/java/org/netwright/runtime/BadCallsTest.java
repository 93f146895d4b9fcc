package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.generated.TargetEncoding;

/** Calls that are refused: what they are told, and that nothing has changed. */
class BadCallsTest {
  private static final INDArray X = Nd4j.ones(DataType.FLOAT, 4, 3);
  private static final INDArray Y = Nd4j.ones(DataType.FLOAT, 4, 2);

  private static INDArray with(INDArray array, double value, long... place) {
    return array.dup().putScalar(place, value);
  }

  private static INDArray zeros(DataType type, long... shape) {
    return Nd4j.create(type, shape);
  }

  static Stream<Arguments> badFeatures() {
    INDArray closed = X.dup();
    closed.close();
    return Stream.of(
        Arguments.of(
            zeros(DataType.FLOAT, 4, 2), "features: expected x of shape [n × 3], got [4 × 2]"),
        Arguments.of(zeros(DataType.FLOAT, 3), "features: expected x of shape [n × 3], got [3]"),
        Arguments.of(
            zeros(DataType.FLOAT, 4, 3, 1),
            "features: expected x of shape [n × 3], got [4 × 3 × 1]"),
        Arguments.of(Nd4j.scalar(1f), "features: expected x of shape [n × 3], got []"),
        Arguments.of(
            zeros(DataType.FLOAT, 0, 3),
            "features: expected x of shape [n × 3] with at least one row, got [0 × 3]"),
        Arguments.of(Nd4j.empty(DataType.FLOAT), "features: expected x of shape [n × 3], got []"),
        Arguments.of(
            zeros(DataType.INT32, 4, 3),
            "features: expected x of shape [n × 3] and a floating type, got [4 × 3]"
                + " of type INT; use x.castTo(DataType.FLOAT)"),
        Arguments.of(
            zeros(DataType.BOOL, 4, 3),
            "features: expected x of shape [n × 3] and a floating type, got [4 × 3]"
                + " of type BOOL; use x.castTo(DataType.FLOAT)"),
        Arguments.of(
            with(X, Double.NaN, 2, 1),
            "features: expected finite x of shape [n × 3], got NaN in row 2 (counted from 0)"),
        Arguments.of(
            with(X, Double.NEGATIVE_INFINITY, 3, 0),
            "features: expected finite x of shape [n × 3], got -Infinity in row 3 (counted from"
                + " 0)"),
        Arguments.of(
            with(X.castTo(DataType.DOUBLE), 1e300, 1, 2),
            "features: expected finite x of shape [n × 3], got 1.0E300 in row 1 (counted from 0),"
                + " too large for FLOAT"),
        Arguments.of(
            closed, "features: expected x to be open, but it was closed before this call"));
  }

  @ParameterizedTest
  @MethodSource("badFeatures")
  void badFeaturesAreRefused(INDArray x, String message) {
    refused(TargetEncoding.VALUES, x, Y, message);
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(x))
          .withMessage(message);
    }
  }

  static Stream<Arguments> badTargets() {
    INDArray numbers = Nd4j.createFromArray(0f, 1f, 0f, 1f);
    INDArray onehot = Nd4j.createFromArray(new float[][] {{0, 1}, {1, 0}, {0, 1}, {0, 1}});
    String shapes = "[4] or [4 × 1] (class numbers) or [4 × 2] (probabilities)";
    return Stream.of(
        Arguments.of(
            TargetEncoding.VALUES,
            zeros(DataType.FLOAT, 3, 2),
            "predict: expected y of shape [4 × 2], got [3 × 2]"),
        Arguments.of(
            TargetEncoding.VALUES,
            zeros(DataType.FLOAT, 4),
            "predict: expected y of shape [4 × 2], got [4]"),
        Arguments.of(
            TargetEncoding.VALUES,
            zeros(DataType.INT64, 4, 2),
            "predict: expected y of shape [n × 2] and a floating type, got [4 × 2]"
                + " of type LONG; use y.castTo(DataType.FLOAT)"),
        Arguments.of(
            TargetEncoding.VALUES,
            with(Y, Double.POSITIVE_INFINITY, 1, 1),
            "predict: expected finite y of shape [n × 2], got Infinity in row 1 (counted from 0)"),
        Arguments.of(
            TargetEncoding.PROBABILITIES,
            zeros(DataType.FLOAT, 4, 1),
            "predict: expected y of shape [4 × 2], got [4 × 1]"),
        Arguments.of(
            TargetEncoding.PROBABILITIES,
            with(Y, 1.5, 3, 0),
            "predict: expected probabilities, in [0, 1], in y of shape [n × 2],"
                + " got 1.5 in row 3 (counted from 0)"),
        Arguments.of(
            TargetEncoding.PROBABILITIES,
            with(Y, -1, 0, 1),
            "predict: expected probabilities, in [0, 1], in y of shape [n × 2],"
                + " got -1 in row 0 (counted from 0)"),
        Arguments.of(
            TargetEncoding.PROBABILITIES,
            with(Y, Double.NaN, 2, 1),
            "predict: expected finite y of shape [n × 2], got NaN in row 2 (counted from 0)"),
        Arguments.of(
            TargetEncoding.CLASSES,
            zeros(DataType.INT32, 5),
            "predict: expected y of shape " + shapes + ", got [5]"),
        Arguments.of(
            TargetEncoding.CLASSES,
            zeros(DataType.FLOAT, 4, 3),
            "predict: expected y of shape " + shapes + ", got [4 × 3]"),
        Arguments.of(
            TargetEncoding.CLASSES,
            zeros(DataType.BOOL, 4),
            "predict: expected y of a numeric type, got BOOL of shape [4]"),
        Arguments.of(
            TargetEncoding.CLASSES,
            with(numbers, 2, 1),
            "predict: expected class numbers, whole and from 0 to 1, in y of shape [4],"
                + " got 2 in row 1 (counted from 0)"),
        Arguments.of(
            TargetEncoding.CLASSES,
            with(numbers.castTo(DataType.INT32), -1, 3).reshape(4, 1),
            "predict: expected class numbers, whole and from 0 to 1, in y of shape [4 × 1],"
                + " got -1 in row 3 (counted from 0)"),
        Arguments.of(
            TargetEncoding.CLASSES,
            with(numbers, 0.5, 2),
            "predict: expected class numbers, whole and from 0 to 1, in y of shape [4],"
                + " got 0.5 in row 2 (counted from 0)"),
        Arguments.of(
            TargetEncoding.CLASSES,
            with(numbers, Double.NaN, 0),
            "predict: expected class numbers, whole and from 0 to 1, in y of shape [4],"
                + " got NaN in row 0 (counted from 0)"),
        Arguments.of(
            TargetEncoding.CLASSES,
            with(onehot, 0.5, 1, 1),
            "predict: expected probabilities, none negative and with a sum of 1 in each row,"
                + " in y of shape [4 × 2], got [1.0, 0.5] in row 1 (counted from 0)"),
        Arguments.of(
            TargetEncoding.CLASSES,
            with(with(onehot, -1, 2, 0), 2, 2, 1),
            "predict: expected probabilities, none negative and with a sum of 1 in each row,"
                + " in y of shape [4 × 2], got [-1.0, 2.0] in row 2 (counted from 0)"),
        Arguments.of(
            TargetEncoding.CLASSES,
            with(onehot, Double.NaN, 3, 0),
            "predict: expected probabilities, none negative and with a sum of 1 in each row,"
                + " in y of shape [4 × 2], got [NaN, 1.0] in row 3 (counted from 0)"));
  }

  @ParameterizedTest
  @MethodSource("badTargets")
  void badTargetsAreRefused(TargetEncoding encoding, INDArray y, String message) {
    refused(encoding, X, y, message);
  }

  @Test
  void aBadRowOfALongPredictionHasTheNumberThatTheCallerKnows() {
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      INDArray x =
          Nd4j.ones(DataType.FLOAT, 10_000, 3).putScalar(new long[] {9_001, 2}, Double.NaN);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(x))
          .withMessage(
              "features: expected finite x of shape [n × 3], got NaN in row 9001 (counted from 0)");
    }
  }

  @Test
  void aClosedTrainerSaysSo() {
    ChainTrainer trainer = ChainTrainer.builder().build();
    Layer hidden = trainer.network().hidden;
    Layer predict = trainer.network().predict;
    List<INDArray> views =
        List.of(
            hidden.weight(),
            hidden.weightGradient(),
            hidden.bias(),
            hidden.biasGradient(),
            predict.weight(),
            predict.weightGradient());
    trainer.close();
    trainer.close();
    String message = "the trainer of Chain is closed; create a new one with ChainTrainer.create()";
    Stream.<ThrowingCallable>of(
            () -> trainer.step(X, Y),
            () -> trainer.step(X, Y, trainer.newReport()),
            () -> trainer.predict(X),
            () -> trainer.predict(X, Nd4j.create(DataType.FLOAT, 4, 2)),
            () -> trainer.probabilities(X),
            () -> trainer.predictClasses(X),
            () -> trainer.evaluate(Data.of(X, Y)),
            () -> trainer.fit(Data.of(X, Y)).run(),
            () -> trainer.fit((DataStream) size -> () -> null).run(),
            () -> trainer.save(Path.of("none")),
            () -> trainer.load(Path.of("none")),
            () -> trainer.learningRate(1),
            trainer::anchor,
            () -> hidden.l1(1),
            () -> trainer.strengths().get(0).value(1),
            hidden::weight,
            hidden::bias,
            hidden::weightGradient,
            hidden::biasGradient,
            hidden::weightCopy,
            hidden::biasCopy,
            () -> hidden.weight(Nd4j.ones(3, 5)),
            () -> hidden.bias(Nd4j.ones(5)),
            hidden::sparsity,
            hidden::zeroWeights)
        .forEach(call -> assertThatIllegalStateException().isThrownBy(call).withMessage(message));
    for (INDArray view : views) {
      assertThatIllegalStateException().isThrownBy(() -> view.assign(0));
      assertThatIllegalStateException().isThrownBy(() -> view.getDouble(0));
      assertThatIllegalStateException().isThrownBy(() -> view.putScalar(0, 1));
    }
    assertThat(hidden).hasToString("hidden[3 × 5, l1 = 0.01, l2 = 1.0E-4]");
    assertThat(hidden.l1()).isEqualTo(0.01);
    assertThat(trainer.learningRate()).isEqualTo(0.01);
    assertThat(trainer.steps()).isZero();
    assertThat(trainer.layers()).hasSize(3);
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without NullAway can do
  void nullIsAnsweredWithTheNameOfTheArgument() {
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      assertThatNullPointerException()
          .isThrownBy(() -> trainer.step(null, Y))
          .withMessage("features: x is null");
      assertThatNullPointerException()
          .isThrownBy(() -> trainer.step(X, null))
          .withMessage("predict: y is null");
      assertThatNullPointerException()
          .isThrownBy(() -> trainer.predict((INDArray) null))
          .withMessage("features: x is null");
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    ChainTrainer.Builder builder = ChainTrainer.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.dataType(DataType.FLOAT16))
        .withMessage("the data type must be FLOAT or DOUBLE, got HALF");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.learningRate(-0.1))
        .withMessage("the learning rate must be finite and ≥ 0, got -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.hiddenL1(Double.NaN))
        .withMessage("hidden.l1: the strength must be finite and ≥ 0, got NaN");
    try (ChainTrainer trainer = builder.build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.learningRate(Double.POSITIVE_INFINITY))
          .withMessage("the learning rate must be finite and ≥ 0, got Infinity");
    }
  }

  /** Trains a little, makes the call, and goes on: all as if the call had never been made. */
  private static void refused(TargetEncoding encoding, INDArray x, INDArray y, String message) {
    INDArray good = encoding == TargetEncoding.CLASSES ? zeros(DataType.INT32, 4) : Y;
    ChainTrainer.Builder builder = ChainTrainer.builder().seed(1).dropout(0.5).encoding(encoding);
    try (ChainTrainer trainer = builder.build();
        ChainTrainer undisturbed = builder.build()) {
      for (ChainTrainer each : List.of(trainer, undisturbed)) {
        each.step(X, good);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(x, y))
          .withMessage(message);
      assertThat(trainer.steps()).isEqualTo(1);
      assertThat(trainer.session().parameters().flatValues().array())
          .isEqualTo(undisturbed.session().parameters().flatValues().array());
      for (ChainTrainer each : List.of(trainer, undisturbed)) {
        each.step(X, good);
      }
      assertThat(trainer.session().parameters().flatValues().array())
          .isEqualTo(undisturbed.session().parameters().flatValues().array());
    }
  }
}
