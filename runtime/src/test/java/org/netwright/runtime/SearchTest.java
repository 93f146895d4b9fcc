package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.random.RandomBits;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.CrossValidation;
import org.netwright.runtime.training.Search;
import org.netwright.runtime.training.SearchResult;
import org.netwright.runtime.training.Trial;

class SearchTest {
  private static final Data DATA = CheckpointTest.data();

  @TempDir private Path folder;

  @Test
  void eachFoldIsTrainedWithoutItsTestExamples() {
    Trial trial =
        CrossValidation.of(ChainTrainer::builder).folds(3).seed(4).fit(f -> f.epochs(5)).run(DATA);
    List<Split> folds = DATA.folds(3, 4);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      try (ChainTrainer trainer = ChainTrainer.builder().seed(RandomBits.bits(4, i)).build()) {
        trainer.fit(folds.get(i).train()).epochs(5).quiet().run();
        Evaluation expected = trainer.evaluate(folds.get(i).test());
        assertThat(trial.folds().get(i)).hasToString(expected.toString());
        sum += expected.r2();
      }
    }
    assertThat(trial.mean("r2")).isCloseTo(sum / 3, within(1e-12));
    assertThat(trial.deviation("r2")).isPositive();
  }

  @Test
  void aTrialShowsItsScoresWithTheirDeviations() {
    Evaluation one = Evaluation.ofValues(0.5, new double[] {1, 2, 4}, new double[] {1, 2, 3}, 1);
    Evaluation two = Evaluation.ofValues(0.25, new double[] {1, 2, 4}, new double[] {1, 3, 4}, 1);
    assertThat(new Trial(Map.of(), List.of(one, two), List.of()))
        .hasToString(
            "loss 0.3750 ± 0.18, mse 0.3333 ± 0.0, mae 0.3333 ± 0.0, r2 0.7857 ± 0.0 (2 folds)");
    assertThat(new Trial(Map.of("hidden.l1", 1e-5), List.of(one, two), List.of()).toString())
        .startsWith("hidden.l1 1e-05: loss 0.3750 ± 0.18, ");
    assertThat(new Trial(Map.of(), List.of(one), List.of("step 3: the loss is NaN")))
        .hasToString("1 of 2 folds diverged; the first: step 3: the loss is NaN");
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    SearchResult one = search().validation(v -> v.threads(1)).run(DATA);
    SearchResult many = search().validation(v -> v.threads(7)).run(DATA);
    assertThat(many).hasToString(one.toString());
    assertThat(many.trials().stream().map(trial -> trial.mean("r2")).toList())
        .isEqualTo(one.trials().stream().map(trial -> trial.mean("r2")).toList());
  }

  @Test
  void aGridHasEachCombinationWithTheBestFirst() throws IOException {
    SearchResult result = search().run(DATA);
    assertThat(result.trials()).hasSize(6);
    assertThat(result.trials().stream().map(Trial::settings).distinct()).hasSize(6);
    double[] means = result.trials().stream().mapToDouble(trial -> trial.mean("r2")).toArray();
    for (int i = 1; i < means.length; i++) {
      assertThat(means[i]).isLessThanOrEqualTo(means[i - 1]);
    }
    // Such a strong penalty leaves nothing to predict with.
    assertThat(result.best().settings().get("hidden.l1")).isLessThan(100);
    List<String> table = result.toString().lines().toList();
    assertThat(table).hasSize(7);
    assertThat(table.get(0)).matches(" {3}r2 +learningRate  hidden.l1");
    assertThat(table.get(1)).matches("1  \\S+ ± \\S+ +0\\.0\\d+ +\\S+");
    assertThat(table.get(1).charAt(table.get(0).indexOf("learningRate"))).isEqualTo('0');
    assertThat(table.get(6)).startsWith("6  ");
    Path csv = folder.resolve("made/search.csv");
    result.writeCsv(csv);
    assertThat(Files.readAllLines(csv))
        .hasSize(7)
        .first()
        .isEqualTo("learningRate,hidden.l1,r2,r2 deviation");
  }

  @Test
  void aRandomSearchDrawsTheSameForTheSameSeed() {
    Search search =
        Search.over(ChainTrainer::builder)
            .learningRateBetween(1e-4, 1e-1)
            .strengths("hidden.l2", 0, 1)
            .random(20, 3)
            .validation(v -> v.folds(2).fit(fit -> fit.epochs(1)));
    SearchResult result = search.run(DATA);
    assertThat(search.run(DATA)).hasToString(result.toString());
    assertThat(result.trials()).hasSize(20);
    List<Double> rates =
        result.trials().stream().map(trial -> trial.settings().get("learningRate")).toList();
    assertThat(rates).doesNotHaveDuplicates().allMatch(rate -> rate >= 1e-4 && rate < 1e-1);
    // On a logarithmic scale a third lies in each decade.
    assertThat(rates.stream().filter(rate -> rate < 1e-3).count()).isBetween(2L, 12L);
    assertThat(result.trials().stream().map(trial -> trial.settings().get("hidden.l2")))
        .contains(0.0, 1.0);
  }

  @Test
  void blasThreadsAreRestoredAfterwards() {
    int threads = blasThreads();
    int[] within = new int[1];
    search()
        .validation(
            v ->
                v.fit(
                    fit -> {
                      within[0] = blasThreads();
                      fit.epochs(1);
                    }))
        .run(DATA);
    assertThat(within[0]).isEqualTo(1);
    assertThat(blasThreads()).isEqualTo(threads);
  }

  private static int blasThreads() {
    int threads = BlasThreads.begin();
    BlasThreads.end();
    return threads;
  }

  @Test
  void trialsThatDivergeComeLast() {
    SearchResult result =
        Search.over(ChainTrainer::builder)
            .learningRates(1e38, 0.01)
            .validation(v -> v.folds(2).fit(fit -> fit.epochs(3)))
            .run(DATA);
    assertThat(result.best().settings()).containsEntry("learningRate", 0.01);
    Trial diverged = result.trials().get(1);
    assertThat(diverged.mean("loss")).isNaN();
    assertThat(diverged.failures()).isNotEmpty().first().asString().contains("the loss is");
    assertThat(diverged.toString())
        .matches("learningRate 1e\\+38: \\d of 2 folds diverged; the first: step \\d.*");
    assertThat(result.toString().lines().toList().get(2)).matches("2  diverged +1e\\+38");
  }

  @Test
  void refusesWhatCannotBeTried() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Search.over(ChainTrainer::builder).strengths("hidden.l3", 1).run(DATA))
        .withMessage("Chain has no strength hidden.l3; it has [hidden.l1, hidden.l2]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Search.over(ChainTrainer::builder).learningRateBetween(0.1, 0.2).run(DATA))
        .withMessage(
            "learningRate: a grid needs single values, not a range; list them, or use"
                + " random(trials, seed)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Search.over(ChainTrainer::builder).learningRates(-1))
        .withMessage("learningRate must be finite and ≥ 0, got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Search.over(ChainTrainer::builder).score("accuracy1").run(DATA))
        .withMessageStartingWith("there is no score accuracy1; the scores are [");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                CrossValidation.of(ChainTrainer::builder)
                    .run(Data.of(new float[9][4], new float[9][2])))
        .withMessageStartingWith("features: expected x of shape [n × 3], got [");
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> search().run(DATA))
        .withMessage("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static Search search() {
    return Search.over(ChainTrainer::builder)
        .learningRates(1e-3, 1e-2)
        .strengths("hidden.l1", 0, 0.01, 100)
        .validation(v -> v.folds(3).fit(fit -> fit.epochs(10).batchSize(4).standardize()))
        .score("r2");
  }
}
