package org.netwright.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.history.HistoryJson;
import org.netwright.runtime.internal.run.Replica;
import org.netwright.runtime.internal.run.ReplicaNetwork;
import org.netwright.runtime.training.EpochReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains one replica, in a task of a barrier stage. Task 0 returns the result. */
final class ReplicaTask
    extends scala.runtime.AbstractFunction1<
        scala.collection.Iterator<byte[]>, scala.collection.Iterator<byte[]>>
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaTask.class);
  private static final String EPOCHS = "epochs";

  private final TrainingSettings settings;
  private final ReplicaNetwork network;
  private final int rows;
  private final SerializableConfiguration hadoop;
  private final String secret;

  /**
   * Makes the task of all replicas.
   *
   * @param rows how many all tasks have
   * @param secret what connections between the tasks have to know
   */
  ReplicaTask(
      TrainingSettings settings,
      ReplicaNetwork network,
      int rows,
      SerializableConfiguration hadoop,
      String secret) {
    this.settings = settings;
    this.network = network;
    this.rows = rows;
    this.hadoop = hadoop;
    this.secret = secret;
  }

  @Override
  public scala.collection.Iterator<byte[]> apply(scala.collection.Iterator<byte[]> blocks) {
    Nd4jStart.require();
    List<byte[]> results = new ArrayList<>();
    try {
      byte[] result = train(scala.jdk.javaapi.CollectionConverters.asJava(blocks));
      if (result != null) {
        results.add(result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    return scala.jdk.javaapi.CollectionConverters.asScala(results.iterator());
  }

  private byte @Nullable [] train(Iterator<byte[]> blocks) throws IOException {
    BarrierTaskContext context = BarrierTaskContext.get();
    int task = context.partitionId();
    int tasks = context.numPartitions();
    int first = ExampleBlocks.first(task, tasks, rows);
    int size = ExampleBlocks.first(task + 1, tasks, rows) - first;
    boolean isDouble = settings.dataType() == DataType.DOUBLE;
    int width = network.features();
    int targets = network.targets();
    int rowBytes = (width + targets) * (isDouble ? Double.BYTES : Float.BYTES);
    ByteBuffer own = ExampleBlocks.joined(blocks, first, size, rowBytes);
    CRC32C checksum = new CRC32C();
    checksum.update(own.duplicate());
    Rows[] read = isDouble ? doubles(own, size, width, targets) : floats(own, size, width, targets);
    try (TaskExchange exchange =
        new TaskExchange(context, secret, Long.toHexString(checksum.getValue()))) {
      try {
        return train(read, first, exchange);
      } catch (TaskKilledException e) {
        throw e;
      } catch (IOException | RuntimeException | Error e) {
        exchange.fail(e);
        throw e;
      }
    }
  }

  private byte @Nullable [] train(Rows[] own, int first, TaskExchange exchange) throws IOException {
    try (Trainer<?> trainer = GeneratedClasses.newTrainer(settings);
        Replica replica =
            new Replica(trainer, exchange, own[0], own[1], first, rows, settings.batchSize())) {
      String run = run(trainer, exchange.notes());
      Result result = new Loop(replica, exchange, run).run();
      byte[] bytes = exchange.index() == 0 ? result.bytes(trainer) : null;
      exchange.finish();
      return bytes;
    }
  }

  private Rows[] floats(ByteBuffer from, int size, int width, int targets) {
    float[] x = new float[Math.multiplyExact(size, width)];
    float[] y = new float[Math.multiplyExact(size, targets)];
    for (int i = 0; i < size; i++) {
      from.asFloatBuffer().get(x, i * width, width).get(y, i * targets, targets);
      from.position(from.position() + (width + targets) * Float.BYTES);
    }
    return new Rows[] {Rows.of(x, shape()), Rows.of(y, targets)};
  }

  private Rows[] doubles(ByteBuffer from, int size, int width, int targets) {
    double[] x = new double[Math.multiplyExact(size, width)];
    double[] y = new double[Math.multiplyExact(size, targets)];
    for (int i = 0; i < size; i++) {
      from.asDoubleBuffer().get(x, i * width, width).get(y, i * targets, targets);
      from.position(from.position() + (width + targets) * Double.BYTES);
    }
    return new Rows[] {Rows.of(x, shape()), Rows.of(y, targets)};
  }

  private long[] shape() {
    return network.shape().stream().mapToLong(Long::longValue).toArray();
  }

  /** Returns what checkpoints of this run are named by: all that its parameters depend on. */
  private String run(Trainer<?> trainer, String[] checksums) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String identity =
          "%s\n%s\n%d rows\n%s"
              .formatted(settings.identity(), trainer, rows, String.join(" ", checksums));
      GeneratedClasses.addCode(trainer.getClass(), digest);
      byte[] hash = digest.digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What task 0 returns.
   *
   * @param diverged the message, if the loss was not finite; null otherwise
   */
  record Result(String run, List<EpochReport> epochs, @Nullable String diverged) {
    byte[] bytes(Trainer<?> trainer) throws IOException {
      byte[] model = diverged == null ? saved(trainer) : new byte[0];
      byte[][] texts = {bytes(run), bytes(HistoryJson.of(epochs)), bytes(diverged)};
      int size = model.length;
      for (byte[] text : texts) {
        size = Math.addExact(size, Integer.BYTES + text.length);
      }
      ByteBuffer buffer = ByteBuffer.allocate(size);
      for (byte[] text : texts) {
        buffer.putInt(text.length).put(text);
      }
      return buffer.put(model).array();
    }

    private static byte[] bytes(@Nullable String text) {
      return Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] saved(Trainer<?> trainer) throws IOException {
      Path folder = Files.createTempDirectory("netwright");
      Path file = folder.resolve("model.safetensors");
      try {
        trainer.save(file);
        return Blob.read("the model file", file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    }

    /** Reads the texts; what remains is the model. */
    static Result read(ByteBuffer from) {
      String run = text(from);
      List<EpochReport> epochs = HistoryJson.epochs(text(from));
      String diverged = text(from);
      return new Result(run, epochs, diverged.isEmpty() ? null : diverged);
    }

    private static String text(ByteBuffer from) {
      byte[] bytes = new byte[from.getInt()];
      from.get(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** The epochs of a task. */
  private final class Loop {
    private final Replica replica;
    private final TaskExchange exchange;
    private final String run;
    private final @Nullable CheckpointFolder folder;
    private final List<EpochReport> epochs = new ArrayList<>();

    Loop(Replica replica, TaskExchange exchange, String run) throws IOException {
      this.replica = replica;
      this.exchange = exchange;
      this.run = run;
      this.folder =
          settings.checkpoints() == null || exchange.index() > 0
              ? null
              : new CheckpointFolder(settings.checkpoints(), run, hadoop.value());
    }

    Result run() throws IOException {
      resume();
      try {
        while (epochs.size() < settings.epochs()) {
          EpochReport report = replica.epoch(epochs.size() + 1);
          epochs.add(report);
          log(report);
          int done = epochs.size();
          if (done % settings.checkpointInterval() == 0 || done == settings.epochs()) {
            replica.requireSameState();
            if (folder != null && done < settings.epochs()) {
              folder.write(done, replica.state(Map.of(EPOCHS, HistoryJson.of(epochs))));
            }
          }
        }
        return new Result(run, epochs, null);
      } catch (Replica.DivergedException e) {
        // All tasks are here. To begin again would lead to the same.
        return new Result(run, epochs, String.valueOf(e.getMessage()));
      }
    }

    /** Task 0 has the checkpoints: their folder may be on its own disk. */
    private void resume() throws IOException {
      byte[] newest = folder == null ? null : folder.newest(settings.epochs(), this::restore);
      byte[] state = exchange.fromFirst(newest == null ? new byte[0] : newest);
      if (state.length == 0) {
        return;
      }
      if (exchange.index() > 0) {
        restore(state);
      } else {
        LOG.info("{}: continues after epoch {}", network.name(), epochs.size());
      }
    }

    private void restore(byte[] state) {
      Map<String, String> notes = replica.restore(state);
      List<EpochReport> done =
          HistoryJson.epochs(Objects.requireNonNull(notes.get(EPOCHS), EPOCHS));
      epochs.clear();
      epochs.addAll(done);
    }

    private void log(EpochReport report) {
      if (exchange.index() == 0) {
        LOG.info(
            "{}: epoch {} of {}, data loss {}, penalties {}, {} s",
            network.name(),
            report.epoch(),
            settings.epochs(),
            report.dataLoss(),
            report.penalty(),
            report.seconds());
      }
    }
  }
}
