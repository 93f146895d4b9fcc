package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.generated.TargetEncoding;

/** Predictions for one row by the names of its columns. */
class NamedRowTest {
  private static final String TABLE =
      "a,kind,sort\n1,x,yes\n-1,y,no\n2.5,x,yes\n-2,y,no\n1700000001,x,yes\n";

  private enum Kind {
    x,
    y
  }

  @TempDir private Path folder;

  /** Calls the test with a trainer and, if it computes in FLOAT, with the model of its file. */
  private void withNetworks(TargetEncoding encoding, DataType type, Engine engine, Use use)
      throws IOException {
    Data train = table(encoding);
    try (ChainTrainer trainer =
        ChainTrainer.builder().seed(2).dataType(type).engine(engine).encoding(encoding).build()) {
      trainer.fit(train).epochs(20).learningRate(0.05).standardize().quiet().run();
      use.with(trainer, train);
      Path file = folder.resolve("model.safetensors");
      trainer.save(file);
      if (type == DataType.FLOAT) {
        try (ChainModel model = ChainModel.load(file, engine, encoding)) {
          use.with(model, train);
        }
      }
    }
  }

  private interface Use {
    void with(TablePredictor network, Data train) throws IOException;
  }

  private Data table(TargetEncoding encoding) throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), TABLE);
    if (encoding == TargetEncoding.CLASSES) {
      return Data.csv(file).target("sort").categorical("sort", "kind").read();
    }
    Files.writeString(file, "a,kind,p,q\n1,x,1,0\n-1,y,0,1\n2.5,x,1,1\n-2,y,0,0\n");
    return Data.csv(file).target("p", "q").categorical("kind").read();
  }

  private static Stream<Arguments> engines() {
    return Stream.of(
        Arguments.of(DataType.FLOAT, Engine.CPU),
        Arguments.of(DataType.FLOAT, Engine.ND4J),
        Arguments.of(DataType.DOUBLE, Engine.CPU),
        Arguments.of(DataType.DOUBLE, Engine.ND4J));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void namesGiveTheNumbersOfTheTable(DataType type, Engine engine) throws IOException {
    withNetworks(
        TargetEncoding.CLASSES,
        type,
        engine,
        (network, train) -> {
          List<Map<String, ?>> rows =
              List.of(
                  Map.of("a", 1, "kind", "x"),
                  Map.of("kind", "y", "a", "-1"),
                  Map.of("kind", Kind.x, "a", new BigDecimal("2.5")),
                  Map.of("kind", 'y', "a", -2L),
                  Map.of("kind", " x ", "a", " 1700000001 "));
          INDArray outputs = network.predict(train.x());
          INDArray probabilities = network.probabilities(train.x());
          int[] classes = network.predictClasses(train.x());
          int[] cautious = network.predictClasses(train.x(), 0.9);
          for (int i = 0; i < rows.size(); i++) {
            Map<String, ?> row = rows.get(i);
            assertThat(network.predict(row)).containsExactly(outputs.getRow(i).toFloatVector());
            float[] own = network.probabilities(row);
            assertThat(own).containsExactly(probabilities.getRow(i).toFloatVector(), within(1e-7f));
            assertThat(network.predictClass(row)).isEqualTo(classes[i]);
            assertThat(network.predictClass(row, 0.9)).isEqualTo(cautious[i]);
            assertThat(network.predictLabel(row)).isEqualTo(classes[i] == 1 ? "yes" : "no");
            assertThat(network.predictLabel(row, 0.9)).isEqualTo(cautious[i] == 1 ? "yes" : "no");
            Map<String, Float> labelled = network.labelProbabilities(row);
            assertThat(labelled.keySet()).containsExactly("no", "yes");
            assertThat(labelled.values()).containsExactly(own[0], own[1]);
          }
          float[] features = {1, 1, 0};
          assertThat(network.labelProbabilities(features))
              .isEqualTo(network.labelProbabilities(rows.get(0)));
          assertThat(network.predict(features)).containsExactly(network.predict(rows.get(0)));
          assertThat(network.probabilities(features))
              .containsExactly(network.probabilities(rows.get(0)));
          assertThat(network.predictClass(features)).isEqualTo(classes[0]);
        });
  }

  @Test
  void numbersAreScaledBeforeTheyAreRounded() throws IOException {
    Path file = folder.resolve("times.csv");
    Files.writeString(
        file, "a,b,c,p,q\n1700000001,0,1,1,2\n1700000009,1,0,3,4\n1700000004,1,1,5,6\n");
    Data times = Data.csv(file).target("p", "q").read();
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      trainer.fit(times).epochs(1).standardize().quiet().run();
      float[] first = trainer.predict(Map.of("a", 1_700_000_001, "b", 0, "c", 1));
      assertThat(first).containsExactly(trainer.predict(times).getRow(0).toFloatVector());
      // As floats, these times are the same number.
      assertThat(trainer.predict(Map.of("a", 1_700_000_009, "b", 0, "c", 1))).isNotEqualTo(first);
    }
  }

  @Test
  void whatDoesNotFitIsRefusedByItsColumn() throws IOException {
    withNetworks(
        TargetEncoding.CLASSES,
        DataType.FLOAT,
        Engine.CPU,
        (network, train) -> {
          assertRefused(
              network,
              Map.of("a", 1),
              "the column kind is missing; expected a value for each of [a, kind]");
          assertRefused(
              network,
              Map.of("a", 1, "knid", "x"),
              "the column knid is not known. Did you mean kind? The columns are [a, kind]");
          assertRefused(
              network,
              Map.of("a", 1, "kind", "x", "weight", 3),
              "the column weight is not known; the columns are [a, kind]");
          assertRefused(
              network,
              Map.of("a", 1, "kind", "x", "sort", "yes"),
              "the column sort is what the network predicts; leave it out of the row");
          assertRefused(
              network,
              Map.of("a", 1, "kind", "z"),
              "the column kind: expected one of [x, y], got \"z\"");
          assertRefused(
              network,
              Map.of("a", 1, "kind", 1.5),
              "the column kind: expected one of [x, y], got 1.5 (Double)");
          for (Object bad : List.of("1,5", "NaN", "x", "1d")) {
            assertRefused(
                network,
                Map.of("a", bad, "kind", "x"),
                "the column a: expected a number, or text that is one, such as -1234.5, got \""
                    + bad
                    + "\"");
          }
          assertRefused(
              network,
              Map.of("a", Double.NaN, "kind", "x"),
              "the column a: expected a number, or text that is one, such as -1234.5, got NaN"
                  + " (Double)");
          assertRefused(
              network,
              Map.of("a", true, "kind", "x"),
              "the column a: expected a number, or text that is one, such as -1234.5, got true"
                  + " (Boolean)");
          assertRefused(
              network,
              Map.of("a", Optional.of(1), "kind", "x"),
              "the column a: expected a number, or text that is one, such as -1234.5, got"
                  + " Optional[1] (Optional)");
          assertRefused(network, Map.of("a", " ", "kind", "x"), "the column a has no value");
          assertRefused(network, Map.of("a", 1, "kind", ""), "the column kind has no value");
          Map<String, Object> none = new HashMap<>();
          none.put("a", null);
          none.put("kind", "x");
          assertRefused(network, none, "the column a has no value");
          none.put("a", 1);
          none.put(null, 2);
          assertRefused(network, none, "the column null is not known; the columns are [a, kind]");
          assertThatIllegalArgumentException()
              .isThrownBy(() -> network.predict(Map.of("a", 1e300, "kind", "x")))
              .withMessageContaining("too large for FLOAT");
          assertThatExceptionOfType(NullPointerException.class)
              .isThrownBy(() -> network.predictLabel((Map<String, ?>) null));
          assertThatIllegalStateException()
              .isThrownBy(() -> network.predictValue(Map.of("a", 1, "kind", "x")))
              .withMessage(
                  "the outputs of Chain are logits of classes, not values; use probabilities,"
                      + " predictClass or predictLabel");
        });
  }

  private static void assertRefused(TablePredictor network, Map<String, ?> row, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.predictLabel(row))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.labelProbabilities(row))
        .withMessage(message);
  }

  @Test
  void networksWithoutClassesPredictValues() throws IOException {
    withNetworks(
        TargetEncoding.VALUES,
        DataType.FLOAT,
        Engine.CPU,
        (network, train) -> {
          Map<String, ?> row = Map.of("a", 2.5, "kind", "x");
          assertThat(network.predict(row))
              .containsExactly(network.predict(train).getRow(2).toFloatVector());
          assertThatIllegalStateException()
              .isThrownBy(() -> network.predictValue(row))
              .withMessage("Chain predicts 2 values for each row, not one; use predict");
          assertThatIllegalStateException()
              .isThrownBy(() -> network.probabilities(row))
              .withMessageStartingWith("the outputs of Chain are values, not logits");
          assertThatIllegalStateException()
              .isThrownBy(() -> network.labelProbabilities(row))
              .withMessageContaining("does not know the names of classes");
        });
  }

  @Test
  void aNetworkWithoutATableHasNoNames() {
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.predict(Map.of("a", 1)))
          .withMessage(
              "ChainTrainer was not trained on a table, so it does not know the names of columns;"
                  + " use a float[] with the features in their order");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(1, 2))
          .withMessage("features: expected row of length 3, got 2");
    }
  }

  @Test
  void arraysOfAnotherWidthAreRefusedWithTheColumns() throws IOException {
    String columns = "; the network was trained on a table with 3 features, [a, kind=x, kind=y]";
    withNetworks(
        TargetEncoding.CLASSES,
        DataType.FLOAT,
        Engine.CPU,
        (network, train) -> {
          INDArray wide = Nd4j.zeros(DataType.FLOAT, 2, 4);
          String message = "features: expected x of shape [n × 3], got [2 × 4]" + columns;
          assertThatIllegalArgumentException()
              .isThrownBy(() -> network.predict(wide))
              .withMessage(message);
          assertThatIllegalArgumentException()
              .isThrownBy(() -> network.predict(Data.of(wide, Nd4j.zeros(2))))
              .withMessage(message);
          assertThatIllegalArgumentException()
              .isThrownBy(() -> network.predict(1, 2))
              .withMessage("features: expected row of length 3, got 2" + columns);
          if (network instanceof ChainTrainer trainer) {
            Data unnamed = Data.of(wide, Nd4j.zeros(2));
            assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.evaluate(unnamed))
                .withMessage(message);
            assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.fit(unnamed).quiet().run())
                .withMessage(message);
            assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.fit(train).validate(unnamed).quiet().run())
                .withMessage(message);
            assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.step(wide, Nd4j.zeros(2)))
                .withMessage(message);
          }
        });
  }

  @Test
  void thresholdsAreThoseOfTheEvaluation() throws IOException {
    withNetworks(
        TargetEncoding.CLASSES,
        DataType.FLOAT,
        Engine.CPU,
        (network, train) -> {
          double[] yes = network.probabilities(train.x()).getColumn(1).toDoubleVector();
          for (double threshold : new double[] {1e-9, 0.3, 0.5, 0.9, 1 - 1e-9}) {
            int[] expected = Arrays.stream(yes).mapToInt(p -> p > threshold ? 1 : 0).toArray();
            assertThat(network.predictClasses(train.x(), threshold)).containsExactly(expected);
            assertThat(network.predictClasses(train, threshold)).containsExactly(expected);
            assertThat(network.predictClasses(Data.csv(folder.resolve("data.csv")), threshold))
                .containsExactly(expected);
            if (network instanceof ChainTrainer trainer) {
              int right = 0;
              for (int i = 0; i < expected.length; i++) {
                right += expected[i] == (int) train.y().getDouble(i) ? 1 : 0;
              }
              assertThat(trainer.evaluate(train).at(threshold).accuracy())
                  .isEqualTo(right / (double) expected.length);
              assertThat(trainer.predictClasses("predict", List.of(train.x()), threshold))
                  .containsExactly(expected);
            }
          }
          for (double bad : new double[] {0, 1, Double.NaN, -0.5}) {
            assertThatIllegalArgumentException()
                .isThrownBy(() -> network.predictClasses(train.x(), bad))
                .withMessageStartingWith("expected a threshold above 0 and below 1, got " + bad);
            assertThatIllegalArgumentException()
                .isThrownBy(() -> network.predictClass(new float[3], bad))
                .withMessageStartingWith("expected a threshold above 0 and below 1, got " + bad);
          }
        });
  }

  @Test
  void networksWithoutAnAnswerHaveNoThreshold() {
    try (ChainTrainer values = ChainTrainer.builder().build();
        ChainTrainer answers =
            ChainTrainer.builder().encoding(TargetEncoding.PROBABILITIES).build()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> values.predictClass(new float[3], 0.3))
          .withMessageStartingWith("the outputs of Chain are values, not logits of classes");
      assertThatIllegalStateException()
          .isThrownBy(() -> answers.predictClass(new float[3], 0.3))
          .withMessageStartingWith("Chain has 2 yes-or-no outputs, not one class for each row");
    }
  }

  @Test
  void anyNumberOfThreadsCanAskAModel() throws Exception {
    withNetworks(
        TargetEncoding.CLASSES,
        DataType.FLOAT,
        Engine.CPU,
        (network, train) -> {
          if (network instanceof ChainModel) {
            List<Map<String, Float>> expected =
                IntStream.range(0, 50)
                    .mapToObj(i -> network.labelProbabilities(Map.of("a", i, "kind", "y")))
                    .toList();
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try {
              Callable<List<Map<String, Float>>> all =
                  () ->
                      IntStream.range(0, 50)
                          .mapToObj(i -> network.labelProbabilities(Map.of("a", i, "kind", "y")))
                          .toList();
              for (Future<List<Map<String, Float>>> one :
                  pool.invokeAll(List.of(all, all, all, all))) {
                assertThat(one.get()).isEqualTo(expected);
              }
            } catch (Exception e) {
              throw new AssertionError(e);
            } finally {
              pool.shutdownNow();
            }
          }
        });
  }
}
