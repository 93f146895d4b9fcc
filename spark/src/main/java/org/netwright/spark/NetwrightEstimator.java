package org.netwright.spark;

import java.util.Objects;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.internal.run.ReplicaNetwork;
import org.netwright.runtime.training.TrainingDivergedException;

/**
 * Trains a network on the rows of a dataset: an {@link Estimator} of Spark ML for a class with
 * {@code @Network} that has one input and one loss.
 *
 * <p>{@link #fit(Dataset)} starts a barrier stage, whose tasks each have a replica of the network
 * and a part of the rows. In each step, every task computes the gradient of the rows of the
 * mini-batch that it has; all tasks then make the same update with the mean over the whole
 * mini-batch, with each penalty once. The mini-batches are those of {@link Trainer#fit} on the same
 * rows, in the dataset's order, with the same seed and batch size: up to rounding, the parameters
 * are those of that run on one machine. Dropout is an exception; each task draws its own. Networks
 * with {@code @BatchNorm} are refused.
 *
 * <p>The same dataset, parameters and number of tasks give the same bits. When a task fails, Spark
 * starts the stage again, which continues after the last checkpoint, if there is a folder for them,
 * and ends with the same bits.
 *
 * <p>The class of the network must be on the class path of the driver and of all executors. What is
 * not a parameter here, such as penalties and the optimiser, is what the class declares.
 */
public final class NetwrightEstimator extends Estimator<NetwrightModel>
    implements TrainingParams<NetwrightEstimator>, DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final PredictionColumns columns;
  private final TrainingNumbers training;

  /**
   * Makes an estimator for a network.
   *
   * @param trainer the generated trainer, such as {@code NetTrainer.class}
   * @throws IllegalArgumentException if it is not one, or its network takes records, sequences with
   *     lengths, or several inputs or outputs
   */
  public NetwrightEstimator(Class<? extends Trainer<?>> trainer) {
    this(Identifiable$.MODULE$.randomUID("netwright"));
    GeneratedClasses.requireTrainer(Objects.requireNonNull(trainer, "trainer"));
    set(columns.trainer, trainer.getName());
  }

  /**
   * Makes an estimator without a network: called by Spark, to copy and to load one.
   *
   * @param uid its unique name
   */
  public NetwrightEstimator(String uid) {
    this.uid = uid;
    this.columns = new PredictionColumns(uid);
    this.training = new TrainingNumbers(uid);
    columns.setDefaults(this);
    training.setDefaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Param<String> trainer() {
    return columns.trainer;
  }

  @Override
  public Param<String> featuresCol() {
    return columns.featuresCol;
  }

  @Override
  public Param<String> labelCol() {
    return training.labelCol;
  }

  @Override
  public Param<String> predictionCol() {
    return columns.predictionCol;
  }

  @Override
  public Param<String> probabilityCol() {
    return columns.probabilityCol;
  }

  @Override
  public Param<String> rawPredictionCol() {
    return columns.rawPredictionCol;
  }

  @Override
  public IntParam epochs() {
    return training.epochs;
  }

  @Override
  public IntParam batchSize() {
    return training.batchSize;
  }

  @Override
  public DoubleParam learningRate() {
    return training.learningRate;
  }

  @Override
  public LongParam seed() {
    return training.seed;
  }

  @Override
  public Param<String> dataType() {
    return training.dataType;
  }

  @Override
  public IntParam numWorkers() {
    return training.numWorkers;
  }

  @Override
  public Param<String> checkpointDir() {
    return training.checkpointDir;
  }

  @Override
  public IntParam checkpointInterval() {
    return training.checkpointInterval;
  }

  /**
   * Trains the network.
   *
   * @param dataset with the columns of features and labels; it is computed once, and kept on the
   *     executors during training
   * @throws IllegalArgumentException if a column is missing or has another type, a row has numbers
   *     that the network does not take, there is no row, the network cannot be trained by several
   *     tasks, or there is a folder of checkpoints and no number of tasks; the message says which
   * @throws TrainingDivergedException if a loss is NaN or infinite
   */
  @Override
  public NetwrightModel fit(Dataset<?> dataset) {
    TrainingSettings settings = settings();
    ReplicaNetwork network = network(settings);
    transformSchema(dataset.schema(), network);
    RowReader reader = new RowReader(network, getFeaturesCol(), getLabelCol());
    Training.Trained trained =
        Training.run(
            dataset.sparkSession().sparkContext(),
            dataset
                .select(Columns.of(dataset, getFeaturesCol()), Columns.of(dataset, getLabelCol()))
                .toJavaRDD(),
            reader,
            settings,
            getNumWorkers());
    byte[] file = new byte[trained.file().remaining()];
    trained.file().get(file);
    NetwrightModel model = new NetwrightModel(uid, file, trained.history());
    return copyValues(model, new ParamMap()).setParent(this);
  }

  private TrainingSettings settings() {
    if (!isSet(trainer())) {
      throw new IllegalArgumentException(
          "the estimator has no network; make it with new NetwrightEstimator(NetTrainer.class)");
    }
    requireKnownTasks();
    return new TrainingSettings(
        getOrDefault(trainer()),
        DataType.valueOf(getDataType()),
        getSeed(),
        getLearningRate(),
        getEpochs(),
        getBatchSize(),
        getCheckpointDir(),
        getCheckpointInterval());
  }

  /** The name of a run has the number of its tasks: another number would not find its files. */
  private void requireKnownTasks() {
    if (getCheckpointDir() != null && getNumWorkers() == null) {
      throw new IllegalArgumentException(
          "checkpointDir needs numWorkers: a run is continued only by as many tasks as it had, and without numWorkers that is what the cluster has at the moment; call setNumWorkers");
    }
  }

  private static ReplicaNetwork network(TrainingSettings settings) {
    try (Trainer<?> built = GeneratedClasses.newTrainer(settings)) {
      return ReplicaNetwork.of(built);
    }
  }

  /**
   * Returns the schema of what the model returns.
   *
   * @throws IllegalArgumentException if a column is missing, has another type than the network
   *     takes, or has the name of one that is added, or if there is a folder of checkpoints and no
   *     number of tasks
   */
  @Override
  public StructType transformSchema(StructType schema) {
    return transformSchema(schema, network(settings()));
  }

  private StructType transformSchema(StructType schema, ReplicaNetwork network) {
    Columns.requireFeatures(schema, getFeaturesCol(), network);
    Columns.requireLabels(schema, getLabelCol(), network);
    return new Outputs(network, getRawPredictionCol(), getProbabilityCol(), getPredictionCol())
        .addTo(schema);
  }

  @Override
  public NetwrightEstimator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Returns what reads an estimator that was saved. */
  public static MLReader<NetwrightEstimator> read() {
    return new EstimatorReader();
  }

  /** Loads an estimator that was saved. */
  public static NetwrightEstimator load(String path) {
    return read().load(path);
  }
}
