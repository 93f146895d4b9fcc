package org.netwright.runtime.internal.session;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.predict.Evaluator;
import org.netwright.runtime.metrics.Evaluation;

/** Evaluates a network on the examples of a stream, batch by batch. */
final class StreamEvaluation {
  private final Session session;
  private final TrainerGuard.Call reading;

  /**
   * Makes an evaluation.
   *
   * @param reading the call that the stream makes batches in
   */
  StreamEvaluation(Session session, TrainerGuard.Call reading) {
    this.session = session;
    this.reading = reading;
  }

  /**
   * Reads the stream to its end.
   *
   * @throws IllegalArgumentException if an example does not fit, or there is none
   */
  Evaluation of(DataStream stream) {
    Evaluator.Scoring scoring = session.evaluator().scoring(Evaluator.BLOCK);
    try (DataStream.Batches batches = read(() -> stream.open(Evaluator.BLOCK))) {
      for (Table batch = next(batches); batch != null; batch = next(batches)) {
        session.stepInput().check(batch);
        // For each batch alone, because the stream may call the trainer in between.
        session.parameters().exchangeSparseGradients();
        try {
          scoring.add(batch);
        } finally {
          session.parameters().exchangeSparseGradients();
        }
      }
    }
    if (scoring.examples() == 0) {
      throw new IllegalArgumentException(
          "the stream has no examples; it must begin with the first one each time it is opened");
    }
    return scoring.evaluation();
  }

  private @Nullable Table next(DataStream.Batches batches) {
    return read(
        () -> {
          Data batch = batches.next();
          return batch == null ? null : Table.of(batch);
        });
  }

  private <T extends @Nullable Object> T read(Supplier<T> work) {
    TrainerGuard.Call outer = session.enter(reading);
    try {
      return work.get();
    } finally {
      session.leave(outer);
    }
  }
}
