package org.netwright.spark;

import java.util.List;
import java.util.Objects;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
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
    implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;
  private static final int EPOCHS = 10;
  private static final int BATCH_SIZE = 32;
  private static final long SEED = 1;

  private final String uid;
  private final Param<String> trainer;
  private final Param<String> featuresCol;
  private final Param<String> labelCol;
  private final Param<String> predictionCol;
  private final Param<String> probabilityCol;
  private final Param<String> rawPredictionCol;
  private final IntParam epochs;
  private final IntParam batchSize;
  private final DoubleParam learningRate;
  private final LongParam seed;
  private final Param<String> dataType;
  private final IntParam numWorkers;
  private final Param<String> checkpointDir;
  private final IntParam checkpointInterval;

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
    set(this.trainer, trainer.getName());
  }

  /**
   * Makes an estimator without a network: called by Spark, to copy and to load one.
   *
   * @param uid its unique name
   */
  public NetwrightEstimator(String uid) {
    this.uid = uid;
    this.trainer = new Param<>(uid, "trainer", "name of the generated class that trains");
    this.featuresCol = new Param<>(uid, "featuresCol", "column of vectors of features");
    this.labelCol = new Param<>(uid, "labelCol", "column of classes or values to predict");
    this.predictionCol = new Param<>(uid, "predictionCol", ColumnDocs.PREDICTION);
    this.probabilityCol = new Param<>(uid, "probabilityCol", ColumnDocs.PROBABILITY);
    this.rawPredictionCol = new Param<>(uid, "rawPredictionCol", ColumnDocs.RAW_PREDICTION);
    this.epochs = new IntParam(uid, "epochs", "passes over all rows", ParamValidators.gtEq(1));
    this.batchSize =
        new IntParam(
            uid,
            "batchSize",
            "rows in the mini-batch of an update, in all tasks together",
            ParamValidators.gtEq(1));
    this.learningRate =
        new DoubleParam(
            uid,
            "learningRate",
            "learning rate in place of the declared one",
            ParamValidators.gtEq(0));
    this.seed =
        new LongParam(uid, "seed", "seed of initial weights, dropout and the order of rows");
    this.dataType =
        new Param<>(
            uid,
            "dataType",
            "type of parameters and activations: FLOAT or DOUBLE",
            ParamValidators.inArray(List.of(DataType.FLOAT.name(), DataType.DOUBLE.name())));
    this.numWorkers =
        new IntParam(
            uid, "numWorkers", "tasks that train at the same time", ParamValidators.gtEq(1));
    this.checkpointDir =
        new Param<>(uid, "checkpointDir", "folder for checkpoints, that Hadoop can write to");
    this.checkpointInterval =
        new IntParam(
            uid, "checkpointInterval", "epochs between two checkpoints", ParamValidators.gtEq(1));
    setDefault(featuresCol, "features");
    setDefault(labelCol, "label");
    setDefault(predictionCol, "prediction");
    setDefault(probabilityCol, "probability");
    setDefault(rawPredictionCol, "rawPrediction");
    setDefault(epochs, EPOCHS);
    setDefault(batchSize, BATCH_SIZE);
    setDefault(seed, SEED);
    setDefault(dataType, DataType.FLOAT.name());
    setDefault(checkpointInterval, 1);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The name of the generated trainer. */
  public Param<String> trainer() {
    return trainer;
  }

  /** The column of features: vectors with a number for each of the network's input. */
  public Param<String> featuresCol() {
    return featuresCol;
  }

  /**
   * The column of labels: numbers of classes from 0 on, or 0 and 1, or values; vectors for a
   * network whose targets have several numbers.
   */
  public Param<String> labelCol() {
    return labelCol;
  }

  /** The column that the model adds with the class, from 0 on, or the value. */
  public Param<String> predictionCol() {
    return predictionCol;
  }

  /** The column that the model adds with the probability of each class. */
  public Param<String> probabilityCol() {
    return probabilityCol;
  }

  /** The column that the model adds with the logit of each class. */
  public Param<String> rawPredictionCol() {
    return rawPredictionCol;
  }

  /** The number of passes over all rows, at least 1; the default is 10. */
  public IntParam epochs() {
    return epochs;
  }

  /** The number of rows in the mini-batch of an update, in all tasks together; default 32. */
  public IntParam batchSize() {
    return batchSize;
  }

  /** The learning rate; without it, that of the network's optimiser, or its schedule. */
  public DoubleParam learningRate() {
    return learningRate;
  }

  /** The seed of initial weights, dropout and the order of rows; the default is 1. */
  public LongParam seed() {
    return seed;
  }

  /** The type in which the network is trained: {@code FLOAT}, the default, or {@code DOUBLE}. */
  public Param<String> dataType() {
    return dataType;
  }

  /**
   * The number of tasks; without it, as many as the cluster runs at the same time. It decides how
   * sums are rounded, and which dropout is drawn.
   */
  public IntParam numWorkers() {
    return numWorkers;
  }

  /** The folder of checkpoints; without it, a stage that fails begins again. */
  public Param<String> checkpointDir() {
    return checkpointDir;
  }

  /** The number of epochs between two checkpoints; the default is 1. */
  public IntParam checkpointInterval() {
    return checkpointInterval;
  }

  /** Sets the column of features; the default is {@code features}. */
  public NetwrightEstimator setFeaturesCol(String name) {
    set(featuresCol, name);
    return this;
  }

  /** Returns the column of features. */
  public String getFeaturesCol() {
    return getOrDefault(featuresCol);
  }

  /** Sets the column of labels; the default is {@code label}. */
  public NetwrightEstimator setLabelCol(String name) {
    set(labelCol, name);
    return this;
  }

  /** Returns the column of labels. */
  public String getLabelCol() {
    return getOrDefault(labelCol);
  }

  /** Sets the column of predictions; with an empty name, it is left out. */
  public NetwrightEstimator setPredictionCol(String name) {
    set(predictionCol, name);
    return this;
  }

  /** Returns the column of predictions. */
  public String getPredictionCol() {
    return getOrDefault(predictionCol);
  }

  /** Sets the column of probabilities; with an empty name, it is left out. */
  public NetwrightEstimator setProbabilityCol(String name) {
    set(probabilityCol, name);
    return this;
  }

  /** Returns the column of probabilities. */
  public String getProbabilityCol() {
    return getOrDefault(probabilityCol);
  }

  /** Sets the column of logits; with an empty name, it is left out. */
  public NetwrightEstimator setRawPredictionCol(String name) {
    set(rawPredictionCol, name);
    return this;
  }

  /** Returns the column of logits. */
  public String getRawPredictionCol() {
    return getOrDefault(rawPredictionCol);
  }

  /**
   * Sets the number of passes over all rows.
   *
   * @param number at least 1
   */
  public NetwrightEstimator setEpochs(int number) {
    set(epochs, number);
    return this;
  }

  /** Returns the number of passes over all rows. */
  public int getEpochs() {
    return (Integer) getOrDefault(epochs);
  }

  /**
   * Sets the number of rows in the mini-batch of an update, in all tasks together.
   *
   * @param rows at least 1
   */
  public NetwrightEstimator setBatchSize(int rows) {
    set(batchSize, rows);
    return this;
  }

  /** Returns the number of rows in the mini-batch of an update. */
  public int getBatchSize() {
    return (Integer) getOrDefault(batchSize);
  }

  /**
   * Sets the learning rate, in place of the declared one.
   *
   * @param rate finite, at least 0
   */
  public NetwrightEstimator setLearningRate(double rate) {
    set(learningRate, rate);
    return this;
  }

  /** Returns the learning rate that was set; null if it is the declared one. */
  public @Nullable Double getLearningRate() {
    return isSet(learningRate) ? (Double) getOrDefault(learningRate) : null;
  }

  /** Sets the seed of initial weights, dropout and the order of rows. */
  public NetwrightEstimator setSeed(long number) {
    set(seed, number);
    return this;
  }

  /** Returns the seed. */
  public long getSeed() {
    return (Long) getOrDefault(seed);
  }

  /**
   * Sets the type in which the network is trained. Models predict in {@code FLOAT} in any case.
   *
   * @param name {@code FLOAT} or {@code DOUBLE}
   */
  public NetwrightEstimator setDataType(String name) {
    set(dataType, name);
    return this;
  }

  /** Returns the type in which the network is trained. */
  public String getDataType() {
    return getOrDefault(dataType);
  }

  /**
   * Sets the number of tasks that train at the same time. Spark refuses more than the cluster has
   * slots for.
   *
   * @param tasks at least 1; no more than there are rows are used
   */
  public NetwrightEstimator setNumWorkers(int tasks) {
    set(numWorkers, tasks);
    return this;
  }

  /** Returns the number of tasks that was set; null if it is that of the cluster's slots. */
  public @Nullable Integer getNumWorkers() {
    return isSet(numWorkers) ? (Integer) getOrDefault(numWorkers) : null;
  }

  /**
   * Sets the folder of checkpoints, which several runs may share. Those of a run are removed when
   * it has ended.
   *
   * @param folder a path of any file system that Hadoop knows; on a cluster one that all executors
   *     share, so that another one can continue
   */
  public NetwrightEstimator setCheckpointDir(String folder) {
    set(checkpointDir, folder);
    return this;
  }

  /** Returns the folder of checkpoints; null if there is none. */
  public @Nullable String getCheckpointDir() {
    return isSet(checkpointDir) ? getOrDefault(checkpointDir) : null;
  }

  /**
   * Sets the number of epochs between two checkpoints.
   *
   * @param number at least 1
   */
  public NetwrightEstimator setCheckpointInterval(int number) {
    set(checkpointInterval, number);
    return this;
  }

  /** Returns the number of epochs between two checkpoints. */
  public int getCheckpointInterval() {
    return (Integer) getOrDefault(checkpointInterval);
  }

  /**
   * Trains the network.
   *
   * @param dataset with the columns of features and labels; it is computed once, and kept on the
   *     executors during training
   * @throws IllegalArgumentException if a column is missing or has another type, a row has numbers
   *     that the network does not take, there is no row, or the network cannot be trained by
   *     several tasks; the message says which
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
    if (!isSet(trainer)) {
      throw new IllegalArgumentException(
          "the estimator has no network; make it with new NetwrightEstimator(NetTrainer.class)");
    }
    return new TrainingSettings(
        getOrDefault(trainer),
        DataType.valueOf(getDataType()),
        getSeed(),
        getLearningRate(),
        getEpochs(),
        getBatchSize(),
        getCheckpointDir(),
        getCheckpointInterval());
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
   *     takes, or has the name of one that is added
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
