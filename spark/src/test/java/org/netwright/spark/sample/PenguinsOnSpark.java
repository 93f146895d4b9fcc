package org.netwright.spark.sample;

import java.io.IOException;
import java.util.Locale;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.netwright.spark.NetwrightEstimator;

/** Trains a network in a pipeline of Spark ML, in four tasks of this JVM. */
final class PenguinsOnSpark {
  private static final String[] MEASURES = {
    "culmenLength", "culmenDepth", "flipperLength", "bodyMass"
  };

  private PenguinsOnSpark() {}

  /**
   * Trains and evaluates.
   *
   * @param args the path of penguins.csv
   */
  public static void main(String[] args) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[4]")
            .appName("penguins")
            .config("spark.ui.enabled", false)
            .getOrCreate()) {
      Dataset<Row> penguins =
          spark
              .read()
              .option("header", true)
              .option("inferSchema", true)
              .option("nullValue", "NA")
              .csv(args[0])
              .na()
              .drop(MEASURES);
      Dataset<Row>[] parts = penguins.randomSplit(new double[] {0.8, 0.2}, 1);

      Pipeline pipeline =
          new Pipeline()
              .setStages(
                  new PipelineStage[] {
                    new StringIndexer().setInputCol("species").setOutputCol("label"),
                    new VectorAssembler().setInputCols(MEASURES).setOutputCol("measures"),
                    new StandardScaler()
                        .setInputCol("measures")
                        .setOutputCol("features")
                        .setWithMean(true),
                    new NetwrightEstimator(SpeciesNetTrainer.class).setEpochs(20).setBatchSize(32)
                  });
      PipelineModel model = pipeline.fit(parts[0]);

      Dataset<Row> predicted = model.transform(parts[1]);
      predicted.select("species", "prediction", "probability").show(5, false);
      double accuracy =
          new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(predicted);
      System.out.printf(
          Locale.ROOT,
          "Test accuracy: %.1f %% of %d penguins that were not used for training%n",
          100 * accuracy,
          predicted.count());
    }
  }
}
