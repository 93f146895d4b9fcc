package org.netwright.runtime.internal.data;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;

/** A stream whose batches are changed one by one; the order of its epochs stays. */
public final class MappedStream implements DataStream {
  private final DataStream stream;
  private final Function<Data, Table> change;

  /** Makes a stream of changed batches, which have as many examples as before. */
  public MappedStream(DataStream stream, Function<Data, Table> change) {
    this.stream = stream;
    this.change = change;
  }

  @Override
  public Batches open(int batchSize) {
    return mapped(stream.open(batchSize));
  }

  @Override
  public Batches open(int batchSize, int epoch) {
    return mapped(stream.open(batchSize, epoch));
  }

  @Override
  public Optional<Columns> columns() {
    return stream.columns();
  }

  private Batches mapped(Batches batches) {
    return new Batches() {
      @Override
      public @Nullable Data next() {
        Data batch = batches.next();
        return batch == null ? null : change.apply(batch);
      }

      @Override
      public void close() {
        batches.close();
      }
    };
  }
}
