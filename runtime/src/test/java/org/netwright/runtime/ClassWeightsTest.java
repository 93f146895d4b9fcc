package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.training.ClassWeights;
import org.netwright.runtime.training.CrossValidation;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** Weights of classes are weights of examples that follow from their targets. */
class ClassWeightsTest {
  private static final int ROWS = 40;

  /** The examples of class 1: every fourth. */
  private static final int ONES = 10;

  @TempDir private Path folder;

  private enum Kind {
    NUMBERS,
    ONE_HOT
  }

  @ParameterizedTest
  @EnumSource
  void areWeightsOfExamples(Kind kind) {
    Data data = data(kind);
    try (ChainTrainer byClass = trainer();
        ChainTrainer byExample = trainer()) {
      History expected = fit(byExample, data).weights(ofExamples(0.5f, 3)).run();
      History actual = fit(byClass, data).classWeights(Map.of(0, 0.5, 1, 3)).run();
      assertThat(values(byClass)).containsExactly(values(byExample));
      assertThat(losses(actual)).containsExactly(losses(expected));
      assertThat(actual.description().orElseThrow().settings())
          .containsEntry("class weights", "0 0.5, 1 3.0");
    }
  }

  @Test
  void multiplyTheWeightsOfExamples() {
    Data data = data(Kind.NUMBERS);
    float[] weights = new float[ROWS];
    float[] products = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      weights[i] = i % 5 / 2f;
      products[i] = weights[i] * (i % 4 == 3 ? 4 : 1);
    }
    try (ChainTrainer byClass = trainer();
        ChainTrainer byExample = trainer()) {
      fit(byExample, data).weights(products).run();
      // A class that is not named has the weight 1.
      fit(byClass, data).weights(weights).classWeights(Map.of(1, 4)).run();
      assertThat(values(byClass)).containsExactly(values(byExample));
    }
  }

  /** scikit-learn's n / (classes · n_c): 40 / (2 · 30) and 40 / (2 · 10). */
  @Test
  void balancedIsTheFormulaOfScikitLearn() {
    Data data = data(Kind.ONE_HOT);
    try (ChainTrainer balanced = trainer();
        ChainTrainer byClass = trainer()) {
      History history = fit(balanced, data).classWeights(ClassWeights.BALANCED).run();
      fit(byClass, data)
          .classWeights(Map.of(0, ROWS / (2.0 * (ROWS - ONES)), 1, ROWS / (2.0 * ONES)))
          .run();
      assertThat(values(balanced)).containsExactly(values(byClass));
      assertThat(history.description().orElseThrow().settings())
          .containsEntry("class weights", "balanced");
    }
  }

  @Test
  void balancedCountsWeights() {
    Data data = data(Kind.NUMBERS);
    float[] weights = ofExamples(1, 5); // 30 of class 0, 50 of class 1
    try (ChainTrainer balanced = trainer();
        ChainTrainer byClass = trainer()) {
      fit(balanced, data).weights(weights).classWeights(ClassWeights.BALANCED).run();
      fit(byClass, data)
          .weights(weights)
          .classWeights(Map.of(0, 80 / (2.0 * 30), 1, 80 / (2.0 * 50)))
          .run();
      assertThat(values(balanced)).containsExactly(values(byClass));
    }
  }

  @Test
  void aClassWithoutExamplesIsNotCounted() {
    Data data = data(Kind.NUMBERS);
    try (ChainTrainer balanced = trainer();
        ChainTrainer plain = trainer()) {
      Data one = data.rows(3, 7, 11);
      fit(balanced, one).classWeights(ClassWeights.BALANCED).run();
      fit(plain, one).run();
      assertThat(values(balanced)).containsExactly(values(plain));
    }
  }

  @Test
  void doNotChangeEvaluations() {
    Data data = data(Kind.NUMBERS);
    try (ChainTrainer trainer = trainer()) {
      double loss = trainer.evaluate(data).dataLoss();
      EpochReport epoch =
          fit(trainer, data)
              .classWeights(Map.of(1, 50))
              .validate(data)
              .trainingScores()
              .learningRate(0)
              .run()
              .last();
      assertThat(epoch.validation()).containsEntry("loss", loss);
      assertThat(epoch.training()).containsEntry("loss", loss);
      assertThat(epoch.dataLoss()).isNotCloseTo(loss, within(1e-3));
    }
  }

  @Test
  void classesHaveTheNamesOfAnEarlierTable() throws IOException {
    Data numbers = data(Kind.NUMBERS);
    try (ChainTrainer named = trainer();
        ChainTrainer numbered = trainer()) {
      fit(named, table()).run();
      fit(numbered, table()).run();
      fit(named, numbers).classWeights(Map.of("stays", 0.25)).run();
      fit(numbered, numbers).classWeights(Map.of(1, 0.25)).run();
      assertThat(values(named)).containsExactly(values(numbered));
    }
  }

  @Test
  void classesHaveTheNamesOfTheTable() throws IOException {
    Data table = table();
    DataStream stream = Data.csv(folder.resolve("data.csv")).target("y").categorical("y").stream();
    try (ChainTrainer named = trainer();
        ChainTrainer numbered = trainer();
        ChainTrainer streamed = trainer()) {
      History history = fit(named, table).inOrder().classWeights(Map.of("stays", 0.25)).run();
      fit(numbered, table).inOrder().classWeights(Map.of(1, 0.25)).run();
      streamed.fit(stream).classWeights(Map.of("stays", 0.25)).epochs(3).batchSize(8).quiet().run();
      assertThat(values(named)).containsExactly(values(numbered));
      assertThat(values(streamed)).containsExactly(values(numbered));
      assertThat(history.description().orElseThrow().settings())
          .containsEntry("class weights", "stays 0.25");
      refused(
          named,
          table,
          fit -> fit.classWeights(Map.of("stay", 2)),
          "classWeights of predict: stay is not a class; they are [leaves, stays]. Did you mean"
              + " stays?");
      refused(
          named,
          table,
          fit -> fit.classWeights(Map.of(1, 2, "stays", 3)),
          "classWeights of predict: the class stays has two weights");
    }
  }

  @Test
  void numbersAreNotTakenForNamesThatAreNumbers() throws IOException {
    Path file = folder.resolve("digits.csv");
    Files.writeString(file, "a,b,c,y\n1,5,2,1\n-1,4,0,2\n2,-3,1,1\n");
    Data data = Data.csv(file).target("y").categorical("y").read();
    try (ChainTrainer trainer = trainer()) {
      refused(
          trainer,
          data,
          fit -> fit.classWeights(Map.of(1, 2)),
          "classWeights of predict: 1 is not a class; the classes have names that are numbers; use"
              + " the name as text, as in \"1\"");
      fit(trainer, data).classWeights(Map.of("1", 2)).run();
    }
  }

  @Test
  void foldsAreBalancedEach() {
    CrossValidation validation =
        CrossValidation.of(() -> ChainTrainer.builder().encoding(TargetEncoding.CLASSES))
            .folds(2)
            .threads(1)
            .fit(fit -> fit.epochs(2).classWeights(ClassWeights.BALANCED));
    assertThat(validation.run(data(Kind.NUMBERS)).mean("accuracy")).isBetween(0.0, 1.0);
  }

  @Test
  void aRunIsContinuedWithItsClassWeights() {
    Data data = data(Kind.NUMBERS);
    try (ChainTrainer whole = trainer();
        ChainTrainer first = trainer();
        ChainTrainer second = trainer()) {
      fit(whole, data).classWeights(Map.of(1, 3)).run();
      fit(first, data).classWeights(Map.of(1, 3)).epochs(2).checkpoints(folder).run();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(second, data).checkpoints(folder).resume().run())
          .withMessageContaining("classWeights was 1 3.0, is not set; start again");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  fit(second, data)
                      .classWeights(ClassWeights.BALANCED)
                      .checkpoints(folder)
                      .resume()
                      .run())
          .withMessageContaining("classWeights was 1 3.0, is balanced; start again");
      fit(second, data).classWeights(Map.of(1L, 3f)).checkpoints(folder).resume().run();
      assertThat(values(second)).containsExactly(values(whole));
    }
  }

  @Test
  void wrongWeightsAreRefusedAtOnce() {
    Data data = data(Kind.NUMBERS);
    try (ChainTrainer trainer = trainer()) {
      Fit fit = trainer.fit(data);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit.classWeights(Map.of()))
          .withMessage("expected the weight of at least one class, got none");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit.classWeights(Map.of(1, 0.0)))
          .withMessage(
              "expected class weights that are finite and above 0, got 0.0 for class 1; to leave a"
                  + " class out, leave out its examples");
      for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-300}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> fit.classWeights("predict", Map.of(1, wrong)))
            .withMessage(
                "expected class weights that are finite and above 0, got %s for class 1", wrong);
      }
    }
  }

  @Test
  void whatIsNotAClassIsRefused() {
    Data data = data(Kind.NUMBERS);
    try (ChainTrainer trainer = trainer()) {
      refused(
          trainer,
          data,
          fit -> fit.classWeights(Map.of(2, 1)),
          "classWeights of predict: 2 is not a class; the classes are numbered from 0 to 1");
      refused(
          trainer,
          data,
          fit -> fit.classWeights(Map.of(0.5, 1)),
          "classWeights of predict: 0.5 is not a class; the classes are numbered from 0 to 1");
      refused(
          trainer,
          data,
          fit -> fit.classWeights(Map.of("yes", 1)),
          "classWeights of predict: yes is not a class; the classes have no names; use their"
              + " numbers, from 0 to 1");
      refused(
          trainer,
          data,
          fit -> fit.classWeights(Map.of(true, 1)),
          "classWeights of predict: true is not a class; true and false are classes of yes-or-no"
              + " outputs only");
      refused(
          trainer,
          data,
          fit -> fit.classWeights("predcit", Map.of(1, 1)),
          "classWeights: Chain has no loss on predcit; it has predict. Did you mean predict?");
      refused(
          trainer,
          data,
          fit -> fit.classWeights("predict", Map.of(1, 1)).classWeights(Map.of(1, 2)),
          "classWeights was called with a loss and without one; Chain has one loss, so leave it"
              + " out");
    }
  }

  @Test
  void targetsWithoutAClassAreRefused() {
    Data soft =
        Data.of(
            Nd4j.rand(DataType.FLOAT, 2, 3),
            Nd4j.createFromArray(new float[][] {{0, 1}, {0.25f, 0.75f}}));
    String message =
        "predict: class weights need one class for each example, as its number or as a row with one"
            + " 1, got [0.25, 0.75] in row 1 (counted from 0); remove classWeights, or weight the"
            + " examples themselves";
    try (ChainTrainer trainer = trainer()) {
      refused(trainer, soft, fit -> fit.classWeights(Map.of(1, 2)), message);
      refused(trainer, soft, fit -> fit.classWeights(ClassWeights.BALANCED), message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(streamOf(soft)).classWeights(Map.of(1, 2)).quiet().run())
          .withMessage(message);
      refused(
          trainer.fit(streamOf(soft)),
          fit -> fit.classWeights(ClassWeights.BALANCED),
          "classWeights(BALANCED) counts the training examples, but they come from a stream; give"
              + " the weights of the classes, or read the examples with read()");
    }
  }

  @Test
  void otherLossesAreRefused() {
    try (ChainTrainer values = ChainTrainer.builder().build();
        ChainTrainer answers =
            ChainTrainer.builder().encoding(TargetEncoding.PROBABILITIES).build()) {
      refused(
          values,
          WeightedFitTest.data(TargetEncoding.VALUES, 5),
          fit -> fit.classWeights(Map.of(1, 2)),
          "classWeights is for classes, but the loss of predict compares values; weight the"
              + " examples, as in data.weighted(weights)");
      refused(
          answers,
          WeightedFitTest.data(TargetEncoding.PROBABILITIES, 5),
          fit -> fit.classWeights(ClassWeights.BALANCED),
          "classWeights needs one class for each example, but predict has 2 yes-or-no outputs;"
              + " weight the examples, as in data.weighted(weights)");
    }
  }

  @Test
  void targetsWithAWidthOfTheirOwnAreRefused() {
    float[][] y = new float[ROWS][1];
    try (ChainTrainer own = ChainTrainer.builder().loss(new OneOfTwo(), 1).build()) {
      for (Data data : List.of(Data.of(features(), y), Data.of(features(), y).first(1))) {
        refused(
            own,
            data,
            fit -> fit.standardize().classWeights(Map.of(1, 2)),
            "classWeights is for classes, but the targets of predict have a targetWidth, and only"
                + " its loss knows what they mean; weight the examples, as in"
                + " data.weighted(weights)");
        refused(
            own,
            data,
            fit -> fit.standardize().classWeights("predict", ClassWeights.BALANCED),
            "classWeights is for classes, but the targets of predict have a targetWidth, and only"
                + " its loss knows what they mean; weight the examples, as in"
                + " data.weighted(weights)");
      }
      assertThat(own.session().preprocessing().features()).isNull();
    }
  }

  /** Two outputs, one target. */
  private static final class OneOfTwo implements OutputLoss {
    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      double error = output[0] + output[1] - target[0];
      gradient[0] = 2 * error;
      gradient[1] = 2 * error;
      return error * error;
    }
  }

  private static void refused(
      ChainTrainer trainer, Data data, UnaryOperator<Fit> setting, String message) {
    double[] before = values(trainer);
    refused(trainer.fit(data), setting, message);
    assertThat(values(trainer)).containsExactly(before);
  }

  private static void refused(Fit fit, UnaryOperator<Fit> setting, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setting.apply(fit).quiet().run())
        .withMessage(message);
  }

  private static DataStream streamOf(Data data) {
    return batchSize -> {
      boolean[] done = {false};
      return () -> {
        Data batch = done[0] ? null : data;
        done[0] = true;
        return batch;
      };
    };
  }

  private static ChainTrainer trainer() {
    return ChainTrainer.builder().encoding(TargetEncoding.CLASSES).seed(1).build();
  }

  private static Fit fit(ChainTrainer trainer, Data data) {
    return trainer.fit(data).epochs(3).batchSize(8).quiet();
  }

  private static float[] ofExamples(float zero, float one) {
    float[] weights = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      weights[i] = i % 4 == 3 ? one : zero;
    }
    return weights;
  }

  private static double[] values(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }

  private static Object[] losses(History history) {
    return history.epochs().stream()
        .flatMap(epoch -> Stream.of(epoch.dataLoss(), epoch.penalties()))
        .toArray();
  }

  private static float[][] features() {
    Random random = new Random(4);
    float[][] x = new float[ROWS][3];
    for (float[] row : x) {
      for (int j = 0; j < 3; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return x;
  }

  private static Data data(Kind kind) {
    int[] classes = new int[ROWS];
    float[][] oneHot = new float[ROWS][2];
    for (int i = 0; i < ROWS; i++) {
      classes[i] = i % 4 == 3 ? 1 : 0;
      oneHot[i][classes[i]] = 1;
    }
    return kind == Kind.NUMBERS ? Data.of(features(), classes) : Data.of(features(), oneHot);
  }

  private Data table() throws IOException {
    StringBuilder text = new StringBuilder("a,b,c,y\n");
    float[][] x = features();
    for (int i = 0; i < ROWS; i++) {
      text.append(
          "%s,%s,%s,%s\n".formatted(x[i][0], x[i][1], x[i][2], i % 4 == 3 ? "leaves" : "stays"));
    }
    Path file = Files.writeString(folder.resolve("data.csv"), text);
    return Data.csv(file).target("y").categorical("y").read();
  }
}
