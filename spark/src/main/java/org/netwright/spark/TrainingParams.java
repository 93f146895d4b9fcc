package org.netwright.spark;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of training. What is not one of them, such as penalties and the optimiser, is what
 * the class of the network declares.
 *
 * @param <S> the stage that has them
 */
public interface TrainingParams<S extends TrainingParams<S>> extends PredictionParams<S> {
  /**
   * The column of labels: numbers of classes from 0 on, or 0 and 1, or values; vectors for a
   * network whose targets have several numbers.
   */
  Param<String> labelCol();

  /** The number of passes over all rows, at least 1; the default is 10. */
  IntParam epochs();

  /** The number of rows in the mini-batch of an update, in all tasks together; default 32. */
  IntParam batchSize();

  /** The learning rate; without it, that of the network's optimiser, or its schedule. */
  DoubleParam learningRate();

  /** The seed of initial weights, dropout and the order of rows; the default is 1. */
  LongParam seed();

  /** The type in which the network is trained: {@code FLOAT}, the default, or {@code DOUBLE}. */
  Param<String> dataType();

  /**
   * The number of tasks; without it, as many as the cluster runs at the same time when the rows
   * have been read. It decides how sums are rounded, and which dropout is drawn.
   */
  IntParam numWorkers();

  /**
   * The folder of checkpoints, which needs {@link #numWorkers()}; without it, a stage that fails
   * begins again.
   */
  Param<String> checkpointDir();

  /** The number of epochs between two checkpoints; the default is 1. */
  IntParam checkpointInterval();

  /** Sets the column of labels; the default is {@code label}. */
  default S setLabelCol(String name) {
    set(labelCol(), name);
    return self();
  }

  /** Returns the column of labels. */
  default String getLabelCol() {
    return getOrDefault(labelCol());
  }

  /**
   * Sets the number of passes over all rows.
   *
   * @param number at least 1
   */
  default S setEpochs(int number) {
    set(epochs(), number);
    return self();
  }

  /** Returns the number of passes over all rows. */
  default int getEpochs() {
    return (Integer) getOrDefault(epochs());
  }

  /**
   * Sets the number of rows in the mini-batch of an update, in all tasks together.
   *
   * @param rows at least 1
   */
  default S setBatchSize(int rows) {
    set(batchSize(), rows);
    return self();
  }

  /** Returns the number of rows in the mini-batch of an update. */
  default int getBatchSize() {
    return (Integer) getOrDefault(batchSize());
  }

  /**
   * Sets the learning rate, in place of the declared one.
   *
   * @param rate finite, at least 0
   */
  default S setLearningRate(double rate) {
    set(learningRate(), rate);
    return self();
  }

  /** Returns the learning rate that was set; null if it is the declared one. */
  default @Nullable Double getLearningRate() {
    return isSet(learningRate()) ? (Double) getOrDefault(learningRate()) : null;
  }

  /** Sets the seed of initial weights, dropout and the order of rows. */
  default S setSeed(long number) {
    set(seed(), number);
    return self();
  }

  /** Returns the seed. */
  default long getSeed() {
    return (Long) getOrDefault(seed());
  }

  /**
   * Sets the type in which the network is trained. Models predict in {@code FLOAT} in any case.
   *
   * @param name {@code FLOAT} or {@code DOUBLE}
   */
  default S setDataType(String name) {
    set(dataType(), name);
    return self();
  }

  /** Returns the type in which the network is trained. */
  default String getDataType() {
    return getOrDefault(dataType());
  }

  /**
   * Sets the number of tasks that train at the same time. If there are fewer slots, {@code fit}
   * fails: with a {@code local} master at once, on a cluster after Spark has waited for more, 10
   * minutes unless {@code spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures} is set.
   *
   * @param tasks at least 1; no more than there are rows are used
   */
  default S setNumWorkers(int tasks) {
    set(numWorkers(), tasks);
    return self();
  }

  /** Returns the number of tasks that was set; null if it is that of the cluster's slots. */
  default @Nullable Integer getNumWorkers() {
    return isSet(numWorkers()) ? (Integer) getOrDefault(numWorkers()) : null;
  }

  /**
   * Sets the folder of checkpoints, which several runs may share. Those of a run are removed when
   * it has ended. A run is continued by as many tasks as it had: {@code fit} requires {@link
   * #setNumWorkers} too.
   *
   * @param folder a path of any file system that Hadoop knows; on a cluster one that all executors
   *     share, so that another one can continue
   */
  default S setCheckpointDir(String folder) {
    set(checkpointDir(), folder);
    return self();
  }

  /** Returns the folder of checkpoints; null if there is none. */
  default @Nullable String getCheckpointDir() {
    return isSet(checkpointDir()) ? getOrDefault(checkpointDir()) : null;
  }

  /**
   * Sets the number of epochs between two checkpoints.
   *
   * @param number at least 1
   */
  default S setCheckpointInterval(int number) {
    set(checkpointInterval(), number);
    return self();
  }

  /** Returns the number of epochs between two checkpoints. */
  default int getCheckpointInterval() {
    return (Integer) getOrDefault(checkpointInterval());
  }

  /** Returns this stage. */
  @SuppressWarnings("unchecked")
  private S self() {
    return (S) this;
  }
}
