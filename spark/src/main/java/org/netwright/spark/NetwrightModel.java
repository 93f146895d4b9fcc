package org.netwright.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.internal.file.AtomicFile;
import org.netwright.runtime.internal.run.ReplicaNetwork;
import org.netwright.runtime.training.History;
import scala.reflect.ClassTag$;

/**
 * A network that a {@link NetwrightEstimator} has trained: a {@link Model} of Spark ML, which adds
 * columns to a dataset.
 *
 * <table>
 * <caption>Columns that are added</caption>
 * <tr><th>loss</th><th>prediction</th><th>probability and rawPrediction</th></tr>
 * <tr><td>cross entropy over C classes</td><td>the class, 0 to C − 1</td>
 *     <td>vectors of C numbers</td></tr>
 * <tr><td>binary cross entropy of one output</td><td>0 or 1</td>
 *     <td>vectors of 2 numbers, for 0 and 1</td></tr>
 * <tr><td>binary cross entropy of k outputs</td><td>a vector of k numbers, 0 or 1</td>
 *     <td>vectors of k numbers</td></tr>
 * <tr><td>others</td><td>the value, or a vector of k values</td><td>none</td></tr>
 * </table>
 *
 * <p>It predicts in {@code FLOAT}. The tasks of an executor share one copy of the network.
 */
public final class NetwrightModel extends Model<NetwrightModel>
    implements PredictionParams<NetwrightModel>, MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final PredictionColumns columns;
  private byte[] file;
  private transient @Nullable History history;
  private transient @Nullable ReplicaNetwork network;
  private transient @Nullable Broadcast<byte[]> broadcast;

  /**
   * Makes a model without a network: called by Spark, to load one.
   *
   * @param uid its unique name
   */
  public NetwrightModel(String uid) {
    this(uid, new byte[0], null);
  }

  NetwrightModel(String uid, byte[] file, @Nullable History history) {
    this.uid = uid;
    this.file = file;
    this.history = history;
    this.columns = new PredictionColumns(uid);
    columns.setDefaults(this);
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

  /** Returns the epochs of the training; empty for a model that was loaded. */
  public Optional<History> history() {
    return Optional.ofNullable(history);
  }

  /**
   * Writes the parameters to a file on the driver, which the generated model loads outside of
   * Spark.
   *
   * @param path the file to write
   * @throws IOException if it cannot be written; an earlier file is unchanged
   */
  public void exportTo(Path path) throws IOException {
    AtomicFile.write(path, file);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = transformSchema(dataset.schema());
    RowReader reader = new RowReader(network(), getFeaturesCol(), "label");
    PredictTask task =
        new PredictTask(
            getOrDefault(trainer()),
            key(),
            broadcast(dataset),
            reader,
            outputs(),
            dataset.schema().fieldIndex(getFeaturesCol()));
    Dataset<Row> predicted = dataset.toDF().mapPartitions(task, Encoders.row(schema));
    // The encoder of rows knows nothing of what other stages have noted at columns.
    return predicted.select(
        Arrays.stream(schema.fields())
            .map(field -> Columns.of(predicted, field.name()).as(field.name(), field.metadata()))
            .toArray(Column[]::new));
  }

  /** Sent to an executor once, however many datasets there are. */
  private synchronized Broadcast<byte[]> broadcast(Dataset<?> dataset) {
    Broadcast<byte[]> sent = broadcast;
    if (sent == null) {
      sent =
          dataset
              .sparkSession()
              .sparkContext()
              .broadcast(file, ClassTag$.MODULE$.<byte[]>apply(byte[].class));
      broadcast = sent;
    }
    return sent;
  }

  private String key() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(file);
      return getOrDefault(trainer()) + " " + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns the schema with the columns that {@link #transform} adds.
   *
   * @throws IllegalArgumentException if there is no column of vectors of features, or it has the
   *     name of one that is added
   */
  @Override
  public StructType transformSchema(StructType schema) {
    Columns.requireFeatures(schema, getFeaturesCol(), network());
    return outputs().addTo(schema);
  }

  private Outputs outputs() {
    return new Outputs(network(), getRawPredictionCol(), getProbabilityCol(), getPredictionCol());
  }

  private synchronized ReplicaNetwork network() {
    ReplicaNetwork known = network;
    if (known == null) {
      TrainingSettings settings =
          new TrainingSettings(getOrDefault(trainer()), DataType.FLOAT, 0, null, 1, 1, null, 1);
      try (Trainer<?> built = GeneratedClasses.newTrainer(settings)) {
        known = ReplicaNetwork.of(built);
      }
      network = known;
    }
    return known;
  }

  @Override
  public NetwrightModel copy(ParamMap extra) {
    NetwrightModel copy = new NetwrightModel(uid, file, history);
    return copyValues(copy, extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new ModelWriter(this);
  }

  /** Returns what reads a model that was saved. */
  public static MLReader<NetwrightModel> read() {
    return new ModelReader();
  }

  /**
   * Loads a model that was saved. This loads the classes of the network that the files name: load
   * only what you trust.
   */
  public static NetwrightModel load(String path) {
    return read().load(path);
  }

  /** Returns the bytes of the model file. */
  byte[] file() {
    return file;
  }

  /** Takes the bytes of a model file, which are checked against the network. */
  void file(byte[] bytes) {
    ModelCache.load(getOrDefault(trainer()), bytes).close();
    file = bytes;
  }
}
