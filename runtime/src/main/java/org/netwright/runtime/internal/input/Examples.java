package org.netwright.runtime.internal.input;

import java.util.Optional;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.Partition;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.random.RandomBits;

/** The examples that a network is trained on, in memory or read again in each epoch. */
public interface Examples {

  /** Receives features and targets, and which of their rows are examples. */
  @FunctionalInterface
  interface Visitor {
    void visit(Rows features, Rows targets, int[] rows);
  }

  /**
   * Checks the examples against a network, as far as they are in memory.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  void check(StepInput input);

  /** Returns the number of examples, or 0 if it is not known. */
  long size();

  /** Returns what their columns mean, if they come from a table. */
  Optional<Columns> columns();

  /**
   * Passes all examples to a visitor.
   *
   * @throws IllegalArgumentException if one does not fit the network
   */
  void visit(StepInput input, int batchSize, Visitor visitor);

  /**
   * Begins an epoch. Its order depends on the seed and the number of the epoch alone.
   *
   * @param seed of all epochs of a run
   * @param epoch counted from 1
   */
  Epoch open(long seed, int epoch, int batchSize);

  /** The batches of an epoch. */
  interface Epoch extends AutoCloseable {
    /** Copies the next batch into a network's tensors, and returns its rows; 0 at the end. */
    int read(StepInput input);

    @Override
    default void close() {}
  }

  /** Returns examples in memory. */
  static Examples of(Table data, boolean shuffle) {
    return new InMemory(data, shuffle);
  }

  /**
   * Returns examples of a stream.
   *
   * @param columns what its columns mean, if it comes from a table
   */
  static Examples of(DataStream stream, Optional<Columns> columns) {
    return new Streamed(stream, columns);
  }

  /** Examples in memory, shuffled in each epoch or in their own order. */
  record InMemory(Table data, boolean shuffle) implements Examples {
    @Override
    public void check(StepInput input) {
      input.check(data);
    }

    @Override
    public long size() {
      return data.size();
    }

    @Override
    public Optional<Columns> columns() {
      return data.columns();
    }

    @Override
    public void visit(StepInput input, int batchSize, Visitor visitor) {
      visitor.visit(data.features(), data.targets(), data.chosen());
    }

    @Override
    public Epoch open(long seed, int epoch, int batchSize) {
      int[] order = data.chosen();
      if (shuffle) {
        order = order.clone();
        Partition.shuffle(order, RandomBits.bits(RandomBits.bits(seed, epoch), 0));
      }
      return new Pass(data, order, batchSize);
    }
  }

  /** One pass over an order. */
  final class Pass implements Epoch {
    private final Table data;
    private final int[] order;
    private final int batchSize;
    private int next;

    private Pass(Table data, int[] order, int batchSize) {
      this.data = data;
      this.order = order;
      this.batchSize = batchSize;
    }

    @Override
    public int read(StepInput input) {
      int n = Math.min(batchSize, order.length - next);
      if (n > 0) {
        input.read(data, order, next, n);
        next += n;
      }
      return n;
    }
  }

  /** Examples of a stream; each batch is checked when it is read. */
  record Streamed(DataStream stream, Optional<Columns> columns) implements Examples {
    @Override
    public void check(StepInput input) {}

    @Override
    public long size() {
      return 0;
    }

    @Override
    public void visit(StepInput input, int batchSize, Visitor visitor) {
      try (DataStream.Batches batches = stream.open(batchSize)) {
        for (Data given = batches.next(); given != null; given = batches.next()) {
          Table batch = Table.of(given);
          input.check(batch);
          visitor.visit(batch.features(), batch.targets(), batch.chosen());
        }
      }
    }

    @Override
    public Epoch open(long seed, int epoch, int batchSize) {
      DataStream.Batches batches = stream.open(batchSize, epoch);
      return new Epoch() {
        @Override
        public int read(StepInput input) {
          Data given = batches.next();
          if (given == null) {
            return 0;
          }
          Table batch = Table.of(given);
          input.check(batch);
          input.read(batch, batch.chosen(), 0, batch.size());
          return batch.size();
        }

        @Override
        public void close() {
          batches.close();
        }
      };
    }
  }
}
