package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.CsvData;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.generated.TargetEncoding;

/** Trainers and models predict from tables by the names of columns. */
class TablePredictorTest {
  private static final String TABLE =
      "a,b,kind,sort\n1,5,x,yes\n-1,4,y,no\n2,-3,x,yes\n-2,0,y,no\n";
  private static final String REORDERED = "b,note,kind,a\n5,p,x,1\n4,q,y,-1\n-3,r,x,2\n0,s,y,-2\n";

  @TempDir private Path folder;

  private ChainTrainer trainer;
  private ChainModel model;
  private Data train;

  @BeforeEach
  void trainOnATable() throws IOException {
    train = Data.csv(file(TABLE)).target("sort").categorical("sort", "kind").ignore("b").read();
    trainer = ChainTrainer.builder().seed(2).hiddenL1(0).encoding(TargetEncoding.CLASSES).build();
    trainer.fit(train).epochs(200).learningRate(0.05).standardize().quiet().run();
    Path saved = folder.resolve("model.safetensors");
    trainer.save(saved);
    model = ChainModel.load(saved, trainer.engine(), TargetEncoding.CLASSES);
  }

  @AfterEach
  void close() {
    trainer.close();
    model.close();
  }

  @Test
  void aTableOfAnotherWidthIsRefusedWithItsFeatures() throws IOException {
    Data wide = Data.csv(file(TABLE)).target("sort").categorical("sort", "kind").read();
    try (ChainTrainer other = ChainTrainer.builder().encoding(TargetEncoding.CLASSES).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> other.fit(wide).quiet().run())
          .withMessage(
              "features: expected x of shape [n × 3], got [4 × 4]; the table has 4 features, [a, b,"
                  + " kind=x, kind=y]: declare @Input(4), or leave columns out with ignore(…)");
    }
  }

  @Test
  void adviceIsAboutTheFileAndNotAboutTheKnownColumns() throws IOException {
    CsvData words = Data.csv(file("a,kind\none,x\n"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.predict(words))
        .withMessageEndingWith(
            "expected a number, got \"one\". The column a had numbers in the earlier table");
  }

  @Test
  void onlyColumnsThatHaveNoOtherUseAreSuggested() throws IOException {
    Data flowers = Data.csv(file("sepal width,petal width,y\n1,2,3\n")).target("y").read();
    CsvData lacking = Data.csv(file("sepal width,y\n1,3\n")).as(flowers.columns().orElseThrow());
    assertThatIllegalArgumentException()
        .isThrownBy(lacking::read)
        .withMessageEndingWith("expected a column petal width, got the columns sepal width, y");
    CsvData misspelt =
        Data.csv(file("sepal width,petal widht,y\n1,2,3\n")).as(flowers.columns().orElseThrow());
    assertThatIllegalArgumentException()
        .isThrownBy(misspelt::read)
        .withMessageEndingWith("Did you mean petal widht?");
  }

  @Test
  void readsAFileWithTheColumnsOfTheNetwork() throws IOException {
    INDArray expected = trainer.predict(train.x());
    for (TablePredictor network : List.of(trainer, model)) {
      assertThat(network.predict(Data.csv(file(REORDERED)))).isEqualTo(expected);
      assertThat(network.probabilities(Data.csv(file(REORDERED))))
          .isEqualTo(trainer.probabilities(train.x()));
      assertThat(network.predictClasses(Data.csv(file(REORDERED)))).containsExactly(1, 0, 1, 0);
      assertThat(network.predictLabels(Data.csv(file(REORDERED))))
          .containsExactly("yes", "no", "yes", "no");
      assertThat(network.classNames()).containsExactly("no", "yes");
    }
  }

  @Test
  void predictsForExamplesOfAnotherTable() throws IOException {
    Data other =
        Data.csv(file("kind,sort,a\nx,0,1\ny,0,-1\nx,0,2\ny,0,-2\n"))
            .target("sort")
            .categorical("kind")
            .read();
    for (TablePredictor network : List.of(trainer, model)) {
      assertThat(network.predict(other)).isEqualTo(trainer.predict(train.x()));
      assertThat(network.probabilities(other)).isEqualTo(trainer.probabilities(train.x()));
      assertThat(network.predictClasses(other.rows(2, 1))).containsExactly(1, 0);
      assertThat(network.predictLabels(other)).containsExactly("yes", "no", "yes", "no");
      assertThat(network.predictLabels(train.x())).containsExactly("yes", "no", "yes", "no");
      Data unnamed = Data.of(train.x(), train.y());
      assertThat(network.predictLabels(unnamed)).containsExactly("yes", "no", "yes", "no");
    }
  }

  @Test
  void refusesTablesWithOtherColumns() throws IOException {
    Data other = Data.csv(file("kind,sort,c\nx,0,1\n")).target("sort").categorical("kind").read();
    for (TablePredictor network : List.of(trainer, model)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.predict(other))
          .withMessageStartingWith(
              "the examples do not match the table that %s was trained on: the column a is missing.",
              network.getClass().getSimpleName());
      Path file = file("kind,b\nx,1\n");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.predict(Data.csv(file)))
          .withMessage("data.csv: expected a column a, got the columns kind, b");
      assertThatIllegalStateException()
          .isThrownBy(() -> network.predict(Data.csv(file).dropMissing()))
          .withMessageContaining("dropMissing() leaves lines out");
    }
  }

  @Test
  void aNetworkWithoutATableHasNoNames() throws IOException {
    try (ChainTrainer other = ChainTrainer.builder().encoding(TargetEncoding.CLASSES).build()) {
      other.fit(Data.of(train.x(), train.y())).epochs(1).quiet().run();
      assertThat(other.classNames()).isEmpty();
      Path file = file(TABLE);
      assertThatIllegalStateException()
          .isThrownBy(() -> other.predict(Data.csv(file)))
          .withMessageStartingWith("ChainTrainer was not trained on a table");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> other.predictLabels(train.x()))
          .withMessageContaining("use predictClasses for their numbers");
      assertThat(Arrays.stream(other.predictClasses(train))).hasSize(4);
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }
}
