package org.netwright.runtime.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.data.Weights;
import org.netwright.runtime.internal.predict.Evaluator;
import org.netwright.runtime.internal.predict.NetworkOutput;
import org.netwright.runtime.internal.predict.Predictor;
import org.netwright.runtime.metrics.Evaluation;

/** Compares what the network of a session computes with the targets of examples. */
public final class SessionEvaluation {
  private final Session session;

  /** Makes one for a session. */
  public SessionEvaluation(Session session) {
    this.session = session;
  }

  /** Evaluates the network on examples that fit it. */
  public Evaluation of(Table data) {
    Evaluator evaluator = evaluator();
    // The losses of an evaluation have their own rows, and no gradient.
    session.parameters().exchangeSparseGradients();
    try {
      return evaluator.evaluate(data);
    } finally {
      session.parameters().exchangeSparseGradients();
    }
  }

  /**
   * Evaluates the network, in a run, on the examples of a stream with the known names, which are
   * checked batch by batch.
   *
   * @throws IllegalArgumentException if one does not fit, or there is none
   */
  public Evaluation ofRun(DataStream stream) {
    return of(stream, TrainerGuard.Call.STREAM);
  }

  /**
   * Evaluates the network on the examples of a stream, batch by batch.
   *
   * @param reading the call that the stream makes batches in
   * @throws IllegalArgumentException if an example does not fit, or there is none
   */
  Evaluation of(DataStream stream, TrainerGuard.Call reading) {
    Evaluator evaluator = evaluator();
    Evaluator.Scoring scoring = evaluator.scoring(evaluator.block());
    forEachBatch(stream, evaluator.block(), reading, scoring::add);
    if (scoring.examples() == 0) {
      throw new IllegalArgumentException(
          "the stream has no examples; it must begin with the first one each time it is opened");
    }
    return scoring.evaluation();
  }

  /**
   * Evaluates the network, in a run, on each batch of a stream by itself, with the batch. Batches
   * whose weights are all 0 are left out.
   *
   * @throws IllegalArgumentException if an example does not fit
   */
  public void ofBatches(DataStream stream, BiConsumer<Table, Evaluation> use) {
    Evaluator evaluator = evaluator();
    forEachBatch(
        stream,
        evaluator.block(),
        TrainerGuard.Call.STREAM,
        batch -> {
          if (Weights.counting(batch) > 0) {
            use.accept(batch, evaluator.evaluate(batch));
          }
        });
  }

  private void forEachBatch(
      DataStream stream, int size, TrainerGuard.Call reading, Consumer<? super Table> use) {
    try (DataStream.Batches batches = read(reading, () -> stream.open(size))) {
      for (Table batch = next(reading, batches); batch != null; batch = next(reading, batches)) {
        session.stepInput().check(batch);
        // For each batch alone, because the stream may call the trainer in between.
        session.parameters().exchangeSparseGradients();
        try {
          use.accept(batch);
        } finally {
          session.parameters().exchangeSparseGradients();
        }
      }
    }
  }

  private @Nullable Table next(TrainerGuard.Call reading, DataStream.Batches batches) {
    return read(
        reading,
        () -> {
          Data batch = batches.next();
          return batch == null ? null : Table.of(batch);
        });
  }

  private <T extends @Nullable Object> T read(TrainerGuard.Call reading, Supplier<T> work) {
    TrainerGuard.Call outer = session.enter(reading);
    try {
      return work.get();
    } finally {
      session.leave(outer);
    }
  }

  private Evaluator evaluator() {
    return new Evaluator(
        session.stepInput(),
        session.passes()::infer,
        session.passes()::loss,
        compared(),
        session.preprocessing(),
        session.predictor()::block);
  }

  /** Returns the outputs that have a loss, with its encoding. */
  private List<Evaluator.Compared> compared() {
    List<Evaluator.Compared> compared = new ArrayList<>();
    Predictor predictor = session.predictor();
    for (LossTarget target : session.targets()) {
      NetworkOutput output = predictor.outputs().get(predictor.indexOf(target.layer()));
      compared.add(new Evaluator.Compared(target.encoding(), target.weight(), output));
    }
    return compared;
  }
}
