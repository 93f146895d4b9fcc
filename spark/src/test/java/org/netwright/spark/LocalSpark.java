package org.netwright.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The Spark of all tests, which runs four tasks at a time in this JVM, and their data. */
final class LocalSpark {
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType);

  private LocalSpark() {}

  static synchronized SparkSession session() {
    return SparkSession.builder()
        .master("local[4]")
        .appName("tests")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "localhost")
        // A stage with too many tasks is refused at once, not after ten minutes.
        .config("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s")
        .config("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", 1)
        .config("spark.sql.shuffle.partitions", 4)
        .getOrCreate();
  }

  /** Returns rows of four features and a class of three. */
  static List<Row> rows(int n) {
    Random random = new Random(11);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] x = random.doubles(4, -1, 1).toArray();
      double sum = x[0] + 2 * x[1] - x[2] * x[3];
      double label = sum < -0.5 ? 0 : sum < 0.5 ? 1 : 2;
      rows.add(RowFactory.create(i, Vectors.dense(x), label));
    }
    return rows;
  }

  /** Returns the rows in as many partitions, of different sizes. */
  static Dataset<Row> dataset(List<Row> rows, int partitions) {
    return session().createDataFrame(rows, SCHEMA).repartition(partitions).orderBy("id");
  }

  /** Returns the rows in their order. */
  static Dataset<Row> dataset(List<Row> rows) {
    return session().createDataFrame(rows, SCHEMA);
  }
}
