package org.netwright.runtime.internal.run;

import java.util.Objects;
import java.util.function.BiConsumer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.IndexedData;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.data.Weights;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.records.LearntRecord;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionEvaluation;
import org.netwright.runtime.internal.session.SessionRecords;
import org.netwright.runtime.metrics.Evaluation;

/**
 * Examples that the network of a run is evaluated on, with columns and classes in the order that it
 * knows them in.
 */
sealed interface ScoredExamples {

  /**
   * Checks the examples against the network, as far as they are in memory; of a stream, up to the
   * first one whose weight is not 0.
   *
   * @throws IllegalArgumentException if they do not fit, there is none, or all have the weight 0
   */
  void check(Session session);

  /** Evaluates the network. */
  Evaluation evaluate(Session session);

  /**
   * Gives the examples with what the network makes of them. A stream is read and evaluated once
   * more, batch by batch, because it may give its examples in another order each time.
   *
   * @param evaluation what {@link #evaluate} has returned, with the same parameters
   */
  void forEach(Session session, Evaluation evaluation, BiConsumer<Table, Evaluation> use);

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
      return new SessionEvaluation(session).of(data);
    }

    @Override
    public void forEach(Session session, Evaluation evaluation, BiConsumer<Table, Evaluation> use) {
      use.accept(data, evaluation);
    }
  }

  /**
   * Records in memory. They become numbers anew if the network has learnt more about their columns,
   * as it can from a stream.
   */
  final class Records implements ScoredExamples {
    private final IndexedData given;
    private final String what;
    private LearntRecord known;
    private InMemory encoded;

    /**
     * Makes numbers of records.
     *
     * @param learnt what is known about their columns
     * @param what they are, for messages, as in {@code the validation examples}
     */
    Records(IndexedData given, LearntRecord learnt, Session session, String what) {
      this.given = given;
      this.what = what;
      this.known = learnt;
      this.encoded = encode(session);
    }

    private InMemory encode(Session session) {
      SessionRecords records = Objects.requireNonNull(session.records());
      return new InMemory(session.arranged(records.encode(given, known)), what);
    }

    @Override
    public void check(Session session) {
      encoded.check(session);
    }

    @Override
    public Evaluation evaluate(Session session) {
      LearntRecord now = session.preprocessing().learnt();
      if (now != null && !now.equals(known)) {
        known = now;
        encoded = encode(session);
      }
      return encoded.evaluate(session);
    }

    @Override
    public void forEach(Session session, Evaluation evaluation, BiConsumer<Table, Evaluation> use) {
      encoded.forEach(session, evaluation, use);
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
      EpochLoop.reading(
          session,
          () -> {
            check(session.stepInput());
            return this;
          });
    }

    private void check(StepInput input) {
      long examples = 0;
      try (DataStream.Batches batches = stream.open(1)) {
        for (Data given = batches.next(); given != null; given = batches.next()) {
          Table batch = Table.of(given);
          input.check(batch);
          if (Weights.counting(batch) > 0) {
            return;
          }
          examples += batch.size();
        }
      }
      throw examples == 0
          ? new IllegalArgumentException("the stream of %s has no examples".formatted(what))
          : Weights.none(what, examples);
    }

    @Override
    public Evaluation evaluate(Session session) {
      return new SessionEvaluation(session).ofRun(stream);
    }

    @Override
    public void forEach(Session session, Evaluation evaluation, BiConsumer<Table, Evaluation> use) {
      new SessionEvaluation(session).ofBatches(stream, use);
    }
  }
}
