package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Model;
import org.netwright.runtime.ModelFileException;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.Fit;

/** Networks that take arrays, and whose classes are an enum. */
class EnumClassesTest {
  private static final String NETWORK =
      """
      package networks;

      import org.netwright.annotations.*;
      import org.netwright.runtime.*;

      @Network
      class Net {
        @Input(4) Layer x;
        %s @CrossEntropy(classes = Outcome.class) Layer y;

        enum Outcome { STAYS, LEAVES, RETURNS }
      }
      """;

  private static final String SUPPRESSED = "@SuppressWarnings(\"netwright.dropout-on-output\")\n";

  private static final float[][] X = {
    {1, 0, 2, 0.5f}, {0, 1, -1, 1}, {2, -1, 0, 0.25f}, {-1, 1, 1, 1}, {0, 0, 1, -1}, {1, 1, 1, 0}
  };
  private static final int[] NUMBERS = {1, 0, 2, 1, 1, 0};

  /** What a table calls the constants. */
  private static final List<String> WORDS = List.of("stays", "Leaves", "RETURNS");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "@Linear(3)", "@Linear(3) @Dropout(0.5)", "@L2(0.1)"})
  void theOutputIsAsWideAsTheEnum(String layer) {
    String source = NETWORK.formatted(layer).replace("class Net", SUPPRESSED + "class Net");
    try (Trainer<?> trainer = CompiledNetwork.of("Net", source).builder().seed(1).build();
        INDArray x = Nd4j.rand(5, 4);
        INDArray classes = Nd4j.createFromArray(0, 2, 1, 1, 0)) {
      assertThat(trainer.layerNamed("y").weight().shape()).containsExactly(4, 3);
      assertThat(trainer.step(x, classes).total()).isFinite();
      assertThat(Arrays.stream(trainer.predictClasses(x)).boxed()).hasSize(5).isSubsetOf(0, 1, 2);
    }
  }

  /** The same as if the layer were written out. */
  @Test
  void classesStayNumbers() {
    try (Trainer<?> implicit = trainer("");
        Trainer<?> explicit = trainer("@Linear(3)");
        INDArray x = Nd4j.rand(6, 4)) {
      assertThat(implicit.predict(x)).isEqualTo(explicit.predict(x));
    }
  }

  @Test
  void theirNamesAreTheConstants() throws IOException {
    Path file = folder.resolve("net");
    try (Trainer<?> trainer = trainer("");
        INDArray x = Nd4j.createFromArray(X)) {
      List<String> constants = List.of("STAYS", "LEAVES", "RETURNS");
      assertThat(trainer.classNames()).isEqualTo(constants);
      List<String> labels =
          Arrays.stream(trainer.predictClasses(x)).mapToObj(constants::get).toList();
      assertThat(trainer.predictLabels(x)).isEqualTo(labels);
      trainer.save(file);
      try (Model model = network("").loadModel(file, Engine.CPU)) {
        assertThat(model.classNames()).isEqualTo(constants);
        assertThat(model.predictLabels(x)).isEqualTo(labels);
      }
    }
  }

  @Test
  void classesOfATableAreNumberedAsTheConstants() throws IOException {
    Path csv = csv("table.csv", WORDS, NUMBERS);
    Data table = read(csv);
    assertThat(table.classNames()).isNotEqualTo(WORDS);
    Data numbers = numbers();
    Path file = folder.resolve("net");
    try (Trainer<?> byNumber = trainer("");
        Trainer<?> byName = trainer("");
        Trainer<?> streamed = trainer("");
        Trainer<?> untrained = trainer("");
        INDArray x = Nd4j.createFromArray(X)) {
      fit(byNumber.fit(numbers).inOrder());
      fit(byName.fit(table).inOrder());
      fit(streamed.fit(Data.csv(csv).target("y").as(table.columns().orElseThrow()).stream()));
      INDArray expected = byNumber.predict(x);
      assertThat(byName.predict(x)).isEqualTo(expected);
      assertThat(streamed.predict(x)).isEqualTo(expected);
      assertThat(byName.classNames()).isEqualTo(WORDS);
      assertThat(streamed.classNames()).isEqualTo(WORDS);
      Evaluation evaluation = byName.evaluate(table);
      assertThat(evaluation.dataLoss()).isEqualTo(byNumber.evaluate(numbers).dataLoss());
      // One that was not trained on a table takes its classes by the constants too.
      assertThat(byNumber.evaluate(table).dataLoss()).isEqualTo(evaluation.dataLoss());
      assertThat(evaluation.actualClasses()).containsExactly(NUMBERS);
      assertThat(untrained.evaluate(table).dataLoss())
          .isEqualTo(untrained.evaluate(numbers).dataLoss());
      byName.save(file);
      try (Model model = network("").loadModel(file, Engine.CPU)) {
        assertThat(model.predict(x)).isEqualTo(expected);
        assertThat(model.classNames()).isEqualTo(WORDS);
      }
    }
  }

  @Test
  void aTableMayLackClasses() throws IOException {
    Data table = read(csv("two.csv", List.of("x", "LEAVES", "RETURNS"), 1, 2, 1, 2, 1, 2));
    try (Trainer<?> trainer = trainer("")) {
      fit(trainer.fit(table));
      assertThat(trainer.classNames()).containsExactly("STAYS", "LEAVES", "RETURNS");
    }
  }

  @Test
  void otherClassesAreRefused() throws IOException {
    Data other = read(csv("other.csv", List.of("stays", "leafs", "returns"), NUMBERS));
    Data twice = read(csv("twice.csv", List.of("leaves", "LEAVES", "returns"), NUMBERS));
    try (Trainer<?> trainer = trainer("")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(other).quiet().run())
          .withMessage(
              "the training examples: the column y has the class \"leafs\", which is not one of the"
                  + " constants [STAYS, LEAVES, RETURNS]; rename it, or the constant");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(twice).quiet().run())
          .withMessage(
              "the training examples: two classes of the column y are the constant LEAVES; give"
                  + " them the same name");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(other))
          .withMessageStartingWith("the examples: the column y has the class \"leafs\"");
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void weightsKnowTheConstants() throws IOException {
    Data table = read(csv("table.csv", WORDS, NUMBERS));
    try (Trainer<?> byNumber = trainer("");
        Trainer<?> byConstant = trainer("");
        Trainer<?> ofTable = trainer("");
        INDArray x = Nd4j.createFromArray(X)) {
      fit(byNumber.fit(numbers()).inOrder().classWeights(Map.of(1, 5)));
      fit(byConstant.fit(numbers()).inOrder().classWeights(Map.of("LEAVES", 5)));
      fit(ofTable.fit(table).inOrder().classWeights(Map.of("LEAVES", 5)));
      assertThat(byConstant.predict(x)).isEqualTo(byNumber.predict(x));
      assertThat(ofTable.predict(x)).isEqualTo(byNumber.predict(x));
    }
  }

  @Test
  void aFileOfOtherConstantsIsRefused() throws IOException {
    CompiledNetwork swapped =
        CompiledNetwork.of("Net", NETWORK.formatted("").replace("STAYS, LEAVES", "LEAVES, STAYS"));
    Path file = folder.resolve("net");
    try (Trainer<?> trainer = trainer("");
        Trainer<?> other = swapped.builder().build()) {
      trainer.save(file);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> other.load(file))
          .withMessageEndingWith(
              "belongs to another network: the classes of y are [STAYS, LEAVES, RETURNS] in the"
                  + " file, [LEAVES, STAYS, RETURNS] in the network");
    }
  }

  /** The columns of a file tell the classes, if it was written before the constants were saved. */
  @Test
  void aFileOfEarlierVersionsIsComparedByItsTable() throws IOException {
    Data table = read(csv("table.csv", WORDS, NUMBERS));
    CompiledNetwork plain =
        CompiledNetwork.of(
            "Net", NETWORK.formatted("@Linear(3)").replace("(classes = Outcome.class)", ""));
    Path file = folder.resolve("net");
    try (Trainer<?> trainer = plain.builder().build();
        Trainer<?> other = trainer("")) {
      fit(trainer.fit(table));
      trainer.save(file);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> other.load(file))
          .withMessageEndingWith(
              "belongs to another network: its classes are %s, those of the network are [STAYS,"
                  + " LEAVES, RETURNS]",
              table.classNames());
    }
  }

  private static void fit(Fit fit) {
    fit.epochs(3).batchSize(2).quiet().run();
  }

  private static Data numbers() {
    float[][] y = new float[NUMBERS.length][1];
    for (int row = 0; row < NUMBERS.length; row++) {
      y[row][0] = NUMBERS[row];
    }
    return Data.of(X, y);
  }

  private Path csv(String name, List<String> words, int... numbers) throws IOException {
    StringBuilder text = new StringBuilder("a,b,c,d,y\n");
    for (int row = 0; row < X.length; row++) {
      for (float number : X[row]) {
        text.append(number).append(',');
      }
      text.append(words.get(numbers[row])).append('\n');
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private static Data read(Path csv) throws IOException {
    return Data.csv(csv).target("y").categorical("y").read();
  }

  private static Trainer<?> trainer(String layer) {
    return network(layer).builder().seed(7).build();
  }

  private static CompiledNetwork network(String layer) {
    return CompiledNetwork.of("Net", NETWORK.formatted(layer));
  }
}
