package org.netwright.runtime.internal.session;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.predict.RecordPredictor;
import org.netwright.runtime.internal.records.RecordEncoding;

/** What users call through a trainer that takes records: each call enters the guard. */
public final class RecordCalls {
  private final Session session;
  private final SessionRecords records;

  /** Makes the calls of the session of a network that takes records. */
  public RecordCalls(Session session) {
    this.session = session;
    this.records = Objects.requireNonNull(session.records(), "the network takes arrays");
  }

  /** Trains on one mini-batch of records, and returns its losses. */
  public LossValues stepOn(Data batch) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
    try {
      double rate = session.requireStrengths();
      RecordEncoding.Training training = records.encodeKnown(batch);
      Table table = session.arranged(training.table());
      session.stepInput().check(table);
      session.stepInput().leastRows().require(table.size());
      session.stepInput().read(table, table.chosen(), 0, table.size());
      LossValues losses = session.passes().train(table.size(), rate).copy();
      session.preprocessing().learnt(training.learnt());
      return losses;
    } finally {
      session.leave(outer);
    }
  }

  /** Calls what predicts for records. */
  public <T extends @Nullable Object> T predictRecord(Function<RecordPredictor, T> prediction) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.PREDICT);
    try {
      return prediction.apply(session.predictor(records));
    } finally {
      session.leave(outer);
    }
  }

  /** Returns the features of records, in the order of the inputs. */
  public Map<String, Rows> features(List<?> examples) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.PREDICT);
    try {
      return records.features(examples);
    } finally {
      session.leave(outer);
    }
  }

  /** Measures the columns of records, if they are not known. */
  public void learn(List<?> examples) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.SET);
    try {
      records.learn(examples);
    } finally {
      session.leave(outer);
    }
  }

  /** Sets whether what training has not seen is refused. */
  public void strict(boolean strict) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.SET);
    try {
      records.strict(strict);
    } finally {
      session.leave(outer);
    }
  }

  /** Returns whether what training has not seen is refused. */
  public boolean isStrict() {
    return records.isStrict();
  }

  /** Returns a name for each number that a record becomes. */
  public List<String> featureNames() {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.PREDICT);
    try {
      return records.featureNames();
    } finally {
      session.leave(outer);
    }
  }
}
