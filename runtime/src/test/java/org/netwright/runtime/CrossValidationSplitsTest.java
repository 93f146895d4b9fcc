package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.internal.random.RandomBits;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.MetricException;
import org.netwright.runtime.training.CrossValidation;
import org.netwright.runtime.training.Search;
import org.netwright.runtime.training.SearchResult;
import org.netwright.runtime.training.Trial;

/** Cross-validation and search with splits of the user's own, such as those of groups and times. */
class CrossValidationSplitsTest {
  private static final Data DATA = CheckpointTest.data();
  private static final List<Integer> GROUPS =
      IntStream.range(0, DATA.size()).mapToObj(i -> i % 7).toList();
  private static final List<Integer> TIMES = IntStream.range(0, DATA.size()).boxed().toList();

  @Test
  void eachSplitIsTrainedAndEvaluated() {
    Trial trial = validation().splits(data -> data.groupFolds(GROUPS, 4, 9)).seed(4).run(DATA);
    List<Split> splits = DATA.groupFolds(GROUPS, 4, 9);
    assertThat(trial.folds()).hasSize(4);
    assertThat(trial.failures()).isEmpty();
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      try (ChainTrainer trainer = ChainTrainer.builder().seed(RandomBits.bits(4, i)).build()) {
        trainer.fit(splits.get(i).train()).epochs(3).quiet().run();
        Evaluation expected = trainer.evaluate(splits.get(i).test());
        assertThat(trial.folds().get(i).scores()).isEqualTo(expected.scores());
        sum += expected.r2();
      }
    }
    assertThat(trial.mean("r2")).isEqualTo(sum / 4);
  }

  @Test
  void theyAreThoseThatTheSettingsOfFoldsWouldMake() {
    assertThat(validation().splits(data -> data.folds(3, 2)).seed(2).run(DATA))
        .hasToString(validation().folds(3).seed(2).run(DATA).toString());
  }

  @Test
  void theFunctionGetsTheExamplesOnce() {
    List<Data> given = new ArrayList<>();
    validation()
        .splits(
            data -> {
              given.add(data);
              return data.timeFolds(TIMES, 2);
            })
        .run(DATA);
    assertThat(given).containsExactly(DATA);
  }

  @Test
  void oneSplitIsEnough() {
    Trial trial = validation().splits(data -> List.of(data.timeSplit(TIMES, 0.25))).run(DATA);
    assertThat(trial.folds()).hasSize(1);
    assertThat(trial.mean("r2")).isFinite();
    assertThat(trial.deviation("r2")).isNaN();
  }

  @Test
  void aSearchHasTheSameSplitsForEachTrial() {
    AtomicInteger calls = new AtomicInteger();
    SearchResult result =
        Search.over(ChainTrainer::builder)
            .learningRates(1e-3, 1e-2)
            .validation(
                v ->
                    v.splits(
                            data -> {
                              calls.incrementAndGet();
                              return data.groupFolds(GROUPS, 7, 1);
                            })
                        .fit(fit -> fit.epochs(3)))
            .score("r2")
            .run(DATA);
    assertThat(calls).hasValue(1);
    assertThat(result.trials()).hasSize(2).allMatch(trial -> trial.folds().size() == 7);
    Map<String, Double> best = result.best().settings();
    Trial alone =
        CrossValidation.of(ChainTrainer::builder)
            .splits(data -> data.groupFolds(GROUPS, 7, 1))
            .fit(fit -> fit.epochs(3).learningRate(best.get("learningRate")))
            .run(DATA);
    assertThat(result.best().mean("r2")).isEqualTo(alone.mean("r2"));
  }

  @Test
  void messagesCountTheSplits() {
    assertThatExceptionOfType(MetricException.class)
        .isThrownBy(
            () ->
                validation()
                    .splits(data -> data.timeFolds(TIMES, 3))
                    .metric("odds", e -> 1 / 0.0)
                    .run(DATA))
        .withMessage("fold 1 of 3: the metric odds is Infinity, but a score must be finite");
  }

  @Test
  void isRefusedBesideSettingsOfFolds() {
    Function<Data, List<Split>> splits = data -> data.groupFolds(GROUPS, 3, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> validation().folds(5).splits(splits).run(DATA))
        .withMessage("folds and splits both divide the examples; remove one of them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> validation().splits(splits).stratified().run(DATA))
        .withMessage("stratified and splits both divide the examples; remove one of them");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Search.over(ChainTrainer::builder)
                    .learningRates(1e-3)
                    .validation(v -> v.folds(2))
                    .validation(v -> v.splits(splits))
                    .run(DATA))
        .withMessage("folds and splits both divide the examples; remove one of them");
  }

  @Test
  void splitsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> validation().splits(data -> List.of()).run(DATA))
        .withMessage("splits: expected at least one split, got an empty list");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> validation().splits(data -> null).run(DATA))
        .withMessage("splits: expected a list of splits, got null");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> validation().splits(data -> Arrays.asList(data.split(0.5, 1), null)).run(DATA))
        .withMessage("splits: expected splits without null, got null at index 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> validation().splits(data -> List.of(new Split(data, null))).run(DATA))
        .withMessage("splits: expected examples to train on and to test, got null at index 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> validation().splits(data -> data.groupFolds(List.of("a"), 2, 1)).run(DATA))
        .withMessage("expected 60 groups, one for each example in the same order, got 1");
    assertThatNullPointerException()
        .isThrownBy(() -> validation().splits(null))
        .withMessage("splits");
  }

  private static CrossValidation validation() {
    return CrossValidation.of(ChainTrainer::builder).fit(fit -> fit.epochs(3));
  }
}
