package org.netwright.spark.sample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.History;
import org.netwright.spark.NetwrightEstimator;
import org.netwright.spark.NetwrightModel;

/** Measures an epoch of training on one machine, and in tasks of Spark on the same machine. */
final class Throughput {
  private static final int ROWS = 20_000;
  private static final int WIDTH = 100;
  private static final int EPOCHS = 6;

  private Throughput() {}

  public static void main(String[] args) throws IOException {
    Random random = new Random(1);
    float[][] x = new float[ROWS][WIDTH];
    int[] y = new int[ROWS];
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double[] features = new double[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        x[i][j] = (float) random.nextGaussian();
        features[j] = x[i][j];
      }
      y[i] = (int) Math.min(9, Math.abs(4 * x[i][0]));
      rows.add(RowFactory.create(Vectors.dense(features), (double) y[i]));
    }
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[4]")
            .appName("throughput")
            .config("spark.ui.enabled", false)
            .getOrCreate()) {
      StructType schema =
          new StructType()
              .add("features", SQLDataTypes.VectorType())
              .add("label", DataTypes.DoubleType);
      Dataset<Row> dataset = spark.createDataFrame(rows, schema).cache();
      for (int batch : new int[] {256, 2048}) {
        try (WideNetTrainer one = WideNetTrainer.builder().seed(1).build()) {
          report(
              "one machine",
              batch,
              one.fit(Data.of(x, y)).epochs(EPOCHS).batchSize(batch).quiet().run());
        }
        for (int tasks : new int[] {1, 2, 4}) {
          NetwrightModel model =
              new NetwrightEstimator(WideNetTrainer.class)
                  .setEpochs(EPOCHS)
                  .setBatchSize(batch)
                  .setNumWorkers(tasks)
                  .fit(dataset);
          report(tasks + " tasks", batch, model.history().orElseThrow());
          if (batch == 256 && tasks == 4) {
            predictions(model, dataset);
          }
        }
      }
    }
  }

  /** The fastest epoch: other processes use the machine too. */
  private static void report(String what, int batch, History history) {
    double seconds =
        history.epochs().stream().mapToDouble(EpochReport::seconds).min().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%-12s batch %4d: %.3f s for an epoch, %,.0f rows/s, loss %.6f%n",
        what,
        batch,
        seconds,
        ROWS / seconds,
        history.last().dataLoss());
  }

  private static void predictions(NetwrightModel model, Dataset<Row> dataset) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long begin = System.nanoTime();
      model.transform(dataset).selectExpr("sum(prediction)").head();
      best = Math.min(best, (System.nanoTime() - begin) / 1e9);
    }
    System.out.printf(Locale.ROOT, "transform: %,.0f rows/s%n", ROWS / best);
  }
}
