package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.TargetEncoding;

/** Steps and predictions with sequences of different lengths. */
class SequenceTrainerTest {
  private static final Walk.Form WHOLE = Walk.Form.whole(TargetEncoding.VALUES, 1);
  private static final Walk.Form CLASSES = Walk.Form.whole(TargetEncoding.CLASSES, 3);
  private static final Walk.Form TAGS = Walk.Form.steps(TargetEncoding.CLASSES, 3);
  private static final Walk.Form VALUES = Walk.Form.steps(TargetEncoding.VALUES, 2);
  private static final Walk.Form ANSWERS = Walk.Form.steps(TargetEncoding.PROBABILITIES, 1);

  private static final int[] LENGTHS = {2, 5, 1};
  private static final float[][][] X = {
    {{1, 2}, {3, -1}, {0, 0}, {0, 0}, {0, 0}},
    {{.5f, 1}, {2, 0}, {-1, 1}, {0, 3}, {1, 1}},
    {{-2, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}}
  };

  @TempDir Path folder;

  private static WalkTrainer trainer(Walk.Form form, Engine engine) {
    return WalkTrainer.builder(form).seed(7).engine(engine).build();
  }

  private static INDArray x() {
    return Nd4j.createFromArray(X);
  }

  /** The same, with what cannot be computed with in its padding. */
  private static INDArray withGarbage(float garbage) {
    INDArray x = x();
    for (int row = 0; row < LENGTHS.length; row++) {
      for (int step = LENGTHS[row]; step < Walk.STEPS; step++) {
        x.putScalar(new int[] {row, step, 1}, garbage);
      }
    }
    return x;
  }

  private static INDArray y(float... numbers) {
    return Nd4j.createFromArray(numbers);
  }

  /** The outputs of a step, as the weight gives them. */
  private static double[] output(WalkTrainer trainer, float[] step) {
    INDArray weight = trainer.network().predict.weight();
    double[] output = new double[(int) weight.size(1)];
    for (int i = 0; i < output.length; i++) {
      output[i] = step[0] * weight.getDouble(0, i) + step[1] * weight.getDouble(1, i);
    }
    return output;
  }

  private static double sum(WalkTrainer trainer, int row, int output) {
    double sum = 0;
    for (int step = 0; step < LENGTHS[row]; step++) {
      sum += output(trainer, X[row][step])[output];
    }
    return sum;
  }

  private static double crossEntropy(double[] logits, int c) {
    return Math.log(Arrays.stream(logits).map(Math::exp).sum()) - logits[c];
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void sequencesEndWhereTheirLengthsSay(Engine engine) {
    try (WalkTrainer trainer = trainer(WHOLE, engine);
        INDArray output = trainer.predict(x(), LENGTHS)) {
      for (int row = 0; row < 3; row++) {
        assertThat(output.getDouble(row, 0)).isCloseTo(sum(trainer, row, 0), within(1e-5));
      }
      double loss = 0;
      for (int row = 0; row < 3; row++) {
        loss += Math.pow(sum(trainer, row, 0) - row, 2) / 3;
      }
      assertThat(trainer.step(x(), LENGTHS, y(0, 1, 2)).data()).isCloseTo(loss, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void paddingChangesNothing(Engine engine) {
    for (float garbage : new float[] {7, Float.NaN, Float.NEGATIVE_INFINITY}) {
      for (Walk.Form form : List.of(WHOLE, VALUES)) {
        try (WalkTrainer clean = trainer(form, engine);
            WalkTrainer dirty = trainer(form, engine)) {
          INDArray y = form.isWhole() ? y(0, 1, 2) : Nd4j.createFromArray(X);
          INDArray padded = form.isWhole() ? y : withGarbage(garbage);
          double loss = clean.step(x(), LENGTHS, y).data();
          assertThat(dirty.step(withGarbage(garbage), LENGTHS, padded).data()).isEqualTo(loss);
          assertThat(dirty.network().predict.weight()).isEqualTo(clean.network().predict.weight());
          assertThat(dirty.predict(withGarbage(garbage), LENGTHS))
              .isEqualTo(clean.predict(x(), LENGTHS));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void fewerStepsAreAsGoodAsPadding(Engine engine) {
    float[][][] two = {{{1, 2}, {3, -1}}, {{4, 4}, {9, 9}}};
    float[][][] five = {
      {{1, 2}, {3, -1}, {0, 0}, {0, 0}, {0, 0}}, {{4, 4}, {0, 0}, {0, 0}, {0, 0}, {0, 0}}
    };
    int[] lengths = {2, 1};
    for (Walk.Form form : List.of(TAGS, WHOLE)) {
      try (WalkTrainer trainer = trainer(form, engine)) {
        assertThat(trainer.predict(Nd4j.createFromArray(two), lengths))
            .isEqualTo(trainer.predict(Nd4j.createFromArray(five), lengths));
      }
    }
    try (WalkTrainer trainer = trainer(TAGS, engine);
        WalkTrainer other = trainer(TAGS, engine)) {
      double loss =
          trainer
              .step(
                  Nd4j.createFromArray(two),
                  lengths,
                  Nd4j.createFromArray(new int[][] {{0, 2}, {1, -9}}))
              .data();
      double padded =
          other
              .step(
                  Nd4j.createFromArray(five),
                  lengths,
                  Nd4j.createFromArray(new int[][] {{0, 2, 0, 0, 0}, {1, 0, 0, 0, 0}}))
              .data();
      assertThat(loss).isEqualTo(padded);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void lossOverStepsIsTheMeanOverAllOfTheBatchThatAreNotPadding(Engine engine) {
    int[][] tags = {{0, 2, 0, 0, 0}, {1, 1, 0, 2, 2}, {2, 0, 0, 0, 0}};
    try (WalkTrainer trainer = trainer(TAGS, engine)) {
      double expected = 0;
      for (int row = 0; row < 3; row++) {
        for (int step = 0; step < LENGTHS[row]; step++) {
          expected += crossEntropy(output(trainer, X[row][step]), tags[row][step]) / 8;
        }
      }
      assertThat(trainer.step(x(), LENGTHS, Nd4j.createFromArray(tags)).data())
          .isCloseTo(expected, within(1e-5));
    }
    try (WalkTrainer trainer = trainer(VALUES, engine)) {
      double expected = 0;
      for (int row = 0; row < 3; row++) {
        for (int step = 0; step < LENGTHS[row]; step++) {
          double[] output = output(trainer, X[row][step]);
          for (int i = 0; i < 2; i++) {
            expected += Math.pow(output[i] - X[row][step][i], 2) / 16;
          }
        }
      }
      assertThat(trainer.step(x(), LENGTHS, x()).data()).isCloseTo(expected, within(1e-5));
    }
  }

  /** A step on the steps of all sequences is that on as many sequences of one step. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void eachStepCountsAsASequenceOfItsOwn(Engine engine) {
    float[][][] apart = new float[8][1][];
    int[][] tags = {{0, 2, 0, 0, 0}, {1, 1, 0, 2, 2}, {2, 0, 0, 0, 0}};
    int[][] tagsApart = new int[8][1];
    int at = 0;
    for (int row = 0; row < 3; row++) {
      for (int step = 0; step < LENGTHS[row]; step++) {
        apart[at][0] = X[row][step];
        tagsApart[at++][0] = tags[row][step];
      }
    }
    int[] ones = new int[8];
    Arrays.fill(ones, 1);
    try (WalkTrainer together = trainer(TAGS, engine);
        WalkTrainer one = trainer(TAGS, engine)) {
      for (int i = 0; i < 3; i++) {
        double loss = together.step(x(), LENGTHS, Nd4j.createFromArray(tags)).data();
        assertThat(
                one.step(Nd4j.createFromArray(apart), ones, Nd4j.createFromArray(tagsApart)).data())
            .isCloseTo(loss, within(1e-6));
      }
      assertThat(
              one.network()
                  .predict
                  .weight()
                  .equalsWithEps(together.network().predict.weight(), 1e-5))
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void targetsOfStepsMayBeProbabilities(Engine engine) {
    int[][] tags = {{0, 2, 0, 0, 0}, {1, 1, 0, 2, 2}, {2, 0, 0, 0, 0}};
    INDArray hot = Nd4j.zeros(DataType.FLOAT, 3, 5, 3);
    for (int row = 0; row < 3; row++) {
      for (int step = 0; step < LENGTHS[row]; step++) {
        hot.putScalar(new int[] {row, step, tags[row][step]}, 1);
      }
    }
    try (WalkTrainer numbers = trainer(TAGS, engine);
        WalkTrainer probabilities = trainer(TAGS, engine);
        WalkTrainer answers = trainer(ANSWERS, engine)) {
      double loss = numbers.step(x(), LENGTHS, Nd4j.createFromArray(tags)).data();
      assertThat(probabilities.step(x(), LENGTHS, hot).data()).isEqualTo(loss);
      double expected = 0;
      for (int row = 0; row < 3; row++) {
        for (int step = 0; step < LENGTHS[row]; step++) {
          double z = output(answers, X[row][step])[0];
          expected += Math.log1p(Math.exp(z)) / 8 - (tags[row][step] == 1 ? z / 8 : 0);
        }
      }
      float[][] yes = {{0, 0, 9, 0, 0}, {1, 1, 0, 0, 0}, {0, 0, 0, 0, 0}};
      assertThat(answers.step(x(), LENGTHS, Nd4j.createFromArray(yes)).data())
          .isCloseTo(expected, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void paddedStepsOfAPredictionAreZero(Engine engine) {
    try (WalkTrainer trainer = trainer(TAGS, engine)) {
      INDArray output = trainer.predict(x(), LENGTHS);
      INDArray probabilities = trainer.probabilities(x(), LENGTHS);
      int[][] classes = trainer.predictStepClasses(x(), LENGTHS);
      assertThat(output.shape()).containsExactly(3, 5, 3);
      for (int row = 0; row < 3; row++) {
        assertThat(classes[row]).hasSize(LENGTHS[row]);
        for (int step = 0; step < 5; step++) {
          boolean isPadded = step >= LENGTHS[row];
          double[] expected = isPadded ? new double[3] : output(trainer, X[row][step]);
          double sum = 0;
          int likeliest = 0;
          for (int c = 0; c < 3; c++) {
            assertThat(output.getDouble(row, step, c)).isCloseTo(expected[c], within(1e-5));
            sum += probabilities.getDouble(row, step, c);
            likeliest = expected[c] > expected[likeliest] ? c : likeliest;
          }
          assertThat(sum).isCloseTo(isPadded ? 0 : 1, within(1e-6));
          if (!isPadded) {
            assertThat(classes[row][step]).isEqualTo(likeliest);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void oneSequenceIsPredictedAsInABatch(Engine engine) throws IOException {
    float[][][] alone = {
      Arrays.copyOf(X[0], LENGTHS[0]), X[1], Arrays.copyOf(X[2], LENGTHS[2]),
    };
    try (WalkTrainer trainer = trainer(CLASSES, engine)) {
      Path file = folder.resolve("classes.safetensors");
      trainer.save(file);
      try (WalkModel model = WalkModel.load(file, engine, CLASSES)) {
        for (SequencePredictor predictor : List.of(trainer, model)) {
          INDArray output = predictor.predict(x(), LENGTHS);
          INDArray probabilities = predictor.probabilities(x(), LENGTHS);
          int[] classes = predictor.predictClasses(x(), LENGTHS);
          for (int row = 0; row < 3; row++) {
            assertThat(predictor.predict(alone[row])).containsExactly(row(output, row));
            assertThat(predictor.probabilities(alone[row]))
                .containsExactly(row(probabilities, row));
            assertThat(predictor.predictClass(alone[row])).isEqualTo(classes[row]);
          }
        }
      }
    }
    try (WalkTrainer trainer = trainer(TAGS, engine)) {
      INDArray output = trainer.predict(x(), LENGTHS);
      int[][] classes = trainer.predictStepClasses(x(), LENGTHS);
      for (int row = 0; row < 3; row++) {
        float[][] steps = trainer.predictSteps(alone[row]);
        assertThat(steps).hasNumberOfRows(LENGTHS[row]);
        for (int step = 0; step < LENGTHS[row]; step++) {
          assertThat(steps[step]).containsExactly(row(output.slice(row), step));
        }
        assertThat(trainer.predictStepClasses(alone[row])).containsExactly(classes[row]);
        assertThat(trainer.stepProbabilities(alone[row])).hasNumberOfRows(LENGTHS[row]);
      }
    }
  }

  private static float[] row(INDArray array, int row) {
    return array.slice(row).dup().data().asFloat();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void idsOfPaddingAreNotLookedAt(Engine engine) {
    INDArray ids = Nd4j.createFromArray(new int[][] {{1, 0, -7, 99, 1}, {1, 1, 0, 1, 1}});
    INDArray clean = Nd4j.createFromArray(new int[][] {{1, 0, 0, 0, 0}, {1, 1, 0, 1, 1}});
    int[] lengths = {2, 5};
    try (WalkTrainer trainer = trainer(WHOLE.ofIds(), engine)) {
      INDArray output = trainer.predict(ids, lengths);
      assertThat(output).isEqualTo(trainer.predict(clean, lengths));
      assertThat(trainer.predict(new int[] {1, 0})).containsExactly(row(output, 0));
      assertThat(trainer.predict(new int[] {1, 1, 0, 1, 1})).containsExactly(row(output, 1));
      assertRefused(
          () -> trainer.predict(ids, new int[] {3, 5}),
          "features: expected ids from 0 to 1 (a vocabulary of 2), got -7 in row 0, column 2 (counted from 0)");
      assertRefused(
          () -> trainer.predict(new float[][] {{1}}),
          "features: expected a sequence of ids, as int[]");
      assertRefused(
          () -> trainer.predict(new int[] {2}),
          "features: expected ids from 0 to 1 (a vocabulary of 2), got 2 in row 0, column 0 (counted from 0)");
    }
  }

  @Test
  void listsOfArraysHaveLengthsAfterTheirInput() {
    try (WalkTrainer trainer = trainer(WHOLE, Engine.CPU);
        WalkTrainer other = trainer(WHOLE, Engine.CPU)) {
      double loss = trainer.step(x(), LENGTHS, y(0, 1, 2)).data();
      List<INDArray> xs = List.of(x(), Lengths.array("features", LENGTHS));
      assertThat(other.step(xs, List.of(y(0, 1, 2))).data()).isEqualTo(loss);
      assertThat(other.predict(xs)).containsExactly(trainer.predict(x(), LENGTHS));
      for (DataType type : List.of(DataType.FLOAT, DataType.INT64, DataType.DOUBLE)) {
        List<INDArray> typed =
            List.of(x(), Nd4j.createFromArray(LENGTHS).castTo(type).reshape(3, 1));
        assertThat(other.predict(typed)).isEqualTo(other.predict(xs));
      }
      assertRefused(
          () -> trainer.step(List.of(x()), List.of(y(0, 1, 2))),
          "Walk: expected 2 inputs, for features, features.lengths, got 1; the lengths of sequences follow them, as an array [n] of whole numbers");
      assertRefused(
          () -> trainer.predict(List.of(x(), Nd4j.createFromArray(1.5, 1, 1))),
          "features: expected lengths from 1 to 5, got 1.5 in row 0 (counted from 0)");
      assertRefused(
          () -> trainer.predict(List.of(x(), Nd4j.createFromArray(1, 1))),
          "features: expected 3 lengths, one for each sequence, got 2");
      assertRefused(
          () -> trainer.predict(List.of(x(), x())),
          "features: expected lengths of shape [n] and a numeric type, one for each sequence, got [3 × 5 × 2] of type FLOAT");
    }
  }

  @Test
  void manySequencesArePredictedInBlocks() {
    int n = 9000;
    INDArray x = Nd4j.rand(DataType.FLOAT, n, Walk.STEPS, Walk.FEATURES);
    int[] lengths = new int[n];
    Arrays.setAll(lengths, i -> 1 + i % Walk.STEPS);
    try (WalkTrainer trainer = trainer(TAGS, Engine.CPU)) {
      INDArray output = trainer.predict(x, lengths);
      int[][] classes = trainer.predictStepClasses(x, lengths);
      for (int row : new int[] {0, 4095, 4096, 8999}) {
        float[][] sequence = new float[lengths[row]][];
        Arrays.setAll(sequence, step -> x.slice(row).getRow(step).dup().data().asFloat());
        float[][] steps = trainer.predictSteps(sequence);
        for (int step = 0; step < sequence.length; step++) {
          assertThat(steps[step]).containsExactly(row(output.slice(row), step));
        }
        assertThat(trainer.predictStepClasses(sequence)).containsExactly(classes[row]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatDoesNotFitIsRefused(Engine engine) {
    try (WalkTrainer trainer = trainer(WHOLE, engine);
        WalkTrainer tags = trainer(TAGS, engine)) {
      INDArray weight = trainer.network().predict.weight().dup();
      INDArray y = y(0, 1, 2);
      assertRefused(
          () -> trainer.step(x(), new int[] {2, 5, 0}, y),
          "features: expected lengths from 1 to 5, got 0 in row 2 (counted from 0)");
      assertRefused(
          () -> trainer.step(x(), new int[] {2, 6, 1}, y),
          "features: expected lengths from 1 to 5, got 6 in row 1 (counted from 0)");
      assertRefused(
          () -> trainer.step(x(), new int[] {2, 5}, y),
          "features: expected 3 lengths, one for each sequence, got 2");
      assertRefused(
          () -> trainer.predict(x(), new int[0]),
          "features: expected lengths, one for each sequence, got none");
      assertThatNullPointerException()
          .isThrownBy(() -> trainer.step(x(), null, y))
          .withMessage("features: lengths is null");
      assertThatNullPointerException()
          .isThrownBy(() -> trainer.predict(x(), (int[]) null))
          .withMessage("features: lengths is null");
      assertRefused(
          () -> trainer.step(Nd4j.zeros(DataType.FLOAT, 3, 6, 2), LENGTHS, y),
          "features: expected x of shape [n × 5 × 2] or with fewer steps, got [3 × 6 × 2]");
      assertRefused(
          () -> trainer.step(withGarbage(Float.NaN), new int[] {3, 5, 1}, y),
          "features: expected finite x of shape [n × 5 × 2], got NaN in row 0, step 2 (counted from 0)");
      String cut =
          "features: expected x with the steps of each sequence, got [3 × 2 × 2], but row 1 (counted from 0) has 5 steps; correct the lengths, or do not cut the array";
      assertRefused(() -> trainer.step(Nd4j.zeros(DataType.FLOAT, 3, 2, 2), LENGTHS, y), cut);
      assertRefused(() -> trainer.predict(Nd4j.zeros(DataType.FLOAT, 3, 2, 2), LENGTHS), cut);
      assertRefused(
          () -> trainer.predict(new float[6][2]),
          "features: expected a sequence of 1 to 5 steps, got 6");
      assertRefused(
          () -> trainer.predict(new float[][] {{1, 2}, {1}}),
          "features: expected steps of 2 numbers, got 1 in step 1 (counted from 0)");
      assertRefused(
          () -> trainer.predict(new float[][] {{1, 2}, {1, Float.NaN}}),
          "features: expected finite numbers, got NaN in step 1 (counted from 0)");
      assertRefused(
          () -> trainer.predict(new int[] {1}),
          "features: expected a sequence of steps of 2 numbers, as float[][]");
      assertThat(trainer.network().predict.weight()).isEqualTo(weight);
      assertRefused(
          () -> tags.step(x(), LENGTHS, y(0, 1, 2)),
          "predict: expected y of shape [3 × 5] (class numbers) or [3 × 5 × 3] (probabilities), or with fewer steps, got [3]");
      assertRefused(
          () -> tags.step(x(), LENGTHS, Nd4j.createFromArray(new int[][] {{0, 1}, {1, 1}, {1, 1}})),
          "predict: expected y with a class for each step, got [3 × 2], but row 1 (counted from 0) has 5 steps");
      assertRefused(
          () ->
              tags.step(
                  x(),
                  LENGTHS,
                  Nd4j.createFromArray(
                      new int[][] {{0, 1, 0, 0, 0}, {1, 1, 0, 3, 0}, {0, 0, 0, 0, 0}})),
          "predict: expected class numbers, whole and from 0 to 2, in y, got 3 in row 1, step 3 (counted from 0)");
      assertThatIllegalStateException()
          .isThrownBy(() -> tags.predictClasses(x(), LENGTHS))
          .withMessage(
              "Walk has a class for each step, not one for each row; use predictStepClasses");
      assertThatIllegalStateException()
          .isThrownBy(() -> tags.predict(new float[][] {{1, 2}}))
          .withMessage(
              "predict has an output for each step, not one for each sequence; use predictSteps, stepProbabilities or predictStepClasses");
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.predictSteps(new float[][] {{1, 2}}))
          .withMessage(
              "predict has an output for each sequence, not one for each step; use predict, probabilities or predictClass");
    }
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
