package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.Trainer;

/** What the estimator and the model refuse, and how they say so. */
class BadInputTest {
  private static NetwrightEstimator estimator() {
    return new NetwrightEstimator(ClassesNetTrainer.class).setEpochs(1).setNumWorkers(2);
  }

  private static Dataset<Row> with(Object features, Object label) {
    List<Row> rows = new ArrayList<>(LocalSpark.rows(8));
    rows.set(5, RowFactory.create(5, features, label));
    return LocalSpark.dataset(rows);
  }

  private static void refused(Dataset<Row> dataset, String... words) {
    var thrown = assertThatIllegalArgumentException().isThrownBy(() -> estimator().fit(dataset));
    for (String word : words) {
      thrown.withMessageContaining(word);
    }
  }

  @Test
  void columnsThatDoNotFit() {
    Dataset<Row> dataset = LocalSpark.dataset(LocalSpark.rows(8));
    refused(
        dataset.drop("features"),
        "featuresCol is features, but the dataset has the columns id, label");
    refused(
        dataset.withColumn("features", functions.lit(1)),
        "the column features: expected vectors of features, as a VectorAssembler makes them, got int");
    refused(dataset.drop("label"), "labelCol is label, but");
    refused(
        dataset.withColumn("label", functions.lit("a")),
        "ClassesNet is trained on the numbers of classes, 0 to 2, got string; a StringIndexer");
    refused(
        dataset.withColumn("probability", functions.lit("a")),
        "the dataset has a column probability already");
    refused(dataset.filter("id < 0"), "the dataset has no rows to train on; check its source");
  }

  @Test
  void rowsThatDoNotFit() {
    refused(
        with(Vectors.dense(1, 2, 3), 0.0),
        "the column features: ClassesNet takes vectors of 4 numbers, got one of 3: [1.0,2.0,3.0]");
    refused(with(null, 0.0), "the column features has no value in a row");
    refused(
        with(Vectors.dense(1, 2, Double.NaN, 4), 0.0),
        "the column features: expected finite numbers, got NaN in [1.0, 2.0, NaN, 4.0]");
    refused(
        with(Vectors.dense(1, 2, 3, 4e40), 0.0),
        "the column features: 4.0E40 is too large for FLOAT, in which models predict; scale the column");
    refused(
        with(Vectors.dense(1, 2, 3, 4), null),
        "the column label has no value in the row with the features [1.0,2.0,3.0,4.0]");
    refused(
        with(Vectors.dense(1, 2, 3, 4), 3.0),
        "the column label: ClassesNet takes the numbers of classes, 0 to 2, got 3.0");
    refused(with(Vectors.dense(1, 2, 3, 4), 0.5), "0 to 2, got 0.5");
  }

  @Test
  void rowsThatAModelDoesNotTake() {
    NetwrightModel model = estimator().fit(LocalSpark.dataset(LocalSpark.rows(8)));
    assertThatThrownBy(
            () -> model.transform(with(Vectors.dense(1, 2, 3), 0.0)).select("prediction").collect())
        .hasStackTraceContaining("ClassesNet takes vectors of 4 numbers, got one of 3");
    Dataset<Row> other = LocalSpark.dataset(LocalSpark.rows(8)).withColumnRenamed("features", "f");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.transform(other))
        .withMessageContaining("featuresCol is features, but the dataset has the columns id, f");
  }

  /** A model could not predict them. */
  @Test
  void numbersThatAreTooLargeForFloatsAreRefusedInDoubleToo() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> estimator().setDataType("DOUBLE").fit(with(Vectors.dense(1, 2, 3, -4e40), 0.0)))
        .withMessageContaining("-4.0E40 is too large for FLOAT");
    NetwrightModel model = estimator().fit(LocalSpark.dataset(LocalSpark.rows(8)));
    assertThatThrownBy(
            () ->
                model
                    .transform(with(Vectors.dense(1, 2, 3, 4e40), 0.0))
                    .select("prediction")
                    .collect())
        .hasStackTraceContaining("the column features: 4.0E40 is too large for FLOAT");
  }

  @Test
  void networksThatTasksCannotTrainTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new NetwrightEstimator(NormalizedNetTrainer.class)
                    .fit(LocalSpark.dataset(LocalSpark.rows(8))))
        .withMessageContaining("NormalizedNet normalises over the rows of a mini-batch, at hidden")
        .withMessageContaining("use @LayerNorm or @GroupNorm instead");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void classesThatAreNotTrainers() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new NetwrightEstimator((Class<? extends Trainer<?>>) (Class) Trainer.class))
        .withMessageContaining("is not a trainer that was generated");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetwrightEstimator("uid").fit(LocalSpark.dataset(List.of())))
        .withMessageContaining("new NetwrightEstimator(NetTrainer.class)");
  }

  private static void refusedValue(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void parametersOutOfRange() {
    NetwrightEstimator estimator = estimator();
    refusedValue(() -> estimator.setEpochs(0), "epochs must be at least 1, got 0");
    refusedValue(() -> estimator.setBatchSize(0), "batchSize must be at least 1, got 0");
    refusedValue(() -> estimator.setNumWorkers(0), "numWorkers must be at least 1, got 0");
    refusedValue(
        () -> estimator.setCheckpointInterval(0), "checkpointInterval must be at least 1, got 0");
    for (double rate : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refusedValue(
          () -> estimator.setLearningRate(rate),
          "learningRate must be finite and at least 0, got " + rate);
    }
    refusedValue(
        () -> estimator.setDataType("double"), "dataType must be FLOAT or DOUBLE, got \"double\"");
    for (String folder : List.of("", " ")) {
      refusedValue(
          () -> estimator.setCheckpointDir(folder),
          "checkpointDir must be the path of a folder (for no checkpoints, leave it out), got \"%s\""
              .formatted(folder));
    }
    assertThat(estimator.extractParamMap().toSeq().size())
        .isEqualTo(estimator().extractParamMap().toSeq().size());
    assertThat(estimator.getEpochs()).isEqualTo(1);
    assertThat(estimator.getLearningRate()).isNull();
    assertThat(estimator.setLearningRate(0).getLearningRate()).isZero();
  }

  @Test
  void parametersOutOfRangeInAGrid() {
    NetwrightEstimator estimator = estimator();
    refusedValue(
        () -> new ParamMap().put(estimator.learningRate(), Double.POSITIVE_INFINITY),
        "learningRate must be finite and at least 0, got Infinity");
    refusedValue(
        () -> new ParamMap().put(estimator.dataType(), "HALF"),
        "dataType must be FLOAT or DOUBLE, got \"HALF\"");
    refusedValue(
        () -> estimator.fit(LocalSpark.dataset(LocalSpark.rows(8)), estimator.epochs().w(0)),
        "epochs must be at least 1, got 0");
  }

  @Test
  void parametersOutOfRangeInAFile(@TempDir Path folder) throws IOException {
    LocalSpark.session();
    Path stage = folder.resolve("stage");
    estimator().setLearningRate(0.25).save(stage.toString());
    changeMetadata(stage, json -> json.replace("0.25", "\"Inf\""));
    refusedValue(
        () -> NetwrightEstimator.load(stage.toString()),
        "learningRate must be finite and at least 0, got Infinity");
    changeMetadata(stage, json -> json.replace("\"Inf\"", "0.25").replace("\"FLOAT\"", "\"HALF\""));
    refusedValue(
        () -> NetwrightEstimator.load(stage.toString()),
        "dataType must be FLOAT or DOUBLE, got \"HALF\"");
    changeMetadata(stage, json -> json.replace("\"HALF\"", "\"DOUBLE\""));
    assertThat(NetwrightEstimator.load(stage.toString()).getDataType()).isEqualTo("DOUBLE");
  }

  private static void changeMetadata(Path stage, UnaryOperator<String> change) throws IOException {
    try (Stream<Path> parts = Files.list(stage.resolve("metadata"))) {
      for (Path part : parts.toList()) {
        if (part.getFileName().toString().startsWith("part-")) {
          Files.writeString(part, change.apply(Files.readString(part)));
        } else if (part.getFileName().toString().endsWith(".crc")) {
          Files.delete(part);
        }
      }
    }
  }

  /** With another number of slots, the next fit would not find the checkpoints of this one. */
  @Test
  void checkpointsOfAnUnknownNumberOfTasks(@TempDir Path folder) {
    String message =
        "checkpointDir needs numWorkers: a run is continued only by as many tasks as it had, and without numWorkers that is what the cluster has at the moment; call setNumWorkers";
    LongAccumulator read = LocalSpark.session().sparkContext().longAccumulator();
    Dataset<Row> dataset =
        LocalSpark.dataset(LocalSpark.rows(8))
            .filter(
                (FilterFunction<Row>)
                    row -> {
                      read.add(1);
                      return true;
                    });
    NetwrightEstimator estimator =
        new NetwrightEstimator(ClassesNetTrainer.class).setCheckpointDir(folder.toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator.fit(dataset))
        .withMessage(message);
    // A pipeline asks for the schema before it fits the stages before this one.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator.transformSchema(dataset.schema()))
        .withMessage(message);
    assertThat(read.sum()).isZero();
    assertThat(folder).isEmptyDirectory();
    estimator.setEpochs(1).setNumWorkers(2).fit(dataset);
    assertThat(read.sum()).isPositive();
  }

  @Test
  void moreTasksThanSlots() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().setNumWorkers(8).fit(LocalSpark.dataset(LocalSpark.rows(20))))
        .withMessage(
            "training in 8 tasks needs as many slots at the same time, and there are 4; set numWorkers to 4 or fewer, or start Spark with more executors or cores");
  }

  /** A saved stage cannot make the reader create an object of any other class. */
  @Test
  void savedStagesOfOtherClasses(@TempDir Path folder) throws IOException {
    LocalSpark.session();
    Path stage = folder.resolve("stage");
    Path victim = Files.writeString(folder.resolve("victim"), "kept");
    estimator().save(stage.toString());
    changeMetadata(
        stage,
        json ->
            json.replace(NetwrightEstimator.class.getName(), "java.io.FileOutputStream")
                .replaceAll("\"uid\":\"[^\"]*\"", "\"uid\":\"" + victim + "\""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetwrightEstimator.load(stage.toString()))
        .withMessageContaining("java.io.FileOutputStream");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetwrightModel.load(stage.toString()))
        .withMessageContaining("java.io.FileOutputStream");
    assertThat(victim).hasContent("kept");
  }

  /** Checkpoints of a network whose declaration has changed are those of another run. */
  @Test
  void codeTellsRunsApart() throws NoSuchAlgorithmException {
    assertThat(code(ClassesNetTrainer.class)).isEqualTo(code(ClassesNetTrainer.class));
    assertThat(code(ClassesNetTrainer.class)).isNotEqualTo(code(NormalizedNetTrainer.class));
  }

  private static byte[] code(Class<?> trainer) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    GeneratedClasses.addCode(trainer, digest);
    return digest.digest();
  }
}
