package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimator and the model among the stages of Spark ML. */
class PipelineTest {
  private static final String[] NUMBERS = {"a", "b", "c", "d"};
  private static final String[] KINDS = {"SMALL", "MIDDLE", "LARGE"};

  @TempDir private Path folder;

  /** Returns a table with a column for each feature, and the class as a text. */
  private static Dataset<Row> table(int n) {
    StructType schema =
        new StructType()
            .add("a", DataTypes.DoubleType)
            .add("b", DataTypes.DoubleType)
            .add("c", DataTypes.DoubleType)
            .add("d", DataTypes.DoubleType)
            .add("kind", DataTypes.StringType);
    List<Row> rows = new ArrayList<>();
    for (Row row : LocalSpark.rows(n)) {
      double[] x = row.<Vector>getAs(1).toArray();
      String kind = KINDS[(int) row.getDouble(2)];
      rows.add(RowFactory.create(x[0], x[1], x[2], x[3], kind));
    }
    return LocalSpark.session().createDataFrame(rows, schema);
  }

  private static PipelineStage[] stages(NetwrightEstimator estimator) {
    return new PipelineStage[] {
      new StringIndexerModel(KINDS).setInputCol("kind").setOutputCol("label"),
      new VectorAssembler().setInputCols(NUMBERS).setOutputCol("numbers"),
      new StandardScaler().setInputCol("numbers").setOutputCol("features").setWithMean(true),
      estimator,
      new IndexToString().setInputCol("prediction").setOutputCol("predicted")
    };
  }

  private static NetwrightEstimator estimator() {
    return new NetwrightEstimator(NamedNetTrainer.class)
        .setEpochs(20)
        .setBatchSize(16)
        .setNumWorkers(2);
  }

  @Test
  void aPipelineIsTrainedSavedAndLoaded() throws IOException {
    Dataset<Row> table = table(200);
    PipelineModel model = new Pipeline().setStages(stages(estimator())).fit(table);
    Dataset<Row> predicted = model.transform(table);
    double accuracy =
        new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(predicted);
    assertThat(accuracy).isGreaterThan(0.85);
    assertThat(predicted.schema().apply("label").metadata().toString()).contains("SMALL");
    // The classes of the enum are known to IndexToString.
    for (Row row : predicted.select("prediction", "predicted").takeAsList(20)) {
      assertThat(row.getString(1)).isEqualTo(KINDS[(int) row.getDouble(0)]);
    }

    String path = folder.resolve("pipeline").toString();
    model.write().overwrite().save(path);
    model.write().overwrite().save(path);
    PipelineModel loaded = PipelineModel.load(path);
    assertThat(loaded.transform(table).collectAsList()).isEqualTo(predicted.collectAsList());
    NetwrightModel network = (NetwrightModel) loaded.stages()[3];
    assertThat(network.history()).isEmpty();
    assertThat(network.uid()).isEqualTo(model.stages()[3].uid());

    Path file = folder.resolve("named.safetensors");
    network.exportTo(file);
    try (NamedNetModel own = NamedNetModel.load(file)) {
      float[] row = new float[4];
      double[] features = predicted.select("features").head().<Vector>getAs(0).toArray();
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) features[i];
      }
      assertThat(own.predictClass(row))
          .isEqualTo((int) predicted.select("prediction").head().getDouble(0));
    }
  }

  @Test
  void anEstimatorIsSavedAndLoadedWithItsParameters() throws IOException {
    String path = folder.resolve("estimator").toString();
    NetwrightEstimator estimator =
        estimator().setLearningRate(0.02).setSeed(9).setCheckpointDir("/tmp/never-used");
    new Pipeline().setStages(stages(estimator)).write().save(path);
    NetwrightEstimator loaded = (NetwrightEstimator) Pipeline.load(path).getStages()[3];
    assertThat(loaded.uid()).isEqualTo(estimator.uid());
    assertThat(loaded.extractParamMap().toString())
        .isEqualTo(estimator.extractParamMap().toString());
    assertThat(loaded.getLearningRate()).isEqualTo(0.02);
    assertThat(loaded.getNumWorkers()).isEqualTo(2);
    assertThat(loaded.explainParams()).contains("batchSize: rows in the mini-batch");
  }

  @Test
  void crossValidationChoosesALearningRate() throws IOException {
    NetwrightEstimator estimator = estimator().setEpochs(5);
    ParamMap[] grid =
        new ParamGridBuilder().addGrid(estimator.learningRate(), new double[] {1e-6, 0.05}).build();
    CrossValidator validator =
        new CrossValidator()
            .setEstimator(new Pipeline().setStages(Arrays.copyOf(stages(estimator), 4)))
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setParallelism(2)
            .setSeed(1);
    CrossValidatorModel model = validator.fit(table(120));
    assertThat(model.avgMetrics()[1]).isGreaterThan(model.avgMetrics()[0] + 0.1);
    String path = folder.resolve("chosen").toString();
    model.save(path);
    Dataset<Row> table = table(20);
    assertThat(CrossValidatorModel.load(path).transform(table).select("prediction").collectAsList())
        .isEqualTo(model.transform(table).select("prediction").collectAsList());
  }

  @Test
  void yesOrNoHasTwoProbabilitiesAndFitsTheEvaluator() {
    List<Row> rows = new ArrayList<>();
    LocalSpark.rows(150)
        .forEach(
            row ->
                rows.add(
                    RowFactory.create(row.get(0), row.get(1), row.getDouble(2) > 0 ? 1.0 : 0.0)));
    Dataset<Row> dataset = LocalSpark.dataset(rows);
    NetwrightModel model =
        new NetwrightEstimator(AnswerNetTrainer.class).setEpochs(30).setNumWorkers(2).fit(dataset);
    Dataset<Row> predicted = model.transform(dataset);
    assertThat(new BinaryClassificationEvaluator().evaluate(predicted)).isGreaterThan(0.9);
    for (Row row : predicted.takeAsList(20)) {
      Vector probability = row.getAs("probability");
      Vector raw = row.getAs("rawPrediction");
      assertThat(probability.apply(0) + probability.apply(1)).isCloseTo(1, within(1e-12));
      assertThat(Math.log(probability.apply(1) / probability.apply(0)))
          .isCloseTo(raw.apply(1), within(1e-6));
      assertThat(row.<Double>getAs("prediction")).isEqualTo(probability.apply(1) > 0.5 ? 1.0 : 0.0);
    }
  }

  /** Spark finds them by reflection, and copies and saves those that it finds. */
  @Test
  void sparkFindsEachParameterOnce() {
    LocalSpark.session();
    NetwrightEstimator estimator =
        estimator().setFeaturesCol("f").setLearningRate(0.5).setCheckpointDir("folder");
    assertThat(Arrays.stream(estimator.params()).map(Param::name))
        .containsExactly(
            "batchSize",
            "checkpointDir",
            "checkpointInterval",
            "dataType",
            "epochs",
            "featuresCol",
            "labelCol",
            "learningRate",
            "numWorkers",
            "predictionCol",
            "probabilityCol",
            "rawPredictionCol",
            "seed",
            "trainer");
    assertThat(Arrays.stream(new NetwrightModel("uid").params()).map(Param::name))
        .containsExactly(
            "featuresCol", "predictionCol", "probabilityCol", "rawPredictionCol", "trainer");
    NetwrightEstimator copy = estimator.copy(new ParamMap().put(estimator.epochs(), 3));
    assertThat(copy.getEpochs()).isEqualTo(3);
    assertThat(copy.getFeaturesCol()).isEqualTo("f");
    assertThat(copy.getLearningRate()).isEqualTo(0.5);
    assertThat(copy.getCheckpointDir()).isEqualTo("folder");
    assertThat(copy.getLabelCol()).isEqualTo("label");
  }

  @Test
  void valuesHaveOnlyAPrediction() {
    Dataset<Row> dataset = LocalSpark.dataset(LocalSpark.rows(100));
    Dataset<Row> predicted =
        new NetwrightEstimator(ValueNetTrainer.class)
            .setEpochs(40)
            .setNumWorkers(2)
            .setPredictionCol("value")
            .fit(dataset)
            .transform(dataset);
    assertThat(predicted.columns()).containsExactly("id", "features", "label", "value");
    assertThat(
            new RegressionEvaluator()
                .setMetricName("r2")
                .setPredictionCol("value")
                .evaluate(predicted))
        .isGreaterThan(0.7);
  }

  @Test
  void classesInAnotherOrderThanTheEnumAreRefused() {
    // Numbered by frequency, as StringIndexer does unless it is told otherwise.
    PipelineStage[] stages = stages(estimator());
    stages[0] = new StringIndexer().setInputCol("kind").setOutputCol("label");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pipeline().setStages(stages).fit(table(100)))
        .withMessageContaining("the column label numbers the classes as [")
        .withMessageContaining("NamedNet declares them as [SMALL, MIDDLE, LARGE]");
  }

  @Test
  void aModelOfAnotherNetworkIsNotLoaded() throws IOException {
    String path = folder.resolve("model").toString();
    Dataset<Row> dataset = LocalSpark.dataset(LocalSpark.rows(30));
    new NetwrightEstimator(ClassesNetTrainer.class)
        .setEpochs(1)
        .setNumWorkers(1)
        .fit(dataset)
        .save(path);
    Path metadata;
    try (var files = Files.list(folder.resolve("model/metadata"))) {
      metadata =
          files.filter(f -> f.getFileName().toString().startsWith("part-")).findFirst().get();
    }
    String text = Files.readString(metadata);
    Files.deleteIfExists(metadata.resolveSibling("." + metadata.getFileName() + ".crc"));
    Files.writeString(metadata, text.replace("ClassesNetTrainer", "NamedNetTrainer"));
    assertThatThrownBy(() -> NetwrightModel.load(path)).hasMessageContaining("ClassesNet");
    Files.writeString(metadata, text.replace("ClassesNetTrainer", "Fault"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetwrightModel.load(path))
        .withMessageContaining("org.netwright.spark.Fault is not a trainer that was generated");
  }
}
