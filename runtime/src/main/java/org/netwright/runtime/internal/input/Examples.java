package org.netwright.runtime.internal.input;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.data.Weights;
import org.netwright.runtime.internal.random.RandomBits;

/** The examples that a network is trained on, in memory or read again in each epoch. */
public interface Examples {

  /** Receives examples, and which rows of the data are examples. */
  @FunctionalInterface
  interface Visitor {
    void visit(Table data, int[] rows);
  }

  /**
   * Checks the examples against a network, as far as they are in memory.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  void check(StepInput input);

  /** Returns the number of examples that are trained on, or 0 if it is not known. */
  long size();

  /** Returns the same examples with class weights, which those in memory are checked for. */
  Examples with(ClassFactors classes);

  /** Returns the same examples with images that are changed in each epoch; null if they are not. */
  Examples with(@Nullable Augmenting augmenting);

  /** Returns what their columns mean, if they come from a table. */
  Optional<Columns> columns();

  /**
   * Passes all examples that are trained on to a visitor.
   *
   * @throws IllegalArgumentException if one does not fit the network
   */
  void visit(StepInput input, int batchSize, Visitor visitor);

  /**
   * Begins an epoch. Its order depends on the seed and the number of the epoch alone.
   *
   * @param seed of all epochs of a run
   * @param epoch counted from 1
   * @param group how many batches make one update, whose losses are means over all of them
   */
  Epoch open(long seed, int epoch, int batchSize, int group);

  /** The batches of an epoch. */
  interface Epoch extends AutoCloseable {
    /**
     * Copies the next batch into a network's tensors, and returns its rows; 0 at the end.
     *
     * @throws IllegalArgumentException if an example of a stream does not fit, or it has none
     */
    int read(StepInput input);

    @Override
    default void close() {}
  }

  /**
   * Returns examples in memory.
   *
   * @param shuffle whether each epoch has another order
   * @param similarLengths whether mini-batches have sequences of similar lengths
   */
  static Examples of(Table data, boolean shuffle, boolean similarLengths) {
    return new InMemory(data, shuffle, similarLengths, ClassFactors.NONE, null);
  }

  /**
   * Returns examples of a stream.
   *
   * @param columns what its columns mean, if it comes from a table
   */
  static Examples of(DataStream stream, Optional<Columns> columns) {
    return new Streamed(stream, columns, ClassFactors.NONE, null);
  }

  /** Examples in memory, shuffled in each epoch or in their own order. */
  record InMemory(
      Table data,
      boolean shuffle,
      boolean similarLengths,
      ClassFactors classes,
      @Nullable Augmenting augmenting)
      implements Examples {
    @Override
    public void check(StepInput input) {
      input.check(data);
    }

    @Override
    public long size() {
      return Weights.counting(data);
    }

    @Override
    public Examples with(ClassFactors other) {
      other.check(data);
      return new InMemory(data, shuffle, similarLengths, other, augmenting);
    }

    @Override
    public Examples with(@Nullable Augmenting other) {
      return new InMemory(data, shuffle, similarLengths, classes, other);
    }

    @Override
    public Optional<Columns> columns() {
      return data.columns();
    }

    @Override
    public void visit(StepInput input, int batchSize, Visitor visitor) {
      visitor.visit(data, Order.of(data).rows());
    }

    private Order order(long seed, int batchSize) {
      Order given = Order.of(data);
      if (!shuffle) {
        return given;
      }
      Order shuffled = given.shuffled(RandomBits.bits(seed, 0));
      // The number 1 of the stream is the seed of augmentation.
      return similarLengths
          ? shuffled.ofSimilarLengths(data.totalLengths(), batchSize, RandomBits.bits(seed, 2))
          : shuffled;
    }

    @Override
    public Epoch open(long seed, int epoch, int batchSize, int group) {
      return new Pass(
          data,
          order(RandomBits.bits(seed, epoch), batchSize),
          classes,
          augmenting == null ? null : augmenting.open(seed, epoch),
          batchSize,
          group);
    }
  }

  /** One pass over an order. */
  final class Pass implements Epoch {
    private final Table data;
    private final Order order;
    private final ClassFactors classes;
    private final @Nullable Augmenter augmenter;
    private final int batchSize;
    private final int group;
    private final boolean isWeighted;
    private @Nullable GroupWeights weights;
    private int next;

    private Pass(
        Table data,
        Order order,
        ClassFactors classes,
        @Nullable Augmenter augmenter,
        int batchSize,
        int group) {
      this.data = data;
      this.order = order;
      this.classes = classes;
      this.augmenter = augmenter;
      this.batchSize = batchSize;
      this.group = group;
      this.isWeighted = order.weights() != null || !classes.isEmpty();
    }

    @Override
    public int read(StepInput input) {
      int n = Math.min(batchSize, order.rows().length - next);
      if (n > 0) {
        boolean hasWeights = isWeighted || input.targets().countsSteps();
        if (hasWeights && group > 1 && next % ((long) group * batchSize) == 0) {
          weights = ofGroup(input);
        }
        if (augmenter == null) {
          input.read(data, order.rows(), next, n);
        } else {
          augmenter.read(input, data, order.rows(), next, n);
        }
        input.targets().weigh(data, order.rows(), order.weights(), classes, next, n, weights);
        next += n;
      }
      return n;
    }

    private GroupWeights ofGroup(StepInput input) {
      GroupWeights all = new GroupWeights(data.allTargets().size());
      int left = order.rows().length - next;
      all.add(input, data, order, classes, next, (int) Math.min((long) group * batchSize, left));
      return all;
    }
  }

  /** Examples of a stream; each batch is checked when it is read. */
  record Streamed(
      DataStream stream,
      Optional<Columns> columns,
      ClassFactors classes,
      @Nullable Augmenting augmenting)
      implements Examples {
    @Override
    public void check(StepInput input) {}

    @Override
    public long size() {
      return 0;
    }

    @Override
    public Examples with(ClassFactors other) {
      return new Streamed(stream, columns, other, augmenting);
    }

    @Override
    public Examples with(@Nullable Augmenting other) {
      return new Streamed(stream, columns, classes, other);
    }

    @Override
    public void visit(StepInput input, int batchSize, Visitor visitor) {
      long omitted = 0;
      boolean any = false;
      try (DataStream.Batches batches = stream.open(batchSize)) {
        for (Data given = batches.next(); given != null; given = batches.next()) {
          Table batch = Table.of(given);
          input.check(batch);
          int[] rows = Order.of(batch).rows();
          visitor.visit(batch, rows);
          omitted += batch.size() - rows.length;
          any |= rows.length > 0;
        }
      }
      if (!any) {
        throw StreamPass.noExamples(omitted);
      }
    }

    @Override
    public Epoch open(long seed, int epoch, int batchSize, int group) {
      return new StreamPass(
          stream.open(batchSize, epoch),
          classes,
          augmenting == null ? null : augmenting.open(seed, epoch),
          group);
    }
  }
}
