package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.ClassWeights;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** Training and evaluation on examples that are sequences of different lengths. */
class SequenceFitTest {
  private static final Walk.Form WHOLE = Walk.Form.whole(TargetEncoding.CLASSES, 3);
  private static final Walk.Form TAGS = Walk.Form.steps(TargetEncoding.CLASSES, 3);
  private static final Walk.Form VALUES = Walk.Form.steps(TargetEncoding.VALUES, 2);
  private static final int N = 23;
  private static final List<float[][]> X = new ArrayList<>();
  private static final int[] CLASSES = new int[N];
  private static final int[][] TAGS_OF_STEPS = new int[N][];

  static {
    Random random = new Random(3);
    for (int i = 0; i < N; i++) {
      float[][] sequence = new float[1 + random.nextInt(4)][2];
      TAGS_OF_STEPS[i] = new int[sequence.length];
      for (int step = 0; step < sequence.length; step++) {
        sequence[step][0] = (float) random.nextGaussian();
        sequence[step][1] = (float) random.nextGaussian();
        TAGS_OF_STEPS[i][step] = sequence[step][0] > 0 ? 2 : sequence[step][1] > 0 ? 1 : 0;
      }
      X.add(sequence);
      CLASSES[i] = TAGS_OF_STEPS[i][0];
    }
  }

  @TempDir Path folder;

  private static Data tags() {
    return Data.sequences(X, TAGS_OF_STEPS);
  }

  private static WalkTrainer trainer(Walk.Form form, Engine engine) {
    return WalkTrainer.builder(form).seed(7).engine(engine).build();
  }

  private static WalkTrainer trainer(Walk.Form form) {
    return trainer(form, Engine.CPU);
  }

  private static INDArray weight(WalkTrainer trainer) {
    return trainer.network().predict.weight().dup();
  }

  private static INDArray trained(Walk.Form form, Data data, UnaryOperator<Fit> settings) {
    try (WalkTrainer trainer = trainer(form)) {
      settings.apply(trainer.fit(data).quiet()).run();
      return weight(trainer);
    }
  }

  private static void assertNear(INDArray actual, INDArray expected) {
    assertThat(actual.equalsWithEps(expected, 1e-5)).as("%s %s", actual, expected).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void epochsTakeTheStepsOfTheirBatches(Engine engine) {
    for (Walk.Form form : List.of(TAGS, WHOLE)) {
      Data data = form.isWhole() ? Data.sequences(X, CLASSES) : tags();
      try (WalkTrainer fitted = trainer(form, engine);
          WalkTrainer stepped = trainer(form, engine)) {
        fitted.fit(data).epochs(2).batchSize(4).inOrder().quiet().run();
        for (int epoch = 0; epoch < 2; epoch++) {
          for (int from = 0; from < N; from += 4) {
            Data batch = data.rows(IntStream.range(from, Math.min(N, from + 4)).toArray());
            stepped.step(batch.x(), batch.lengths(), batch.y());
          }
        }
        assertThat(weight(fitted)).isEqualTo(weight(stepped));
      }
    }
  }

  @Test
  void lossOfAnEpochIsTheMeanOverItsSteps() {
    try (WalkTrainer trainer = trainer(TAGS)) {
      Evaluation before = trainer.evaluate(tags());
      History history = trainer.fit(tags()).epochs(1).batchSize(4).learningRate(0).quiet().run();
      assertThat(history.epochs().get(0).dataLoss()).isCloseTo(before.dataLoss(), within(1e-6));
    }
  }

  @Test
  void severalBatchesOfAnUpdateAreOneLargeBatch() {
    for (Walk.Form form : List.of(TAGS, VALUES)) {
      Data data = form.equals(TAGS) ? tags() : Data.sequences(X, X.toArray(float[][][]::new));
      INDArray large = trained(form, data, fit -> fit.epochs(2).batchSize(12).inOrder());
      assertNear(
          trained(form, data, fit -> fit.epochs(2).batchSize(4).accumulate(3).inOrder()), large);
    }
  }

  @Test
  void weightsOfExamplesCountForEachStep() {
    float[] weights = new float[N];
    List<float[][]> repeated = new ArrayList<>();
    List<int[]> tags = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      weights[i] = i % 3;
      for (int times = 0; times < i % 3; times++) {
        repeated.add(X.get(i));
        tags.add(TAGS_OF_STEPS[i]);
      }
    }
    Data all = Data.sequences(repeated, tags.toArray(int[][]::new));
    INDArray expected = trained(TAGS, all, fit -> fit.epochs(3).batchSize(100).inOrder());
    assertNear(
        trained(TAGS, tags().weighted(weights), fit -> fit.epochs(3).batchSize(100).inOrder()),
        expected);
    assertNear(
        trained(
            TAGS,
            tags().weighted(weights),
            fit -> fit.epochs(3).batchSize(4).accumulate(100).inOrder()),
        expected);
    try (WalkTrainer trainer = trainer(TAGS)) {
      assertThat(trainer.evaluate(tags().weighted(weights)).dataLoss())
          .isCloseTo(trainer.evaluate(all).dataLoss(), within(1e-6));
    }
  }

  @Test
  void weightsOfClassesAreThoseOfTheStepsOfTheirClass() {
    Map<Integer, Double> weights = Map.of(0, 2.0, 2, 3.0);
    INDArray trained =
        trained(TAGS, tags(), fit -> fit.epochs(2).batchSize(N).inOrder().classWeights(weights));
    try (WalkTrainer trainer = trainer(TAGS)) {
      // Each step is a sequence of its own, with the weight of its class.
      List<float[][]> steps = new ArrayList<>();
      List<Integer> tags = new ArrayList<>();
      for (int i = 0; i < N; i++) {
        for (int step = 0; step < X.get(i).length; step++) {
          steps.add(new float[][] {X.get(i)[step]});
          tags.add(TAGS_OF_STEPS[i][step]);
        }
      }
      float[] own = new float[tags.size()];
      for (int i = 0; i < own.length; i++) {
        own[i] = weights.getOrDefault(tags.get(i), 1.0).floatValue();
      }
      int[][] ofSteps = tags.stream().map(tag -> new int[] {tag}).toArray(int[][]::new);
      trainer
          .fit(Data.sequences(steps, ofSteps).weighted(own))
          .epochs(2)
          .batchSize(1000)
          .inOrder()
          .quiet()
          .run();
      assertNear(trained, weight(trainer));
    }
    trained(TAGS, tags(), fit -> fit.epochs(1).classWeights(ClassWeights.BALANCED));
    trained(TAGS, tags(), fit -> fit.epochs(1).accumulate(2).classWeights(weights));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void scoresAreOfTheStepsThatAreNotPadding(Engine engine) {
    try (WalkTrainer trainer = trainer(TAGS, engine)) {
      trainer.fit(tags()).epochs(30).batchSize(4).quiet().run();
      Evaluation evaluation = trainer.evaluate(tags());
      int[][] predicted = trainer.predictStepClasses(tags());
      int right = 0;
      int all = 0;
      for (int i = 0; i < N; i++) {
        for (int step = 0; step < predicted[i].length; step++) {
          all++;
          right += predicted[i][step] == TAGS_OF_STEPS[i][step] ? 1 : 0;
        }
      }
      assertThat(evaluation.actualClasses())
          .isEqualTo(Arrays.stream(TAGS_OF_STEPS).flatMapToInt(Arrays::stream).toArray());
      assertThat(evaluation.accuracy()).isEqualTo((double) right / all);
      assertThat(evaluation.accuracy()).isGreaterThan(0.5);
    }
    try (WalkTrainer trainer = trainer(VALUES, engine)) {
      Data values = Data.sequences(X, X.toArray(float[][][]::new));
      Evaluation evaluation = trainer.evaluate(values);
      double sum = 0;
      int count = 0;
      for (float[][] sequence : X) {
        float[][] output = trainer.predictSteps(sequence);
        for (int step = 0; step < sequence.length; step++) {
          for (int i = 0; i < 2; i++) {
            sum += Math.pow(output[step][i] - sequence[step][i], 2);
            count++;
          }
        }
      }
      assertThat(evaluation.score("mse")).isCloseTo(sum / count, within(1e-5));
      assertThat(evaluation.dataLoss()).isCloseTo(sum / count, within(1e-5));
    }
  }

  /** Padding of an array is no class, and has no weight. */
  @Test
  void classWeightsDoNotCountThePaddingOfArrays() {
    Data data = tags();
    INDArray numbers = data.y();
    INDArray oneHot = Nd4j.zeros(DataType.FLOAT, N, numbers.size(1), 3);
    INDArray ignored = numbers.dup();
    for (int i = 0; i < N; i++) {
      for (int step = 0; step < numbers.size(1); step++) {
        if (step < X.get(i).length) {
          oneHot.putScalar(new int[] {i, step, numbers.getInt(i, step)}, 1);
        } else {
          ignored.putScalar(i, step, -100);
        }
      }
    }
    UnaryOperator<Fit> balanced = fit -> fit.epochs(2).classWeights(ClassWeights.BALANCED);
    INDArray expected = trained(TAGS, data, balanced);
    for (INDArray y : List.of(numbers, oneHot, ignored)) {
      Data ofArrays = Data.sequences(data.x(), data.lengths(), y);
      assertThat(trained(TAGS, ofArrays, balanced)).isEqualTo(expected);
      Data named = Data.builder().sequences("features", X).target("predict", y).build();
      assertThat(trained(TAGS, named, balanced)).isEqualTo(expected);
      try (WalkTrainer trainer = trainer(TAGS)) {
        Evaluation evaluation = trainer.evaluate(named);
        assertThat(evaluation.actualClasses()).isEqualTo(trainer.evaluate(data).actualClasses());
      }
    }
    oneHot.slice(3).getRow(0).assign(0);
    try (WalkTrainer trainer = trainer(TAGS)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(Data.sequences(data.x(), data.lengths(), oneHot)))
          .withMessage(
              "predict: expected probabilities, none negative and with a sum of 1 for each step, in y, got [0.0, 0.0, 0.0] in row 3, step 0 (counted from 0)");
    }
  }

  /** A network without lengths does not fill up what is missing. */
  @Test
  void targetsOfEachStepAreNotFilledUp() {
    float[][][] x = new float[2][Walk.STEPS][Walk.FEATURES];
    int[][] ragged = {{1, 2, 1, 2, 1}, {1, 2, 1, 2}};
    Walk.Form fixed = new Walk.Form(TargetEncoding.CLASSES, 3, false, false, false);
    Walk.Form whole = new Walk.Form(TargetEncoding.VALUES, 5, true, false, false);
    INDArray array = Nd4j.createFromArray(x);
    try (WalkTrainer trainer = trainer(fixed);
        WalkTrainer ofWholes = trainer(whole)) {
      Data data = Data.builder().input("features", array).target("predict", ragged).build();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).epochs(1).quiet().run())
          .withMessage(
              "predict: expected targets for 5 steps, got 4 in sequence 1 (counted from 0)");
      Data ofSteps =
          Data.builder()
              .input("features", array)
              .target("predict", new float[2][Walk.STEPS][1])
              .build();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ofWholes.evaluate(ofSteps))
          .withMessage(
              "predict: expected one row of targets for each example, [n × 5], got targets for each step of a sequence, [n × 5 × 1]; give each sequence one target, or compute the loss on the output of each step");
    }
  }

  /** Scores of values are means over steps, with lengths or without. */
  @Test
  void scoresOfStepsDoNotDependOnLengths() {
    Random random = new Random(5);
    float[][][] x = new float[6][Walk.STEPS][Walk.FEATURES];
    float[][][] y = new float[6][Walk.STEPS][2];
    for (int i = 0; i < x.length; i++) {
      for (int step = 0; step < Walk.STEPS; step++) {
        for (int k = 0; k < 2; k++) {
          x[i][step][k] = (float) random.nextGaussian();
          y[i][step][k] = 3 * x[i][step][k] + 10 * step + k;
        }
      }
    }
    Walk.Form fixed = new Walk.Form(TargetEncoding.VALUES, 2, false, false, false);
    Data data = Data.sequences(List.of(x), y);
    try (WalkTrainer variable = trainer(VALUES);
        WalkTrainer trainer = trainer(fixed)) {
      variable.fit(data).epochs(2).standardizeTargets().quiet().run();
      trainer.fit(data).epochs(2).standardizeTargets().quiet().run();
      assertNear(weight(trainer), weight(variable));
      assertThat(trainer.evaluate(data).score("r2"))
          .isCloseTo(variable.evaluate(data).score("r2"), within(1e-6));
    }
  }

  @Test
  void partsAreOfSequences() {
    Data data = tags();
    assertThat(data.lengths()).isEqualTo(X.stream().mapToInt(x -> x.length).toArray());
    assertThat(data.toString())
        .isEqualTo("23 examples, x [n × 4 × 2] with lengths, y [n × 4] with lengths");
    Split split = data.split(0.3, 1);
    assertThat(split.train().lengths().length + split.test().lengths().length).isEqualTo(N);
    Data first = data.rows(5, 0);
    assertThat(first.lengths()).containsExactly(X.get(5).length, X.get(0).length);
    int longest = Math.max(X.get(5).length, X.get(0).length);
    assertThat(first.x().shape()).containsExactly(2, longest, 2);
    assertThat(first.y().shape()).containsExactly(2, longest);
    assertThat(first.x().getFloat(0, 0, 1)).isEqualTo(X.get(5)[0][1]);
    assertThat(Data.sequences(X, CLASSES).stratifiedFolds(3, 1)).hasSize(3);
    try (WalkTrainer trainer = trainer(TAGS)) {
      History history = trainer.fit(split.train()).validate(split.test()).epochs(3).quiet().run();
      assertThat(history.epochs()).hasSize(3);
      assertThat(trainer.fit(data).validationSplit(0.2).epochs(1).quiet().run().epochs().get(0))
          .extracting(EpochReport::validation)
          .matches(scores -> scores.containsKey("accuracy"));
    }
  }

  @Test
  void arraysWithPaddingAreTheSameSequences() {
    Data data = tags();
    Data ofArrays = Data.sequences(data.x(), data.lengths(), data.y());
    assertThat(ofArrays.x()).isEqualTo(data.x());
    assertThat(ofArrays.lengths()).isEqualTo(data.lengths());
    INDArray expected = trained(TAGS, data, fit -> fit.epochs(2));
    assertThat(trained(TAGS, ofArrays, fit -> fit.epochs(2))).isEqualTo(expected);
    Data named = Data.builder().target("predict", TAGS_OF_STEPS).sequences("features", X).build();
    assertThat(named.lengths("features")).isEqualTo(data.lengths());
    assertThat(named.input("features")).isEqualTo(data.x());
    assertThat(trained(TAGS, named, fit -> fit.epochs(2))).isEqualTo(expected);
    Data built =
        Data.builder()
            .target("predict", data.y())
            .sequences("features", data.x(), data.lengths())
            .build();
    assertThat(trained(TAGS, built, fit -> fit.epochs(2))).isEqualTo(expected);
  }

  @Test
  void sequencesOfIds() {
    int[][] ids = new int[N][];
    float[] values = new float[N];
    for (int i = 0; i < N; i++) {
      ids[i] = new int[1 + i % 5];
      for (int step = 0; step < ids[i].length; step++) {
        ids[i][step] = (i + step) % 2;
        values[i] += 2 * ids[i][step] - 1;
      }
    }
    try (WalkTrainer trainer =
        trainer(Walk.Form.whole(TargetEncoding.VALUES, 1).ofIds(), Engine.CPU)) {
      Data data = Data.sequences(ids, values);
      trainer.fit(data).epochs(300).batchSize(8).learningRate(0.05).quiet().run();
      assertThat(trainer.predict(new int[] {1, 1, 0})[0]).isCloseTo(1, within(0.01f));
      assertThat(trainer.evaluate(data).score("r2")).isGreaterThan(0.999);
      assertThat(trainer.predict(data).getFloat(1, 0)).isEqualTo(trainer.predict(ids[1])[0]);
    }
  }

  private static DataStream stream() {
    return batchSize -> {
      int[] next = {0};
      return () -> {
        if (next[0] == N) {
          return null;
        }
        int from = next[0];
        next[0] = Math.min(N, from + batchSize);
        // Made anew, so that each batch has another longest sequence.
        return Data.sequences(
            X.subList(from, next[0]), Arrays.copyOfRange(TAGS_OF_STEPS, from, next[0]));
      };
    };
  }

  @Test
  void streamsHaveBatchesOfOtherLengths() {
    INDArray expected = trained(TAGS, tags(), fit -> fit.epochs(2).batchSize(3).inOrder());
    INDArray accumulated =
        trained(TAGS, tags(), fit -> fit.epochs(2).batchSize(3).accumulate(2).inOrder());
    try (WalkTrainer trainer = trainer(TAGS);
        WalkTrainer other = trainer(TAGS);
        WalkTrainer shuffled = trainer(TAGS)) {
      trainer.fit(stream()).epochs(2).batchSize(3).quiet().run();
      assertThat(weight(trainer)).isEqualTo(expected);
      assertThat(trainer.evaluate(stream()).accuracy())
          .isEqualTo(trainer.evaluate(tags()).accuracy());
      other.fit(stream()).epochs(2).batchSize(3).accumulate(2).quiet().run();
      assertThat(weight(other)).isEqualTo(accumulated);
      History history = shuffled.fit(stream().shuffled(10, 1)).epochs(2).batchSize(3).quiet().run();
      assertThat(history.epochs().get(1).examples()).isEqualTo(N);
    }
  }

  @Test
  void resumedRunEndsWithTheSameBits() {
    INDArray expected = trained(TAGS, tags(), fit -> fit.epochs(4).batchSize(5));
    trained(TAGS, tags(), fit -> fit.epochs(2).batchSize(5).checkpoints(folder));
    assertThat(
            trained(TAGS, tags(), fit -> fit.epochs(4).batchSize(5).checkpoints(folder).resume()))
        .isEqualTo(expected);
  }

  @Test
  void similarLengthsAreAnOrderThatIsTheSameAgain() {
    UnaryOperator<Fit> similar = fit -> fit.batchSize(3).similarLengths();
    INDArray expected = trained(TAGS, tags(), fit -> similar.apply(fit).epochs(4));
    assertThat(trained(TAGS, tags(), fit -> similar.apply(fit).epochs(4))).isEqualTo(expected);
    assertThat(trained(TAGS, tags(), fit -> fit.batchSize(3).epochs(4))).isNotEqualTo(expected);
    trained(TAGS, tags(), fit -> similar.apply(fit).epochs(2).checkpoints(folder));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                trained(
                    TAGS, tags(), fit -> fit.batchSize(3).epochs(4).checkpoints(folder).resume()))
        .withMessageContaining("similarLengths was true, is false");
    assertThat(
            trained(TAGS, tags(), fit -> similar.apply(fit).epochs(4).checkpoints(folder).resume()))
        .isEqualTo(expected);
  }

  @Test
  void tablesOfStepsHaveNames() throws IOException {
    StringBuilder lines = new StringBuilder("id,t,a,b,tag\n");
    StringBuilder swapped = new StringBuilder("tag,b,t,a,id\n");
    for (int i = 0; i < N; i++) {
      for (int step = 0; step < X.get(i).length; step++) {
        float[] own = X.get(i)[step];
        String tag = List.of("low", "mid", "top").get(TAGS_OF_STEPS[i][step]);
        lines.append("%d,%d,%s,%s,%s\n".formatted(i, step, own[0], own[1], tag));
        swapped.append("%s,%s,%d,%s,%d\n".formatted(tag, own[1], step, own[0], i));
      }
    }
    Path file = Files.writeString(folder.resolve("steps.csv"), lines);
    Path other = Files.writeString(folder.resolve("other.csv"), swapped);
    Data data = read(file);
    INDArray expected = trained(TAGS, tags(), fit -> fit.epochs(20).batchSize(4).standardize());
    try (WalkTrainer trainer = trainer(TAGS)) {
      trainer.fit(data).epochs(20).batchSize(4).standardize().quiet().run();
      assertNear(weight(trainer), expected);
      assertThat(trainer.classNames()).containsExactly("low", "mid", "top");
      Evaluation evaluation = trainer.evaluate(data);
      assertThat(evaluation.classNames()).containsExactly("low", "mid", "top");
      assertThat(trainer.evaluate(read(other)).accuracy()).isEqualTo(evaluation.accuracy());
      Path model = folder.resolve("named.safetensors");
      trainer.save(model);
      try (WalkModel loaded = WalkModel.load(model, Engine.CPU, TAGS)) {
        assertThat(loaded.classNames()).containsExactly("low", "mid", "top");
        assertThat(loaded.predictStepClasses(read(other)))
            .isDeepEqualTo(trainer.predictStepClasses(data));
      }
    }
  }

  private static Data read(Path file) throws IOException {
    return Data.csv(file)
        .sequences("id")
        .steps("t")
        .target("tag")
        .categorical("tag")
        .targetsOfSteps()
        .read();
  }

  @Test
  void similarLengthsAreOfSequencesInMemory() {
    try (WalkTrainer trainer = trainer(TAGS);
        PicturesTrainer pictures = PicturesTrainer.builder(2, 2, 3).seed(1).build()) {
      assertRefused(
          () -> trainer.fit(tags()).inOrder().similarLengths().quiet().run(),
          "similarLengths changes the order of the examples, but inOrder() keeps it as it is; remove one of them");
      assertRefused(
          () -> trainer.fit(stream()).similarLengths().quiet().run(),
          "similarLengths is for examples in memory; those of a stream come in its own order; remove similarLengths()");
      assertRefused(
          () -> pictures.fit(Data.of(new float[2][6], new int[2])).similarLengths().quiet().run(),
          "similarLengths is for sequences of different lengths, but Pictures has no input with variable = true; remove similarLengths()");
    }
  }

  /** Without lengths, all steps count. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void outputsMayHaveStepsWithoutLengths(Engine engine) {
    List<float[][]> full = new ArrayList<>();
    int[][] tags = new int[8][5];
    for (int i = 0; i < 8; i++) {
      float[][] sequence = new float[5][2];
      for (int step = 0; step < 5; step++) {
        sequence[step] = X.get((3 * i + step) % N)[0];
        tags[i][step] = TAGS_OF_STEPS[(3 * i + step) % N][0];
      }
      full.add(sequence);
    }
    Walk.Form fixed = new Walk.Form(TargetEncoding.CLASSES, 3, false, false, false);
    Data data = Data.sequences(full, tags);
    Data arrays = Data.of(data.x(), data.y());
    float[] weights = {1, 2, 0, 1, 1, 3, 1, 1};
    List<UnaryOperator<Fit>> settings =
        List.of(
            fit -> fit.batchSize(3),
            fit -> fit.batchSize(3).weights(weights),
            fit -> fit.batchSize(2).accumulate(2).weights(weights),
            fit -> fit.batchSize(3).classWeights(Map.of(1, 2.0)),
            fit -> fit.batchSize(3).classWeights(ClassWeights.BALANCED));
    for (UnaryOperator<Fit> setting : settings) {
      try (WalkTrainer variable = trainer(TAGS, engine);
          WalkTrainer trainer = trainer(fixed, engine)) {
        History expected = setting.apply(variable.fit(data).epochs(2).quiet()).run();
        History history = setting.apply(trainer.fit(arrays).epochs(2).quiet()).run();
        assertNear(weight(trainer), weight(variable));
        assertThat(history.epochs().get(1).dataLoss())
            .isCloseTo(expected.epochs().get(1).dataLoss(), within(1e-6));
        assertThat(trainer.evaluate(arrays).accuracy())
            .isEqualTo(variable.evaluate(data).accuracy());
        assertThat(trainer.evaluate(arrays.weighted(weights)).dataLoss())
            .isCloseTo(variable.evaluate(data.weighted(weights)).dataLoss(), within(1e-6));
        assertThat(trainer.predictStepClasses("predict", List.of(data.x())))
            .isDeepEqualTo(variable.predictStepClasses(data));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void featuresAreStandardizedOverTheStepsThatAreNotPadding(Engine engine) throws IOException {
    List<float[][]> scaled = new ArrayList<>();
    double[] mean = new double[2];
    double[] square = new double[2];
    int count = X.stream().mapToInt(x -> x.length).sum();
    for (float[][] sequence : X) {
      for (float[] step : sequence) {
        for (int i = 0; i < 2; i++) {
          mean[i] += step[i] / count;
          square[i] += (double) step[i] * step[i] / count;
        }
      }
    }
    for (float[][] sequence : X) {
      float[][] own = new float[sequence.length][2];
      for (int step = 0; step < own.length; step++) {
        for (int i = 0; i < 2; i++) {
          own[step][i] =
              (float) ((sequence[step][i] - mean[i]) / Math.sqrt(square[i] - mean[i] * mean[i]));
        }
      }
      scaled.add(own);
    }
    Data byHand = Data.sequences(scaled, TAGS_OF_STEPS);
    try (WalkTrainer trainer = trainer(TAGS, engine);
        WalkTrainer other = trainer(TAGS, engine)) {
      other.fit(byHand).epochs(2).quiet().run();
      trainer.fit(tags()).epochs(2).standardize().quiet().run();
      assertNear(weight(trainer), weight(other));
      float[][] output = trainer.predictSteps(X.get(0));
      float[][] expected = other.predictSteps(scaled.get(0));
      for (int step = 0; step < output.length; step++) {
        assertThat(output[step]).containsExactly(expected[step], within(1e-5f));
      }
      Path file = folder.resolve("scaled.safetensors");
      trainer.save(file);
      try (WalkModel model = WalkModel.load(file, engine, TAGS)) {
        assertThat(model.predictSteps(X.get(0))).isDeepEqualTo(output);
        assertThat(model.predict(tags())).isEqualTo(trainer.predict(tags()));
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(tags()).standardizeChannels().quiet().run())
          .withMessageStartingWith("standardizeChannels is for images and signals");
    }
  }

  @Test
  void targetsOfStepsAreStandardized() {
    List<float[][]> values = new ArrayList<>();
    for (float[][] sequence : X) {
      float[][] own = new float[sequence.length][];
      Arrays.setAll(
          own, step -> new float[] {1000 + 50 * sequence[step][0], 10 * sequence[step][1]});
      values.add(own);
    }
    Data data = Data.sequences(X, values.toArray(float[][][]::new));
    try (WalkTrainer trainer = trainer(VALUES)) {
      trainer.fit(data).epochs(300).standardize().standardizeTargets().quiet().run();
      assertThat(trainer.evaluate(data).score("r2")).isGreaterThan(0.99);
      assertThat(trainer.predictSteps(X.get(1))[0][0]).isCloseTo(values.get(1)[0][0], within(5f));
      INDArray output = trainer.predict(data);
      for (int i = 0; i < N; i++) {
        for (int step = X.get(i).length; step < 5; step++) {
          assertThat(output.getDouble(i, step, 0)).isZero();
        }
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    try (WalkTrainer trainer = trainer(TAGS)) {
      List<float[][]> longer = new ArrayList<>(X);
      longer.set(4, new float[6][2]);
      int[][] tags = TAGS_OF_STEPS.clone();
      tags[4] = new int[6];
      assertRefused(
          () -> trainer.fit(Data.sequences(longer, tags)).quiet().run(),
          "features: expected sequences of up to 5 steps, got 6 in sequence 4 (counted from 0); declare more steps, or cut it");
      trainer.fit(Data.sequences(longer, tags).rows(1, 2, 3)).epochs(1).quiet().run();
      assertRefused(
          () -> trainer.fit(Data.of(tags().x(), tags().y())).quiet().run(),
          "Walk takes sequences with lengths, but the examples are without; use Data.sequences, or the method sequences of Data.builder()");
      assertRefused(
          () -> trainer.evaluate(Data.sequences(X, CLASSES)),
          "predict: expected a target for each step, got 1 for the %d steps of sequence %d (counted from 0)"
              .formatted(firstOfSeveral().length, X.indexOf(firstOfSeveral())));
      int[][] four = TAGS_OF_STEPS.clone();
      four[2] = new int[] {0, 0, 3, 3}.clone();
      four[2] = Arrays.copyOf(four[2], X.get(2).length);
      four[2][0] = 3;
      assertRefused(
          () -> trainer.evaluate(Data.sequences(X, four)),
          "predict: expected class numbers, whole and from 0 to 2, in y, got 3 in row 2, step 0 (counted from 0)");
    }
    int[][] short0 = TAGS_OF_STEPS.clone();
    short0[3] = new int[X.get(3).length + 1];
    assertRefused(
        () -> Data.sequences(X, short0),
        "expected a target for each step, got %d for the %d steps of sequence 3 (counted from 0)"
            .formatted(X.get(3).length + 1, X.get(3).length));
    assertRefused(
        () -> Data.sequences(List.of(new float[][] {{1}}, new float[0][]), new int[2]),
        "expected x with sequences of at least one step, got none in sequence 1 (counted from 0)");
    assertRefused(
        () -> Data.sequences(List.<float[][]>of(new float[][] {{1}, {1, 2}}), new int[1]),
        "expected x with as many numbers in each step, got 1 in step 0 of sequence 0, and 2 in step 1 of sequence 0 (counted from 0)");
    assertRefused(
        () -> Data.sequences(List.of(new float[1][0], new float[1][2]), new int[2]),
        "expected x with as many numbers in each step, got 0 in step 0 of sequence 0, and 2 in step 0 of sequence 1 (counted from 0)");
    assertRefused(
        () -> Data.sequences(List.<float[][]>of(new float[2][0]), new int[1]),
        "expected x with steps of at least one number");
    assertRefused(
        () -> Data.sequences(List.<float[][]>of(new float[][] {{1}, {Float.NaN}}), new int[1]),
        "expected finite x, got NaN in sequence 0, step 1 (counted from 0)");
    assertRefused(
        () -> Data.sequences(List.<float[][]>of(), new int[0]),
        "expected x with at least one sequence");
    assertRefused(
        () -> Data.sequences(X, new int[2]),
        "expected x and y with the same number of rows, at least one, got 23 and 2");
    assertThatIllegalStateException()
        .isThrownBy(() -> Data.of(new float[][] {{1}}, new int[] {1}).lengths())
        .withMessage(
            "lengths() is for examples that are sequences; these are 1 examples, x [n × 1], y [n × 1]");
  }

  private static float[][] firstOfSeveral() {
    return X.stream().filter(x -> x.length > 1).findFirst().orElseThrow();
  }

  @Test
  void sequencesOfOneLengthFitANetworkWithoutLengths() {
    Data same =
        Data.sequences(
            List.of(new float[][] {{1, 2, 3}, {4, 5, 6}}, new float[][] {{1, 1, 1}, {0, 0, 0}}),
            new int[] {0, 1});
    Data different =
        Data.sequences(
            List.of(new float[][] {{1, 2, 3}, {4, 5, 6}}, new float[][] {{1, 1, 1}}),
            new int[] {0, 1});
    try (PicturesTrainer trainer = PicturesTrainer.builder(2, 2, 3).seed(1).build();
        PicturesTrainer other = PicturesTrainer.builder(2, 2, 3).seed(1).build()) {
      trainer.fit(same).epochs(2).quiet().run();
      other.fit(Data.of(same.x(), same.y())).epochs(2).quiet().run();
      assertThat(trainer.network().predict.weight()).isEqualTo(other.network().predict.weight());
      assertRefused(
          () -> trainer.fit(different).quiet().run(),
          "Pictures takes sequences of the same length, but the examples have some of 2 and of 1 steps; declare the input with variable = true, as in @Input(value = {2, 8}, variable = true)");
    }
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
