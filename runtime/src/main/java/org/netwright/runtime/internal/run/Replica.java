package org.netwright.runtime.internal.run;

import com.google.gson.Gson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.netwright.runtime.NetworkTrainer;
import org.netwright.runtime.internal.data.Partition;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.model.ModelSource;
import org.netwright.runtime.internal.model.NetworkSchema;
import org.netwright.runtime.internal.model.Safetensors;
import org.netwright.runtime.internal.model.SafetensorsWriter;
import org.netwright.runtime.internal.random.RandomBits;
import org.netwright.runtime.internal.session.LossValues;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionState;
import org.netwright.runtime.internal.session.SharedUpdate;
import org.netwright.runtime.internal.session.TrainerGuard;
import org.netwright.runtime.internal.update.GradientExchange;
import org.netwright.runtime.training.EpochReport;

/**
 * One of several replicas of a network that are trained together, each on its own part of the
 * examples. The mini-batches are those of {@code fit} on all examples, in the order of the
 * replicas: of each, a replica runs the rows that it has. Up to rounding, and except for dropout,
 * the parameters are those of that run.
 *
 * <p>It owns off-heap memory, without the trainer: {@link #close()} frees it.
 */
public final class Replica implements AutoCloseable {
  private static final String STATE = "netwright.replica";

  /** How many elements a checksum takes at a time. */
  private static final int SUMMED = 1 << 16;

  private static final Gson GSON = new Gson();

  private final Session session;
  private final GradientExchange exchange;
  private final Table rows;
  private final int first;
  private final int[] order;
  private final int[] own;
  private final int batchSize;
  private final SharedUpdate update;
  private final LayerStatistics statistics;

  /**
   * Makes a replica of the network of a trainer. All replicas have trainers that were built in the
   * same way, with the same seed.
   *
   * @param x the features of its examples
   * @param y the targets of its examples
   * @param first the number of its first example among those of all replicas
   * @param examples how many examples all replicas have
   * @param batchSize of the mini-batches of all replicas together
   * @throws IllegalArgumentException if the network cannot be trained by replicas, or an example
   *     does not fit
   */
  public Replica(
      NetworkTrainer<?> trainer,
      GradientExchange exchange,
      Rows x,
      Rows y,
      int first,
      int examples,
      int batchSize) {
    this.session = ReplicaNetwork.sessionOf(trainer);
    ReplicaNetwork.of(session);
    this.exchange = exchange;
    this.rows = session.arranged(Table.of(x, y));
    session.stepInput().check(rows);
    this.first = first;
    this.order = new int[examples];
    this.own = new int[Math.min(batchSize, rows.size())];
    this.batchSize = batchSize;
    this.update = session.newSharedUpdate(exchange);
    this.statistics = new LayerStatistics(session.execution());
  }

  /** A loss is NaN or infinite, in all replicas. */
  public static final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
      super(message);
    }
  }

  /**
   * Trains on the examples of all replicas once.
   *
   * @param epoch counted from 1
   * @return the same for all replicas, except for the time
   * @throws DivergedException if the loss is not finite; the parameters are those before that step
   */
  public EpochReport epoch(int epoch) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.FIT);
    try {
      return train(epoch);
    } finally {
      session.leave(outer);
    }
  }

  private EpochReport train(int epoch) {
    long begin = System.nanoTime();
    shuffle(epoch);
    double[] sums = new double[session.targets().size() + session.penalties().size()];
    double rate = session.learningRate().value();
    for (int from = 0; from < order.length; from += batchSize) {
      int size = Math.min(batchSize, order.length - from);
      TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
      try {
        rate = session.requireStrengths();
        double[] losses = step(epoch, from, size, rate);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += losses[i] * size / order.length;
        }
      } finally {
        session.leave(outer);
      }
    }
    Map<String, Double> penalties = new LinkedHashMap<>();
    for (int i = 0; i < session.penalties().size(); i++) {
      penalties.put(session.penalties().get(i).name(), sums[session.targets().size() + i]);
    }
    return new EpochReport(
        epoch,
        session.counter().done(),
        order.length,
        (System.nanoTime() - begin) / 1e9,
        data(sums),
        penalties,
        rate,
        Map.of(),
        statistics.of(session.layers().values()));
  }

  /** Orders all examples as {@code fit} does. */
  private void shuffle(int epoch) {
    Arrays.setAll(order, i -> i);
    long seed = session.counter().seed();
    Partition.shuffle(order, RandomBits.bits(RandomBits.bits(seed, epoch), 0));
  }

  /** Returns the losses of a mini-batch. */
  private double[] step(int epoch, int from, int size, double rate) {
    int examples = 0;
    for (int i = from; i < from + size; i++) {
      int row = order[i] - first;
      if (row >= 0 && row < rows.size()) {
        own[examples++] = row;
      }
    }
    // A pass needs a row, and the penalties on rows of tables need a pass.
    int n = Math.max(1, examples);
    if (examples == 0) {
      own[0] = 0;
    }
    session.stepInput().read(rows, own, 0, n);
    double[] losses = losses(update.forward(n));
    update.backward(n, examples, losses);
    double total = data(losses);
    for (int i = session.targets().size(); i < losses.length; i++) {
      total += losses[i];
    }
    if (!Double.isFinite(total)) {
      throw new DivergedException(
          "step %d, in epoch %d: the loss is %s. Try a lower learning rate (it is %s), gradient clipping, or a StandardScaler in front of the network"
              .formatted(session.counter().done() + 1, epoch, total, rate));
    }
    update.update(rate);
    return losses;
  }

  private double[] losses(LossValues values) {
    int targets = session.targets().size();
    double[] losses = new double[targets + session.penalties().size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = i < targets ? values.data(i) : values.term(i - targets);
    }
    return losses;
  }

  private double data(double[] losses) {
    double sum = 0;
    for (int i = 0; i < session.targets().size(); i++) {
      sum += session.targets().get(i).weight() * losses[i];
    }
    return sum;
  }

  /**
   * Makes sure that all replicas have the same bits.
   *
   * @throws IllegalStateException if one has others
   */
  public void requireSameState() {
    CRC32C sum = new CRC32C();
    ByteBuffer bytes = ByteBuffer.allocate(SUMMED * Double.BYTES);
    for (DenseTensor tensor : SessionState.of(session).tensors().values()) {
      double[] elements = tensor.elements();
      for (int done = 0; done < elements.length; done += SUMMED) {
        int n = Math.min(SUMMED, elements.length - done);
        bytes.clear().limit(n * Double.BYTES);
        bytes.asDoubleBuffer().put(elements, done, n);
        sum.update(bytes);
      }
    }
    byte[] checksum = ByteBuffer.allocate(Long.BYTES).putLong(sum.getValue()).array();
    byte[][] parts = new byte[exchange.count()][];
    Arrays.fill(parts, checksum);
    byte[][] all = exchange.exchange(parts);
    for (int i = 0; i < all.length; i++) {
      if (!Arrays.equals(all[i], checksum)) {
        throw new IllegalStateException(
            "after step %d, the replicas %d and %d of %s have different parameters, though they made the same updates; their machines compute differently, or one of them is faulty: train on machines with the same kind of processor"
                .formatted(session.counter().done(), exchange.index(), i, session.network()));
      }
    }
  }

  /** What a state has beside its tensors. */
  private record Numbers(long seed, long steps, String optimizer, Map<String, Double> numbers) {}

  /**
   * Returns all that training changes, with notes of the caller's.
   *
   * @param notes by names that do not begin with {@code netwright.}
   */
  public byte[] state(Map<String, String> notes) {
    SessionState state = SessionState.of(session);
    Map<String, String> metadata =
        new LinkedHashMap<>(session.schema().metadata(session.parameters()));
    metadata.putAll(notes);
    metadata.put(
        STATE,
        GSON.toJson(
            new Numbers(state.seed(), state.steps(), state.optimizer(), state.optimizerNumbers())));
    try {
      Path folder = Files.createTempDirectory("netwright");
      Path file = folder.resolve("state.safetensors");
      try {
        SafetensorsWriter.write(file, state.tensors(), metadata);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Continues from where another replica of the same network was.
   *
   * @return the notes of its state, among others
   * @throws IllegalStateException if it is not a state of this network
   */
  public Map<String, String> restore(byte[] state) {
    try {
      return restore(
          Safetensors.open(ModelSource.of("the checkpoint", new ByteArrayInputStream(state))));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Map<String, String> restore(Safetensors saved) throws IOException {
    NetworkSchema.require(saved, session.schema().differences(saved, session.parameters()));
    SessionState now = SessionState.of(session);
    Map<String, DenseTensor> tensors = now.tensors();
    NetworkSchema.require(saved, saved.differences(tensors));
    Numbers numbers = GSON.fromJson(saved.metadata().get(STATE), Numbers.class);
    if (numbers == null || !numbers.optimizer().equals(now.optimizer())) {
      throw new IllegalStateException(
          "the checkpoint is not of a run of %s with the optimiser %s"
              .formatted(session.network(), now.optimizer()));
    }
    saved.readTo(tensors);
    new SessionState(
            tensors,
            now.preprocessing(),
            numbers.seed(),
            numbers.steps(),
            now.optimizer(),
            numbers.numbers(),
            now.learningRate(),
            now.strengths(),
            now.frozen())
        .restoreTo(session);
    return saved.metadata();
  }

  private static UncheckedIOException unusable(IOException e) {
    return new UncheckedIOException("the state of a replica: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    update.close();
  }
}
