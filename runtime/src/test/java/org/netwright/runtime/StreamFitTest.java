package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.History;

/** Training and evaluation on streams: the same numbers as on examples in memory. */
class StreamFitTest {
  private static final int ROWS = 1500;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void validatesAsOnExamplesInMemory(TargetEncoding encoding) {
    Split split = data(encoding).split(0.5, 1);
    try (ChainTrainer memory = trainer(encoding);
        ChainTrainer streamed = trainer(encoding)) {
      History expected =
          memory.fit(split.train()).epochs(6).validate(split.test()).patience(2).quiet().run();
      History history =
          streamed
              .fit(split.train())
              .epochs(6)
              .validate(stream(split.test()))
              .patience(2)
              .quiet()
              .run();
      assertThat(history.epochs().stream().map(EpochReport::validation))
          .isEqualTo(expected.epochs().stream().map(EpochReport::validation).toList());
      assertThat(history.bestEpoch()).isEqualTo(expected.bestEpoch());
      assertThat(history.evaluation().orElseThrow())
          .hasToString(expected.evaluation().orElseThrow().toString());
      assertThat(values(streamed)).containsExactly(values(memory));
      assertThat(history.description().orElseThrow().settings())
          .containsEntry("validation examples", "a stream")
          .containsEntry("parameters kept", "best");
    }
  }

  @ParameterizedTest
  @EnumSource
  void evaluatesAsExamplesInMemory(TargetEncoding encoding) {
    Data data = data(encoding);
    try (ChainTrainer trainer = trainer(encoding)) {
      trainer.fit(data).epochs(2).quiet().run();
      Evaluation expected = trainer.evaluate(data);
      Evaluation evaluation = trainer.evaluate(stream(data));
      assertThat(evaluation).hasToString(expected.toString());
      assertThat(evaluation.scores()).isEqualTo(expected.scores());
      assertThat(evaluation.actual()).containsExactly(expected.actual());
      assertThat(evaluation.predicted()).containsExactly(expected.predicted());
      if (encoding == TargetEncoding.CLASSES) {
        assertThat(evaluation.auc()).isEqualTo(expected.auc());
      }
      // Batches of the stream's own size: sums of floats add up in another order.
      Evaluation uneven = trainer.evaluate(size -> stream(data).open(7));
      assertThat(uneven.dataLoss()).isCloseTo(expected.dataLoss(), within(1e-6));
      assertThat(uneven.actual()).containsExactly(expected.actual());
    }
  }

  @Test
  void trainingScoresOfAStreamAreThoseOfItsExamples() {
    Data data = data(TargetEncoding.CLASSES);
    try (ChainTrainer memory = trainer(TargetEncoding.CLASSES);
        ChainTrainer streamed = trainer(TargetEncoding.CLASSES)) {
      History expected = memory.fit(data).epochs(3).inOrder().trainingScores().quiet().run();
      History history = streamed.fit(stream(data)).epochs(3).trainingScores().quiet().run();
      assertThat(history.last().training()).containsKeys("loss", "accuracy", "f1");
      assertThat(history.epochs().stream().map(EpochReport::training))
          .isEqualTo(expected.epochs().stream().map(EpochReport::training).toList());
      assertThat(values(streamed)).containsExactly(values(memory));
    }
  }

  @Test
  void aShuffledStreamIsInAnotherOrderInEachEpochAndResumes() {
    Split split = data(TargetEncoding.VALUES).split(0.5, 1);
    DataStream train = stream(split.train()).shuffled(100, 7);
    DataStream valid = stream(split.test());
    try (ChainTrainer whole = trainer(TargetEncoding.VALUES);
        ChainTrainer first = trainer(TargetEncoding.VALUES);
        ChainTrainer second = ChainTrainer.builder().seed(9).dropout(0.2).build();
        ChainTrainer unshuffled = trainer(TargetEncoding.VALUES)) {
      whole.fit(train).epochs(4).standardize().validate(valid).quiet().run();
      first
          .fit(train)
          .epochs(4)
          .standardize()
          .validate(valid)
          .checkpoints(folder)
          .onEpoch(
              (epoch, control) -> {
                if (epoch.epoch() == 2) {
                  control.stop();
                }
              })
          .quiet()
          .run();
      second
          .fit(train)
          .epochs(4)
          .standardize()
          .validate(valid)
          .checkpoints(folder)
          .resume()
          .quiet()
          .run();
      assertThat(values(second)).containsExactly(values(whole));
      unshuffled.fit(stream(split.train())).epochs(4).standardize().validate(valid).quiet().run();
      assertThat(values(unshuffled)).isNotEqualTo(values(whole));
    }
  }

  /** The same shuffled stream, in two networks that see its epochs one by one. */
  @Test
  void theEpochReachesAStreamBehindOthers() throws IOException {
    Path file = folder.resolve("data.csv");
    StringBuilder text = new StringBuilder("a,b,c,y,z\n");
    for (int i = 0; i < 40; i++) {
      text.append("%d,1,2,%d,3\n".formatted(i, -i));
    }
    Files.writeString(file, text);
    DataStream stream = Data.csv(file).target("y", "z").stream().shuffled(10, 1);
    AtomicInteger seen = new AtomicInteger();
    DataStream recorded =
        new DataStream() {
          @Override
          public Batches open(int batchSize) {
            return stream.open(batchSize);
          }

          @Override
          public Batches open(int batchSize, int epoch) {
            assertThat(epoch).isEqualTo(seen.incrementAndGet());
            return stream.open(batchSize, epoch);
          }
        };
    try (ChainTrainer trainer = trainer(TargetEncoding.VALUES)) {
      trainer.fit(recorded).epochs(3).quiet().run();
    }
    assertThat(seen).hasValue(3);
  }

  @Test
  void aValidationStreamIsCheckedBeforeAnythingChanges() {
    Data data = data(TargetEncoding.CLASSES);
    try (ChainTrainer trainer = trainer(TargetEncoding.CLASSES)) {
      double[] before = values(trainer);
      DataStream empty = batchSize -> () -> null;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).standardize().validate(empty).quiet().run())
          .withMessage("the stream of the validation examples has no examples");
      DataStream wide = stream(Data.of(new float[4][7], new int[4]));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).standardize().validate(wide).quiet().run())
          .withMessage("features: expected x of shape [n × 3], got [1 × 7]");
      DataStream oneClass = stream(Data.of(new float[4][3], new int[4]));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).validate(oneClass).monitor("auc").quiet().run());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).validate(oneClass).monitor("mse").quiet().run())
          .withMessageStartingWith("Chain has no score mse");
      assertThatNullPointerException()
          .isThrownBy(() -> trainer.fit(data).validate((DataStream) null))
          .withMessage("validation");
      assertThat(values(trainer)).containsExactly(before);
      assertThat(trainer.steps()).isZero();
      assertThat(trainer.session().preprocessing().features()).isNull();
    }
  }

  @Test
  void aStreamThatCannotBeReadAgainIsNamed() {
    Data data = data(TargetEncoding.VALUES);
    DataStream.Batches once = stream(data).open(8);
    DataStream spent = batchSize -> once;
    try (ChainTrainer trainer = trainer(TargetEncoding.VALUES)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).epochs(2).validate(spent).quiet().run())
          .withMessage(
              "the stream has no examples; it must begin with the first one each time it is opened."
                  + " The parameters are those of epoch 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(spent))
          .withMessageStartingWith("the stream has no examples");
      DataStream late =
          batchSize -> {
            AtomicInteger next = new AtomicInteger();
            return () ->
                next.getAndIncrement() == 0 ? data : Data.of(new float[1][5], new float[1][2]);
          };
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(late))
          .withMessage("features: expected x of shape [n × 3], got [1 × 5]");
    }
  }

  @Test
  void columnsOfAStreamAreMatchedByName() throws IOException {
    Data train =
        Data.csv(table("a,b,c,y\n1,2,3,no\n4,5,7,yes\n0,1,0,no\n2,2,9,yes\n"))
            .target("y")
            .categorical("y")
            .read();
    DataStream moved =
        Data.csv(table("y,c,b,a\nyes,7,5,4\nno,3,2,1\n")).target("y").categorical("y").stream();
    DataStream other =
        Data.csv(table("a,b,d,y\n1,2,3,no\n1,2,3,yes\n")).target("y").categorical("y").stream();
    try (ChainTrainer trainer = trainer(TargetEncoding.CLASSES)) {
      History history = trainer.fit(train).epochs(3).validate(moved).quiet().run();
      Evaluation direct = trainer.evaluate(train.rows(1, 0));
      assertThat(history.evaluation().orElseThrow().scores()).isEqualTo(direct.scores());
      assertThat(trainer.evaluate(moved).predicted()).containsExactly(direct.predicted());
      assertThat(trainer.evaluate(moved).classNames()).containsExactly("no", "yes");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(other))
          .withMessageStartingWith("the examples do not match the table that Chain was trained on");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(train).validate(other).quiet().run())
          .withMessageStartingWith("the validation examples do not match the table");
    }
  }

  @Test
  void aStreamMayPredictButNotTrain() {
    Data data = data(TargetEncoding.VALUES);
    try (ChainTrainer trainer = trainer(TargetEncoding.VALUES)) {
      Evaluation expected = trainer.evaluate(data);
      DataStream predicting =
          batchSize -> {
            DataStream.Batches batches = stream(data).open(batchSize);
            return () -> {
              trainer.predict(data.first(3).x());
              return batches.next();
            };
          };
      assertThat(trainer.evaluate(predicting).predicted()).containsExactly(expected.predicted());
      assertThat(trainer.evaluate(predicting).scores()).isEqualTo(expected.scores());
      DataStream training =
          batchSize ->
              () -> {
                trainer.step(data.x(), data.y());
                return null;
              };
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.evaluate(training))
          .withMessage(
              "step() was called from the stream of evaluate(), which would change the parameters"
                  + " in the middle of an evaluation; call it afterwards");
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.fit(data).validate(training).quiet().run())
          .withMessageContaining("step() was called from the stream of fit()");
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void theLastValidateCounts() {
    Data data = data(TargetEncoding.VALUES);
    try (ChainTrainer trainer = trainer(TargetEncoding.VALUES)) {
      History history =
          trainer
              .fit(data)
              .epochs(1)
              .validate(stream(data.first(5)))
              .validate(data.first(9))
              .quiet()
              .run();
      Map<String, String> settings = history.description().orElseThrow().settings();
      assertThat(settings).containsEntry("validation examples", "9");
    }
  }

  private Path table(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "table", ".csv"), text);
  }

  private static ChainTrainer trainer(TargetEncoding encoding) {
    return ChainTrainer.builder().seed(1).encoding(encoding).dropout(0.2).build();
  }

  private static double[] values(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }

  static DataStream stream(Data data) {
    return batchSize -> {
      int[] next = {0};
      return () -> {
        int from = next[0];
        next[0] = Math.min(data.size(), from + batchSize);
        return from == data.size() ? null : data.rows(IntStream.range(from, next[0]).toArray());
      };
    };
  }

  private static Data data(TargetEncoding encoding) {
    Random random = new Random(3);
    float[][] x = new float[ROWS][3];
    float[][] y = new float[ROWS][2];
    int[] classes = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < 3; j++) {
        x[i][j] = (float) random.nextGaussian();
      }
      y[i][0] = x[i][0] - 2 * x[i][1] + (float) random.nextGaussian();
      y[i][1] = Math.abs(x[i][2]) + (float) random.nextGaussian();
      classes[i] = y[i][0] > 0 ? 1 : 0;
      if (encoding == TargetEncoding.PROBABILITIES) {
        y[i][0] = classes[i];
        y[i][1] = y[i][1] > 0.8f ? 1 : 0;
      }
    }
    return encoding == TargetEncoding.CLASSES ? Data.of(x, classes) : Data.of(x, y);
  }
}
