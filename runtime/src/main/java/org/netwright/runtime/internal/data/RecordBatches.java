package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;

/** Batches of records, of one pass over an iterator. */
public final class RecordBatches<E> implements DataStream.Batches {
  private final Iterator<? extends E> iterator;
  private final Function<? super E, ?> input;
  private final Function<? super E, ?> target;
  private final int batchSize;
  private long before;

  /** Begins a pass. */
  public RecordBatches(
      Iterator<? extends E> iterator,
      Function<? super E, ?> input,
      Function<? super E, ?> target,
      int batchSize) {
    this.iterator = iterator;
    this.input = Objects.requireNonNull(input, "input");
    this.target = Objects.requireNonNull(target, "target");
    this.batchSize = batchSize;
  }

  @Override
  public @Nullable Data next() {
    List<@Nullable Object> inputs = new ArrayList<>();
    List<@Nullable Object> targets = new ArrayList<>();
    while (inputs.size() < batchSize && iterator.hasNext()) {
      E example = iterator.next();
      inputs.add(input.apply(example));
      targets.add(target.apply(example));
    }
    if (inputs.isEmpty()) {
      return null;
    }
    RecordTable batch = RecordTable.of(inputs, targets, before);
    before += batch.size();
    return batch;
  }

  @Override
  public void close() {
    if (iterator instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("the iterator cannot be closed: " + e.getMessage(), e);
      }
    }
  }
}
