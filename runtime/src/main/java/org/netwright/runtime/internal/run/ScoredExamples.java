package org.netwright.runtime.internal.run;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.data.Weights;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.metrics.Evaluation;

/**
 * Examples that the network of a run is evaluated on, with columns and classes in the order that it
 * knows them in.
 */
sealed interface ScoredExamples {

  /**
   * Checks the examples against the network, as far as they are in memory; of a stream, the first
   * one.
   *
   * @throws IllegalArgumentException if they do not fit, or there is none
   */
  void check(Session session);

  /** Evaluates the network. */
  Evaluation evaluate(Session session);

  /**
   * Examples in memory.
   *
   * @param what they are, for messages, as in {@code the validation examples}
   */
  record InMemory(Table data, String what) implements ScoredExamples {
    @Override
    public void check(Session session) {
      session.stepInput().check(data);
      Weights.requireSome(data, what);
    }

    @Override
    public Evaluation evaluate(Session session) {
      return session.evaluateChecked(data);
    }
  }

  /**
   * Examples that are read again each time.
   *
   * @param what they are, for messages, as in {@code the validation examples}
   */
  record Streamed(DataStream stream, String what) implements ScoredExamples {
    @Override
    public void check(Session session) {
      Table first = EpochLoop.reading(session, this::first);
      session.stepInput().check(first);
    }

    private Table first() {
      try (DataStream.Batches batches = stream.open(1)) {
        @Nullable Data batch = batches.next();
        if (batch == null) {
          throw new IllegalArgumentException("the stream of %s has no examples".formatted(what));
        }
        return Table.of(batch);
      }
    }

    @Override
    public Evaluation evaluate(Session session) {
      return session.evaluateInRun(stream);
    }
  }
}
