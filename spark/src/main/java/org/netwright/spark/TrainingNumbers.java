package org.netwright.spark;

import java.io.Serializable;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.nd4j.linalg.api.buffer.DataType;

/** What {@link TrainingParams} has besides {@link PredictionColumns}, for a stage. */
final class TrainingNumbers implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EPOCHS = 10;
  private static final int BATCH_SIZE = 32;
  private static final long SEED = 1;

  final Param<String> labelCol;
  final IntParam epochs;
  final IntParam batchSize;
  final DoubleParam learningRate;
  final LongParam seed;
  final Param<String> dataType;
  final IntParam numWorkers;
  final Param<String> checkpointDir;
  final IntParam checkpointInterval;

  TrainingNumbers(String uid) {
    this.labelCol = new Param<>(uid, "labelCol", "column of classes or values to predict");
    this.epochs =
        new IntParam(uid, "epochs", "passes over all rows", Requirement.positive("epochs"));
    this.batchSize =
        new IntParam(
            uid,
            "batchSize",
            "rows in the mini-batch of an update, in all tasks together",
            Requirement.positive("batchSize"));
    this.learningRate =
        new DoubleParam(
            uid,
            "learningRate",
            "learning rate in place of the declared one",
            Requirement.finite("learningRate"));
    this.seed =
        new LongParam(uid, "seed", "seed of initial weights, dropout and the order of rows");
    this.dataType =
        new Param<>(
            uid,
            "dataType",
            "type of parameters and activations: FLOAT or DOUBLE",
            Requirement.either("dataType", DataType.FLOAT.name(), DataType.DOUBLE.name()));
    this.numWorkers =
        new IntParam(
            uid,
            "numWorkers",
            "tasks that train at the same time",
            Requirement.positive("numWorkers"));
    this.checkpointDir =
        new Param<>(
            uid,
            "checkpointDir",
            "folder for checkpoints, that Hadoop can write to",
            Requirement.folder("checkpointDir"));
    this.checkpointInterval =
        new IntParam(
            uid,
            "checkpointInterval",
            "epochs between two checkpoints",
            Requirement.positive("checkpointInterval"));
  }

  void setDefaults(TrainingParams<?> stage) {
    stage.setDefault(labelCol, "label");
    stage.setDefault(epochs, EPOCHS);
    stage.setDefault(batchSize, BATCH_SIZE);
    stage.setDefault(seed, SEED);
    stage.setDefault(dataType, DataType.FLOAT.name());
    stage.setDefault(checkpointInterval, 1);
  }
}
