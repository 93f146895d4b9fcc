package org.netwright.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.BarrierJobSlotsNumberCheckFailed;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.internal.run.ReplicaNetwork;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.StopReason;
import org.netwright.runtime.training.TrainingDivergedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Training as the driver sees it. */
final class Training {
  private static final int MOST_ROWS = Integer.MAX_VALUE - 8;
  private static final int SECRET_BYTES = 32;

  /** Room for the header of a file, and the history. */
  private static final long HEADER_BYTES = 1 << 24;

  private static final Logger LOG = LoggerFactory.getLogger(Training.class);

  private Training() {}

  /** What training gives: the history, and a model file. */
  record Trained(History history, ByteBuffer file) {}

  /**
   * Trains.
   *
   * @param rows with the columns of features and labels
   * @param tasks null for as many as run at the same time
   */
  static Trained run(
      SparkContext spark,
      JavaRDD<Row> rows,
      RowReader reader,
      TrainingSettings settings,
      @Nullable Integer tasks) {
    try {
      return train(spark, rows, reader, settings, tasks);
    } catch (Exception e) {
      throw unwrapped(e);
    }
  }

  private static Trained train(
      SparkContext spark,
      JavaRDD<Row> rows,
      RowReader reader,
      TrainingSettings settings,
      @Nullable Integer tasks)
      throws IOException {
    ReplicaNetwork network = reader.network();
    requireSize(network, settings);
    boolean isDouble = settings.dataType() == DataType.DOUBLE;
    try (ExampleBlocks blocks = new ExampleBlocks(rows, reader, isDouble)) {
      requireSize(blocks.rows());
      int size = (int) blocks.rows();
      int chosen = Math.min(size, tasks == null ? Math.max(1, slots(spark)) : tasks);
      reader.requireTaskSize(size, chosen, isDouble);
      requireSlots(spark, chosen);
      SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
      ClassTag<byte[]> bytes = ClassTag$.MODULE$.apply(byte[].class);
      RDD<byte[]> trained =
          blocks
              .byTask(chosen)
              .rdd()
              .barrier()
              .mapPartitions(
                  new ReplicaTask(settings, network, size, hadoop, secret()), false, bytes);
      // Spark repeats a barrier stage that has failed only if another stage follows it.
      List<byte[]> results = trained.toJavaRDD().repartition(1).collect();
      ByteBuffer result = ByteBuffer.wrap(results.get(0));
      ReplicaTask.Result read = ReplicaTask.Result.read(result);
      History history =
          new History(
              network.name(),
              read.epochs(),
              Optional.empty(),
              read.diverged() == null ? StopReason.ALL_EPOCHS : StopReason.DIVERGED,
              Optional.empty(),
              Optional.empty());
      if (settings.checkpoints() != null) {
        delete(settings.checkpoints(), read.run(), spark.hadoopConfiguration());
      }
      if (read.diverged() != null) {
        throw new TrainingDivergedException(read.diverged(), history);
      }
      return new Trained(history, result.slice());
    }
  }

  /** What has been trained is not lost because of files that are left. */
  static void delete(String checkpoints, String run, Configuration hadoop) {
    try {
      new CheckpointFolder(checkpoints, run, hadoop).delete();
    } catch (IOException | RuntimeException e) {
      LOG.warn("training has ended, but its checkpoints in {} cannot be removed", checkpoints, e);
    }
  }

  /** It reaches the tasks as all that they are given does. */
  private static String secret() {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** In one JVM there will never be more slots; a cluster may have them soon. */
  private static void requireSlots(SparkContext spark, int tasks) {
    int slots = slots(spark);
    if (tasks <= slots) {
      return;
    }
    if (spark.isLocal()) {
      throw new IllegalArgumentException(missingSlots(tasks, slots));
    }
    LOG.warn(
        "training needs {} slots at the same time, the cluster has {} now; Spark waits for more executors, some minutes at most",
        tasks,
        slots);
  }

  private static String missingSlots(int tasks, int slots) {
    return "training in %d tasks needs as many slots at the same time, and there are %d; set numWorkers to %d or fewer, or start Spark with more executors or cores"
        .formatted(tasks, slots, Math.max(1, slots));
  }

  /** Returns how many tasks run at the same time, as Spark counts them for a barrier stage. */
  private static int slots(SparkContext spark) {
    return spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile());
  }

  /** A network that is too large is refused before it is trained. */
  static void requireSize(ReplicaNetwork network, TrainingSettings settings) {
    Blob.requireSize("the model file of " + network.name(), network.modelBytes() + HEADER_BYTES);
    if (settings.checkpoints() != null) {
      Blob.requireSize("a checkpoint of " + network.name(), network.stateBytes() + HEADER_BYTES);
    }
  }

  static void requireSize(long rows) {
    if (rows == 0) {
      throw new IllegalArgumentException(
          "the dataset has no rows to train on; check its source and filters");
    }
    if (rows > MOST_ROWS) {
      throw new IllegalArgumentException(
          "the dataset has %d rows, more than the %d that can be put in a random order; train on a sample of them"
              .formatted(rows, MOST_ROWS));
    }
  }

  /** Returns what a task has thrown, if Spark has kept it and it says what to do. */
  static RuntimeException unwrapped(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BarrierJobSlotsNumberCheckFailed missing) {
        return new IllegalArgumentException(
            missingSlots(missing.requiredConcurrentTasks(), missing.maxConcurrentTasks()), e);
      }
      if (cause instanceof ChangedRowsException changed) {
        changed.addSuppressed(e);
        return changed;
      }
      if (cause instanceof IllegalArgumentException refused && cause != e) {
        IllegalArgumentException again =
            new IllegalArgumentException(refused.getMessage(), refused);
        again.addSuppressed(e);
        return again;
      }
    }
    if (e instanceof IOException io) {
      return new UncheckedIOException(io.getMessage(), io);
    }
    if (e instanceof RuntimeException runtime) {
      return runtime;
    }
    // Scala throws checked exceptions without declaring them.
    return e instanceof SparkException
        ? new IllegalStateException("training failed: " + e.getMessage(), e)
        : new IllegalStateException(e);
  }
}
