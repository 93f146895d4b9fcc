package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two executors that are JVMs of their own, with a slot each: all that they get is serialised, and
 * they know nothing else of this JVM.
 */
class ClusterTest {
  private static final int EXECUTORS = 2;

  /** In place of an installation of Spark, whose scripts need these folders. */
  @TempDir private static Path home;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Files.createDirectories(home.resolve("jars"));
    Files.createDirectories(home.resolve("launcher/target/scala-2.13"));
    System.setProperty("spark.testing", "true");
    System.setProperty("spark.test.home", home.toString());
    // There can be one context in a JVM. The other tests make a new one when they need it.
    LocalSpark.session().stop();
    SparkSession.builder()
        .master("local-cluster[%d,1,1024]".formatted(EXECUTORS))
        .appName("cluster")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "localhost")
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        // What the number of tasks must not follow from.
        .config("spark.default.parallelism", 7)
        // Without it, the ratio waits for nothing.
        .config("spark.cores.max", EXECUTORS)
        .config("spark.scheduler.minRegisteredResourcesRatio", 1)
        .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "3min")
        .config("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s")
        .config("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", 1)
        .getOrCreate();
    awaitExecutors();
  }

  /** Spark counts the slots of the executors that it knows. */
  private static void awaitExecutors() throws InterruptedException {
    for (int i = 0; i < 1_800 && executors() < EXECUTORS; i++) {
      Thread.sleep(100);
    }
    assertThat(executors()).isEqualTo(EXECUTORS);
  }

  /** The driver is one of those that Spark lists. */
  private static int executors() {
    return SparkSession.active().sparkContext().statusTracker().getExecutorInfos().length - 1;
  }

  @AfterAll
  static void stop() {
    SparkSession.active().stop();
    System.clearProperty("spark.testing");
    System.clearProperty("spark.test.home");
  }

  private static Dataset<Row> dataset() {
    List<Row> rows = new ArrayList<>();
    LocalSpark.rows(60)
        .forEach(
            row ->
                rows.add(
                    RowFactory.create(row.get(0), row.get(1), row.getDouble(2) > 0 ? 1.0 : 0.0)));
    return SparkSession.active().createDataFrame(rows, LocalSpark.SCHEMA);
  }

  /** The dropout of this network depends on the number of tasks. */
  private static NetwrightEstimator estimator() {
    return new NetwrightEstimator(AnswerNetTrainer.class).setEpochs(3).setBatchSize(8);
  }

  @Test
  void trainsInAsManyTasksAsThereAreSlots(@TempDir Path folder) {
    NetwrightModel model = estimator().fit(dataset());
    assertThat(model.history().orElseThrow().epochs()).hasSize(3);
    byte[] inTwoTasks =
        estimator().setNumWorkers(2).setCheckpointDir(folder.toString()).fit(dataset()).file();
    assertThat(model.file()).isEqualTo(inTwoTasks);
    assertThat(estimator().setNumWorkers(1).fit(dataset()).file()).isNotEqualTo(inTwoTasks);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void predictsInExecutors() {
    Dataset<Row> dataset = dataset();
    List<Row> predicted =
        estimator().fit(dataset).transform(dataset.repartition(4)).collectAsList();
    assertThat(predicted).hasSize(60);
    for (Row row : predicted) {
      assertThat(row.<Double>getAs("prediction")).isIn(0.0, 1.0);
    }
  }

  @Test
  void moreTasksThanSlots() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().setNumWorkers(5).fit(dataset()))
        .withMessage(
            "training in 5 tasks needs as many slots at the same time, and there are 2; set numWorkers to 2 or fewer, or start Spark with more executors or cores");
  }
}
