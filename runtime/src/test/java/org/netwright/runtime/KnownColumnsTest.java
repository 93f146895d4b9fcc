package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.Fit;

/** A network that was trained on a table finds columns, values and classes of others by name. */
class KnownColumnsTest {
  @TempDir private Path folder;

  private Data train;
  private ChainTrainer trainer;

  /** One numeric feature and a categorical one of two values; the larger number is in "up". */
  @BeforeEach
  void trainOnATable() throws IOException {
    train = read(table(60, "size,kind,sort", "%2$s,%1$s,%3$s"));
    trainer = ChainTrainer.builder().seed(1).hiddenL1(0).encoding(TargetEncoding.CLASSES).build();
    trainer.fit(train).epochs(60).learningRate(0.05).standardize().quiet().run();
    assertThat(trainer.evaluate(train).accuracy()).isGreaterThan(0.9);
  }

  @AfterEach
  void close() {
    trainer.close();
  }

  @Test
  void putsColumnsInOrder() throws IOException {
    Data reordered = read(table(60, "kind,sort,size", "%1$s,%3$s,%2$s"));
    assertThat(reordered.featureNames()).isNotEqualTo(train.featureNames());
    assertSame(trainer.evaluate(reordered), trainer.evaluate(train));
    assertThat(trainer.evaluate(reordered.rows(3, 5, 3)).dataLoss())
        .isEqualTo(trainer.evaluate(train.rows(3, 5, 3)).dataLoss());
    assertThat(trainer.predict(reordered)).isEqualTo(trainer.predict(train.x()));
  }

  @Test
  void mapsFewerClassesAndValuesByName() throws IOException {
    Data up = read("size,kind,sort\n9,thin,up\n1,thin,up\n0.5,thin,up\n");
    assertThat(up.classNames()).containsExactly("up");
    Data same =
        Data.csv(file("size,kind,sort\n9,thin,up\n1,thin,up\n0.5,thin,up\n"))
            .as(trainer.columns().orElseThrow())
            .read();
    Evaluation evaluation = trainer.evaluate(up);
    assertSame(evaluation, trainer.evaluate(same));
    assertThat(evaluation.toString()).contains("down");
  }

  @Test
  void refusesOtherClasses() throws IOException {
    Data other = read(table(60, "size,kind,sort", "%2$s,%1$s,%3$s").replace(",up", ",upward"));
    String message =
        "the examples do not match the table that Chain was trained on: the column sort has the class"
            + " \"upward\", which is not one of [down, up]. Read the file with as(columns), where"
            + " columns are those of the trainer or model, as in"
            + " Data.csv(file).as(trainer.columns().orElseThrow()): it reads columns by name and"
            + " reports lines that do not fit";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.evaluate(other))
        .withMessage(message);
    assertRefusedUnchanged(trainer.fit(other).standardize(), "the training examples do not match");
    assertRefusedUnchanged(
        trainer.fit(train).validate(other), "the validation examples do not match the table that");
    assertThat(trainer.predict(other)).isEqualTo(trainer.predict(train.x()));
  }

  @Test
  void refusesOtherColumnsAndNamesTheFirstDifference() throws IOException {
    assertRefused("siz,kind,sort\n1,thin,up\n", "the column size is missing. Did you mean siz?");
    assertRefused(
        Data.csv(file("size,sort\n1,up\n")).target("sort").categorical("sort").read(),
        "the column kind is missing.");
    assertRefused("size,kind,more,sort\n1,thin,2,up\n", "the column more is not known.");
    assertRefused(
        "size,kind,sort\n1,fat,up\n",
        "the column kind has the value \"fat\", which is not one of [thick, thin].");
    assertRefused(
        Data.csv(file("size,kind,sort\n1,2,up\n")).target("sort").categorical("sort").read(),
        "the column kind is numeric, not categorical.");
    assertRefused(
        Data.csv(file("size,kind,sort\n1,thin,0\n")).target("sort").categorical("kind").read(),
        "the target sort is numeric, not categorical.");
    assertRefused(
        Data.csv(file("size,kind,order\n1,thin,up\n"))
            .target("order")
            .categorical("kind", "order")
            .read(),
        "the target sort is missing.");
  }

  @Test
  void aFurtherFitTrainsOnTheSameColumns() throws IOException {
    Data reordered = read(table(60, "kind,sort,size", "%1$s,%3$s,%2$s"));
    Columns columns = trainer.columns().orElseThrow();
    try (ChainTrainer twin = copy()) {
      twin.fit(train).epochs(2).validate(train).seed(5).quiet().run();
      trainer.fit(reordered).epochs(2).validate(reordered).seed(5).quiet().run();
      assertThat(bits(trainer)).isEqualTo(bits(twin));
    }
    assertThat(trainer.columns()).contains(columns);
    trainer.fit(Data.of(train.x(), train.y())).epochs(1).quiet().run();
    assertThat(trainer.columns()).contains(columns);
    trainer.fit(read("size,kind,sort\n9,thin,up\n1,thin,up\n")).epochs(1).quiet().run();
    assertThat(trainer.columns()).contains(columns);
  }

  @Test
  void aStreamTrainsOnTheSameColumns() throws IOException {
    Path reordered = file(table(60, "kind,sort,size", "%1$s,%3$s,%2$s"));
    DataStream stream = Data.csv(reordered).target("sort").categorical("sort", "kind").stream();
    try (ChainTrainer twin = copy()) {
      twin.fit(train).epochs(2).inOrder().quiet().run();
      trainer.fit(stream).epochs(2).quiet().run();
      assertThat(bits(trainer)).isEqualTo(bits(twin));
    }
    Path other = folder.resolve("other.csv");
    Files.writeString(other, "size,kind,sort\n1,thin,upward\n");
    assertRefusedUnchanged(
        trainer.fit(Data.csv(other).target("sort").categorical("sort", "kind").stream()),
        "the training examples do not match the table that Chain was trained on: the column sort");
  }

  /** A stream of the user reads columns in another order in every second epoch. */
  @Test
  void aStreamWhoseColumnsMoveBetweenEpochsIsPutInOrder() throws IOException {
    Data reordered = read(table(60, "kind,sort,size", "%1$s,%3$s,%2$s"));
    AtomicInteger opened = new AtomicInteger();
    DataStream stream =
        batchSize -> {
          Data data = opened.incrementAndGet() % 2 == 0 ? train : reordered;
          AtomicInteger next = new AtomicInteger();
          return () -> next.getAndIncrement() == 0 ? data : null;
        };
    try (ChainTrainer twin =
            ChainTrainer.builder().encoding(TargetEncoding.CLASSES).seed(3).build();
        ChainTrainer streamed =
            ChainTrainer.builder().encoding(TargetEncoding.CLASSES).seed(3).build()) {
      DataStream steady =
          batchSize -> {
            AtomicInteger next = new AtomicInteger();
            return () -> next.getAndIncrement() == 0 ? reordered : null;
          };
      twin.fit(steady).epochs(4).quiet().run();
      streamed.fit(stream).epochs(4).quiet().run();
      assertThat(bits(streamed)).isEqualTo(bits(twin));
      assertThat(streamed.columns()).isEqualTo(reordered.columns());
    }
  }

  @Test
  void validationExamplesMatchTheTrainingExamples() throws IOException {
    Data reordered = read(table(60, "kind,sort,size", "%1$s,%3$s,%2$s"));
    Data other = read("size,kind,sort\n1,thin,upward\n");
    try (ChainTrainer fresh = ChainTrainer.builder().encoding(TargetEncoding.CLASSES).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fresh.fit(train).validate(other).quiet().run())
          .withMessageStartingWith(
              "the validation examples do not match the table of the training examples: the column"
                  + " sort has the class \"upward\", which is not one of [down, up]. Read the file"
                  + " with as(columns), as in Data.csv(file).as(train.columns().orElseThrow())");
      assertThat(fresh.columns()).isEmpty();
      assertThat(fresh.steps()).isZero();
      fresh.fit(train).validate(reordered).restoreBest(false).epochs(2).quiet().run();
      assertThat(fresh.evaluate(reordered).accuracy()).isEqualTo(fresh.evaluate(train).accuracy());
    }
  }

  @Test
  void aRunIsResumedOnTheSameTableOnly() throws IOException {
    Path run = folder.resolve("run");
    Data reordered = read(table(60, "kind,sort,size", "%1$s,%3$s,%2$s"));
    Data other = read(table(60, "size,kind,sort", "%2$s,%1$s,%3$s").replace(",up", ",upward"));
    ChainTrainer.Builder builder = ChainTrainer.builder().encoding(TargetEncoding.CLASSES).seed(1);
    try (ChainTrainer first = builder.build();
        ChainTrainer second = builder.build()) {
      first.fit(train).epochs(1).checkpoints(run).quiet().run();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> second.fit(reordered).epochs(2).checkpoints(run).resume().quiet().run())
          .withMessageContaining("the columns or their values are in another order");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> second.fit(other).epochs(2).checkpoints(run).resume().quiet().run())
          .withMessageContaining("the table differs: the column sort has the class \"upward\"");
      assertThat(second.steps()).isZero();
      second.fit(train).epochs(2).checkpoints(run).resume().quiet().run();
    }
  }

  @Test
  void loadedColumnsAreKnownToo() throws IOException {
    Data reordered = read(table(60, "kind,sort,size", "%1$s,%3$s,%2$s"));
    try (ChainTrainer loaded = copy()) {
      assertSame(loaded.evaluate(reordered), trainer.evaluate(train));
    }
  }

  /** Has two trainers go on from the same file: the averages of the optimiser are not saved. */
  private ChainTrainer copy() throws IOException {
    Path saved = folder.resolve("copy.safetensors");
    trainer.save(saved);
    trainer.close();
    trainer = loaded(saved);
    return loaded(saved);
  }

  private static ChainTrainer loaded(Path saved) throws IOException {
    ChainTrainer loaded = ChainTrainer.builder().seed(1).encoding(TargetEncoding.CLASSES).build();
    loaded.load(saved);
    return loaded;
  }

  private static List<String> bits(ChainTrainer trainer) {
    return trainer.session().parameters().tensors().values().stream()
        .map(tensor -> Arrays.toString(tensor.elements()))
        .toList();
  }

  private void assertRefused(String table, String difference) throws IOException {
    assertRefused(read(table), difference);
  }

  private void assertRefused(Data data, String difference) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.evaluate(data))
        .withMessageContaining("do not match the table that Chain was trained on: " + difference);
  }

  private void assertRefusedUnchanged(Fit fit, String message) {
    List<String> parameters = bits(trainer);
    long steps = trainer.steps();
    Columns columns = trainer.columns().orElseThrow();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit.quiet().run())
        .withMessageStartingWith(message);
    assertThat(bits(trainer)).isEqualTo(parameters);
    assertThat(trainer.steps()).isEqualTo(steps);
    assertThat(trainer.columns()).contains(columns);
  }

  private static void assertSame(Evaluation actual, Evaluation expected) {
    assertThat(actual.dataLoss()).isEqualTo(expected.dataLoss());
    assertThat(actual.accuracy()).isEqualTo(expected.accuracy());
    assertThat(actual).hasToString(expected.toString());
  }

  /** Lines of a kind, a size and whether it is large, in the order that the format says. */
  private static String table(int n, String header, String format) {
    Random random = new Random(4);
    StringBuilder text = new StringBuilder(header).append('\n');
    List<String> kinds = List.of("thin", "thick");
    for (int i = 0; i < n; i++) {
      double size = random.nextGaussian();
      boolean up = size > (i % 2 == 0 ? 0.5 : -0.5);
      text.append(format.formatted(kinds.get(i % 2), size, up ? "up" : "down")).append('\n');
    }
    return text.toString();
  }

  private Data read(String table) throws IOException {
    return Data.csv(file(table)).target("sort").categorical("sort", "kind").read();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }
}
