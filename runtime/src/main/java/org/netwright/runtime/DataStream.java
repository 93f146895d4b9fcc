package org.netwright.runtime;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Examples that are read anew in each epoch, batch by batch, for data that memory does not hold.
 * They come in the order of the stream: what is sorted by class should be shuffled beforehand.
 */
@FunctionalInterface
public interface DataStream {

  /**
   * Begins an epoch.
   *
   * @param batchSize how many examples a batch is to have; the last may have fewer
   * @return the batches, which the caller closes
   */
  Batches open(int batchSize);

  /** The batches of one epoch. */
  interface Batches extends AutoCloseable {
    /** Returns the next batch, or null when the epoch is at its end. */
    @Nullable Data next();

    @Override
    default void close() {}
  }

  /**
   * Reads an iterator of ND4J, which is reset at the beginning of each epoch. The size of the
   * batches is the iterator's own.
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
