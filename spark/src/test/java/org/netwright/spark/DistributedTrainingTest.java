package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.History;

/** Training in several tasks ends with the parameters of one machine. */
class DistributedTrainingTest {
  private static final int ROWS = 103;
  private static final int BATCH = 16;
  private static final int EPOCHS = 4;

  @TempDir private Path folder;

  private static NetwrightEstimator estimator(Class<? extends Trainer<?>> trainer) {
    return new NetwrightEstimator(trainer)
        .setDataType("DOUBLE")
        .setSeed(5)
        .setEpochs(EPOCHS)
        .setBatchSize(BATCH);
  }

  /** Returns all parameters of a model. */
  private double[] parameters(NetwrightModel model, Trainer<?> into) throws Exception {
    Path file = Files.createTempFile(folder, "model", ".safetensors");
    model.exportTo(file);
    into.load(file);
    return parameters(into);
  }

  private static double[] parameters(Trainer<?> trainer) {
    List<Double> all = new ArrayList<>();
    trainer
        .layers()
        .forEach(
            layer -> {
              if (layer.hasWeight()) {
                add(layer.weight(), all);
              }
              if (layer.hasBias()) {
                add(layer.bias(), all);
              }
            });
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void add(INDArray array, List<Double> to) {
    for (double element : array.dup().data().asDouble()) {
      to.add(element);
    }
  }

  private static Data data(List<Row> rows) {
    double[][] x = new double[rows.size()][];
    double[] y = new double[rows.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = rows.get(i).<Vector>getAs(1).toArray();
      y[i] = rows.get(i).getDouble(2);
    }
    return Data.of(Nd4j.createFromArray(x), Nd4j.createFromArray(y));
  }

  @Test
  void hasTheParametersOfFitOnOneMachineInDouble() throws Exception {
    List<Row> rows = LocalSpark.rows(ROWS);
    double[] expected;
    History history;
    try (ClassesNetTrainer one =
        ClassesNetTrainer.builder().seed(5).dataType(DataType.DOUBLE).build()) {
      history = one.fit(data(rows)).epochs(EPOCHS).batchSize(BATCH).quiet().run();
      expected = parameters(one);
    }
    for (int tasks : new int[] {1, 2, 4}) {
      NetwrightModel model =
          estimator(ClassesNetTrainer.class).setNumWorkers(tasks).fit(LocalSpark.dataset(rows));
      try (ClassesNetTrainer loaded =
          ClassesNetTrainer.builder().dataType(DataType.DOUBLE).build()) {
        assertThat(parameters(model, loaded)).containsExactly(expected, within(1e-9));
      }
      EpochReport last = model.history().orElseThrow().last();
      assertThat(last.dataLoss()).isCloseTo(history.last().dataLoss(), within(1e-9));
      assertThat(last.penalties().keySet())
          .containsExactlyElementsOf(history.last().penalties().keySet());
      assertThat(last.penalty()).isCloseTo(history.last().penalty(), within(1e-9));
    }
  }

  /** The loop that a user would write. */
  @Test
  void hasTheParametersAndPredictionsOfStepsOnAllRows() throws Exception {
    List<Row> rows = LocalSpark.rows(ROWS);
    double[] expected;
    double[][] predicted;
    try (ClassesNetTrainer one =
        ClassesNetTrainer.builder().seed(5).dataType(DataType.DOUBLE).build()) {
      Data data = data(rows);
      // One mini-batch with all rows: the order does not matter to the mean.
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        one.step(data.x(), data.y());
      }
      expected = parameters(one);
      predicted = one.probabilities(data.x()).toDoubleMatrix();
    }
    NetwrightModel model =
        estimator(ClassesNetTrainer.class)
            .setNumWorkers(4)
            .setBatchSize(ROWS)
            .fit(LocalSpark.dataset(rows));
    try (ClassesNetTrainer loaded = ClassesNetTrainer.builder().dataType(DataType.DOUBLE).build()) {
      assertThat(parameters(model, loaded)).containsExactly(expected, within(1e-9));
    }
    List<Row> transformed = model.transform(LocalSpark.dataset(rows)).orderBy("id").collectAsList();
    for (int i = 0; i < ROWS; i++) {
      Vector probability = transformed.get(i).getAs("probability");
      assertThat(probability.toArray()).containsExactly(predicted[i], within(1e-6));
      double best = transformed.get(i).<Double>getAs("prediction");
      assertThat(best).isEqualTo(probability.argmax());
    }
  }

  @Test
  void doesNotDependOnThePartitionsOfTheDataset() throws Exception {
    List<Row> rows = LocalSpark.rows(50);
    NetwrightEstimator estimator = estimator(ClassesNetTrainer.class).setNumWorkers(3);
    byte[] expected = estimator.fit(LocalSpark.dataset(rows)).file();
    assertThat(estimator.fit(LocalSpark.dataset(rows)).file()).isEqualTo(expected);
    JavaSparkContext spark = new JavaSparkContext(LocalSpark.session().sparkContext());
    for (int partitions : new int[] {1, 7, 60}) {
      Dataset<Row> parted =
          LocalSpark.session()
              .createDataFrame(spark.parallelize(rows, partitions), LocalSpark.SCHEMA);
      assertThat(estimator.fit(parted).file()).isEqualTo(expected);
    }
  }

  @Test
  void fewerRowsThanTasksAreEnough() throws Exception {
    List<Row> rows = LocalSpark.rows(3);
    NetwrightModel model =
        estimator(ClassesNetTrainer.class).setNumWorkers(4).fit(LocalSpark.dataset(rows));
    try (ClassesNetTrainer one =
            ClassesNetTrainer.builder().seed(5).dataType(DataType.DOUBLE).build();
        ClassesNetTrainer loaded = ClassesNetTrainer.builder().dataType(DataType.DOUBLE).build()) {
      one.fit(data(rows)).epochs(EPOCHS).batchSize(BATCH).quiet().run();
      assertThat(parameters(model, loaded)).containsExactly(parameters(one), within(1e-9));
    }
  }

  /** The rows of a table have a gradient where a mini-batch of any task names them. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void embeddingsAndTheirPenaltiesAreThoseOfOneMachine(DataType type) throws Exception {
    double tolerance = type == DataType.DOUBLE ? 1e-9 : 1e-4;
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    double[][] x = new double[60][3];
    double[][] y = new double[60][2];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.ints(3, 0, 40).asDoubleStream().toArray();
      y[i] = new double[] {x[i][0] / 40, x[i][1] - x[i][2] > 0 ? 1 : 0};
      rows.add(RowFactory.create(i, Vectors.dense(x[i]), Vectors.dense(y[i])));
    }
    StructType schema =
        new StructType()
            .add(LocalSpark.SCHEMA.apply("id"))
            .add("features", SQLDataTypes.VectorType())
            .add("label", SQLDataTypes.VectorType());
    NetwrightModel model =
        estimator(WordsNetTrainer.class)
            .setDataType(type.name())
            .setBatchSize(7)
            .setNumWorkers(4)
            .fit(LocalSpark.session().createDataFrame(rows, schema));
    try (WordsNetTrainer one = WordsNetTrainer.builder().seed(5).dataType(type).build();
        WordsNetTrainer loaded = WordsNetTrainer.builder().dataType(type).build()) {
      Data data = Data.of(Nd4j.createFromArray(x), Nd4j.createFromArray(y));
      History history = one.fit(data).epochs(EPOCHS).batchSize(7).quiet().run();
      assertThat(parameters(model, loaded)).containsExactly(parameters(one), within(tolerance));
      for (int i = 0; i < EPOCHS; i++) {
        EpochReport expected = history.epochs().get(i);
        EpochReport reported = model.history().orElseThrow().epochs().get(i);
        assertThat(reported.dataLoss()).isCloseTo(expected.dataLoss(), within(tolerance));
        assertThat(reported.penalties()).containsOnlyKeys("vectors.l1", "vectors.l2", "score.l2");
        expected
            .penalties()
            .forEach(
                (name, value) ->
                    assertThat(reported.penalties().get(name)).isCloseTo(value, within(tolerance)));
      }
      List<Row> predicted =
          model
              .transform(LocalSpark.session().createDataFrame(rows, schema))
              .orderBy("id")
              .collectAsList();
      double[][] values = one.predict(data.x()).toDoubleMatrix();
      for (int i = 0; i < values.length; i++) {
        assertThat(predicted.get(i).<Vector>getAs("prediction").toArray())
            .containsExactly(values[i], within(type == DataType.DOUBLE ? 1e-5 : 1e-4));
      }
      assertThat(Arrays.asList(predicted.get(0).schema().fieldNames()))
          .doesNotContain("probability", "rawPrediction");
    }
  }

  @Test
  void dropoutDependsOnTheNumberOfTasksAlone() {
    List<Row> rows = new ArrayList<>();
    LocalSpark.rows(40)
        .forEach(
            row ->
                rows.add(
                    RowFactory.create(row.get(0), row.get(1), row.getDouble(2) > 0 ? 1.0 : 0.0)));
    NetwrightEstimator estimator = estimator(AnswerNetTrainer.class).setNumWorkers(2);
    byte[] first = estimator.fit(LocalSpark.dataset(rows)).file();
    assertThat(estimator.fit(LocalSpark.dataset(rows)).file()).isEqualTo(first);
    assertThat(estimator.setNumWorkers(1).fit(LocalSpark.dataset(rows)).file()).isNotEqualTo(first);
  }
}
