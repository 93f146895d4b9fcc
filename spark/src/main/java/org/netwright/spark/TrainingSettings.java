package org.netwright.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What an estimator tells its tasks.
 *
 * @param trainer the name of the generated trainer
 * @param learningRate null for the declared one
 * @param checkpoints a folder of a file system that Hadoop knows; null for no checkpoints
 * @param checkpointInterval in epochs
 */
record TrainingSettings(
    String trainer,
    DataType dataType,
    long seed,
    @Nullable Double learningRate,
    int epochs,
    int batchSize,
    @Nullable String checkpoints,
    int checkpointInterval)
    implements Serializable {

  /** Returns what the parameters depend on, beside the network, the rows and the tasks. */
  String identity() {
    return "%s %s seed %d rate %s batch %d"
        .formatted(trainer, dataType, seed, learningRate, batchSize);
  }
}
