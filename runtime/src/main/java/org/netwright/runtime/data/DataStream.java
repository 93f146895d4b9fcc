package org.netwright.runtime.data;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.netwright.runtime.internal.data.RecordBatches;
import org.netwright.runtime.internal.data.ShuffledStream;
import org.netwright.runtime.internal.data.Table;

/**
 * Examples that are read again in each epoch, batch by batch, for data that do not fit into memory.
 * They come in the order of the stream, unless it is {@linkplain #shuffled shuffled}.
 */
@FunctionalInterface
public interface DataStream {

  /**
   * Reads records, for a network that takes records, such as the lines of a file of JSON that the
   * application's own mapper makes objects of. Each epoch iterates from the beginning; an iterator
   * that is {@link AutoCloseable} is closed.
   *
   * @param examples gives the same examples each time
   * @param input returns the record of an example
   * @param target returns the target of an example
   */
  static <E> DataStream of(
      Iterable<? extends E> examples, Function<? super E, ?> input, Function<? super E, ?> target) {
    return batchSize -> new RecordBatches<>(examples.iterator(), input, target, batchSize);
  }

  /**
   * Begins an epoch.
   *
   * @param batchSize how many examples a batch is to have; the last may have fewer
   * @return the batches, which the caller closes
   */
  Batches open(int batchSize);

  /**
   * Begins an epoch of a training run. The default ignores the number of the epoch; override it if
   * epochs are to differ. What is read should depend on this number and not on how often the stream
   * has been opened: a run that is resumed begins with a later epoch, and streams are also opened
   * to check, measure or evaluate examples.
   *
   * @param batchSize how many examples a batch is to have; the last may have fewer
   * @param epoch the number of the epoch in its run, from 1
   * @return the batches, which the caller closes
   */
  default Batches open(int batchSize, int epoch) {
    return open(batchSize);
  }

  /**
   * Returns a stream that draws each example at random from a window of the next {@code bufferSize}
   * examples of this one, in another order in each epoch. {@link #open(int)} gives the order of the
   * first epoch. All batches but the last have the size that is asked for.
   *
   * <p>An example comes at most {@code bufferSize} places too early. With a window as large as the
   * data they are shuffled completely; with a smaller one, shuffle data that are sorted, by class
   * for example, beforehand. The window needs memory for up to about three times {@code bufferSize}
   * examples.
   *
   * @param bufferSize how many examples are in the window, at least 2
   * @param seed the same seed gives the same orders
   * @throws IllegalArgumentException if {@code bufferSize} is below 2
   */
  default DataStream shuffled(int bufferSize, long seed) {
    return new ShuffledStream(this, bufferSize, seed);
  }

  /**
   * Returns what the columns mean, if the examples come from a table; the default reads the first
   * batch and returns its columns.
   */
  default Optional<Columns> columns() {
    try (Batches batches = open(1)) {
      Data first = batches.next();
      return first == null ? Optional.empty() : Table.of(first).columns();
    }
  }

  /** The batches of one epoch. */
  interface Batches extends AutoCloseable {
    /** Returns the next batch, or null at the end of the epoch. */
    @Nullable Data next();

    @Override
    default void close() {}
  }

  /**
   * Reads an iterator of ND4J, which is reset at the beginning of each epoch. The iterator decides
   * the size of the batches.
   *
   * @throws IllegalArgumentException if it cannot be reset
   */
  static DataStream of(DataSetIterator iterator) {
    if (!iterator.resetSupported()) {
      throw new IllegalArgumentException(
          "expected an iterator that can be reset, got "
              + iterator.getClass().getSimpleName()
              + "; read it once with Data.of(iterator)");
    }
    return batchSize -> {
      iterator.reset();
      return () -> iterator.hasNext() ? Data.of(iterator.next()) : null;
    };
  }
}
