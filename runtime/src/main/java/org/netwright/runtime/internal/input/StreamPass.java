package org.netwright.runtime.internal.input;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.Table;

/**
 * One pass over a stream. Each batch is checked when it is read. Batches that make one update are
 * read together if they have weights, because the losses are divided by the weights of all of them.
 */
final class StreamPass implements Examples.Epoch {
  private final DataStream.Batches batches;
  private final ClassFactors classes;
  private final @Nullable Augmenter augmenter;
  private final int group;

  /** Batches that have been read, but not been returned. */
  private final Queue<Batch> ahead = new ArrayDeque<>();

  private @Nullable GroupWeights weights;

  /** The place of the next batch in its group. */
  private int place;

  private long omitted;
  private boolean any;
  private boolean ended;

  /** A batch with at least one example that counts. */
  private record Batch(Table data, Order order) {}

  /**
   * Begins a pass.
   *
   * @param batches which it closes
   * @param augmenter null if examples are read as they are
   * @param group how many of them make one update
   */
  StreamPass(
      DataStream.Batches batches, ClassFactors classes, @Nullable Augmenter augmenter, int group) {
    this.batches = batches;
    this.classes = classes;
    this.augmenter = augmenter;
    this.group = group;
  }

  @Override
  public int read(StepInput input) {
    if (ahead.isEmpty()) {
      readAhead(input);
    }
    Batch batch = ahead.poll();
    if (batch == null) {
      return 0;
    }
    Table data = batch.data();
    int[] rows = batch.order().rows();
    if (augmenter == null) {
      input.read(data, rows, 0, rows.length);
    } else {
      augmenter.read(input, data, rows, 0, rows.length);
    }
    input.targets().weigh(data, rows, batch.order().weights(), classes, 0, rows.length, weights);
    place = (place + 1) % group;
    return rows.length;
  }

  private void readAhead(StepInput input) {
    Batch first = next(input);
    if (first == null) {
      return;
    }
    ahead.add(first);
    boolean isWeighted =
        first.order().weights() != null || !classes.isEmpty() || input.targets().countsSteps();
    if (group == 1 || !isWeighted) {
      weights = null;
      return;
    }
    if (place > 0) {
      throw new IllegalArgumentException(
          "batch %d of those for one update has weights, but the first has none; with accumulate, give all batches weights, as in batch.weighted(weights)"
              .formatted(place + 1));
    }
    weights = new GroupWeights(first.data().allTargets().size());
    add(input, first);
    while (ahead.size() < group) {
      Batch batch = next(input);
      if (batch == null) {
        return;
      }
      ahead.add(batch);
      add(input, batch);
    }
  }

  private void add(StepInput input, Batch batch) {
    if (weights != null) {
      weights.add(input, batch.data(), batch.order(), classes, 0, batch.order().rows().length);
    }
  }

  /** Returns the next batch, null at the end. */
  private @Nullable Batch next(StepInput input) {
    while (!ended) {
      Data given = batches.next();
      if (given == null) {
        ended = true;
        break;
      }
      Table data = Table.of(given);
      input.check(data);
      classes.check(data);
      Order order = Order.of(data);
      if (order.rows().length > 0) {
        input.leastRows().requireOfStream(order.rows().length);
        any = true;
        return new Batch(data, order);
      }
      omitted += data.size();
    }
    if (!any) {
      throw noExamples(omitted);
    }
    return null;
  }

  /** Returns an exception about a stream without examples, or with some that do not count. */
  static IllegalArgumentException noExamples(long omitted) {
    return new IllegalArgumentException(
        omitted == 0
            ? "the stream has no examples; it must begin with the first one each time it is opened"
            : "all %d examples of the stream have the weight 0".formatted(omitted));
  }

  @Override
  public void close() {
    batches.close();
  }
}
