package org.netwright.runtime.internal.data;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.random.RandomBits;

/** A stream in a random order within a window that moves over its examples. */
public final class ShuffledStream implements IdentifiedStream {
  private final DataStream stream;
  private final int bufferSize;
  private final long seed;

  /**
   * Makes a shuffled stream.
   *
   * @param bufferSize the number of examples in the window
   */
  public ShuffledStream(DataStream stream, int bufferSize, long seed) {
    if (bufferSize < 2) {
      throw new IllegalArgumentException(
          "expected a bufferSize of at least 2 examples, got %d; the larger it is, the better are"
                  .formatted(bufferSize)
              + " the examples shuffled");
    }
    this.stream = stream;
    this.bufferSize = bufferSize;
    this.seed = seed;
  }

  @Override
  public @Nullable String id() {
    String id = IdentifiedStream.idOf(stream);
    return id == null ? null : "%s, shuffled(%s, %s)".formatted(id, bufferSize, seed);
  }

  @Override
  public Optional<Columns> columns() {
    return stream.columns();
  }

  @Override
  public Batches open(int batchSize) {
    return open(batchSize, 1);
  }

  @Override
  public Batches open(int batchSize, int epoch) {
    return new Shuffled(
        stream.open(batchSize, epoch), bufferSize, batchSize, RandomBits.bits(seed, epoch));
  }

  /** One epoch. The window has references to rows of the batches that were read. */
  private static final class Shuffled implements Batches {
    private final Batches batches;
    private final int bufferSize;
    private final int batchSize;
    private final long seed;
    private final ExampleWindow window = new ExampleWindow();
    private @Nullable IndexedData current;
    private boolean begun;
    private int next;
    private long drawn;

    Shuffled(Batches batches, int bufferSize, int batchSize, long seed) {
      this.batches = batches;
      this.bufferSize = bufferSize;
      this.batchSize = batchSize;
      this.seed = seed;
    }

    private @Nullable IndexedData read() {
      next = 0;
      Data batch = batches.next();
      if (batch == null) {
        return null;
      }
      IndexedData examples = IndexedData.of(batch);
      window.willHave(examples.size());
      return examples;
    }

    @Override
    public @Nullable Data next() {
      if (!begun) {
        begun = true;
        current = read();
      }
      while (window.size() < bufferSize && current != null) {
        window.add(current, next);
        advance();
      }
      if (window.size() == 0) {
        return null;
      }
      ExampleWindow batch = new ExampleWindow();
      while (batch.size() < batchSize && window.size() > 0) {
        long bits = RandomBits.bits(seed, drawn++) >>> 32;
        int place = (int) ((bits * window.size()) >>> 32);
        batch.add(window.source(place), window.row(place));
        if (current == null) {
          window.remove(place);
        } else {
          window.replace(place, current, next);
          advance();
        }
      }
      Data shuffled = batch.gathered();
      window.compact(2L * bufferSize);
      return shuffled;
    }

    private void advance() {
      next++;
      if (current != null && next == current.size()) {
        current = read();
      }
    }

    @Override
    public void close() {
      batches.close();
    }
  }
}
