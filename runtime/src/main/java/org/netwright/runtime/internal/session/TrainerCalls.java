package org.netwright.runtime.internal.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.LoadedLayers;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.MappedStream;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.data.Weights;
import org.netwright.runtime.internal.model.Safetensors;
import org.netwright.runtime.internal.predict.Predictor;
import org.netwright.runtime.metrics.Evaluation;

/** What users call through a trainer: each call enters the {@link TrainerGuard}. */
public final class TrainerCalls {
  private final Session session;
  private final SessionEvaluation evaluation;

  /** Makes the calls of a session. */
  public TrainerCalls(Session session) {
    this.session = session;
    this.evaluation = new SessionEvaluation(session);
  }

  /** Trains on one mini-batch and returns its losses. */
  public LossValues step(INDArray x, INDArray y) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
    try {
      // Before another thread can enter and overwrite them.
      return train(x, y).copy();
    } finally {
      session.leave(outer);
    }
  }

  /** Trains on one mini-batch and writes its losses into a report. */
  public void step(INDArray x, INDArray y, LossReport report) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
    try {
      LossValues values = LossValues.of(report);
      values.requirePenalties(session.passes().losses());
      values.set(train(x, y));
    } finally {
      session.leave(outer);
    }
  }

  /** Trains on one mini-batch of sequences and returns its losses. */
  public LossValues step(INDArray x, int[] lengths, INDArray y) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
    try {
      return train(x, lengths, y).copy();
    } finally {
      session.leave(outer);
    }
  }

  /** Trains on one mini-batch of sequences and writes its losses into a report. */
  public void step(INDArray x, int[] lengths, INDArray y, LossReport report) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
    try {
      LossValues values = LossValues.of(report);
      values.requirePenalties(session.passes().losses());
      values.set(train(x, lengths, y));
    } finally {
      session.leave(outer);
    }
  }

  private LossValues train(INDArray x, int[] lengths, INDArray y) {
    double rate = session.requireStrengths();
    return session.passes().train(session.stepInput().read(x, lengths, y), rate);
  }

  /** Trains on one mini-batch of several inputs or targets, and returns its losses. */
  public LossValues step(List<INDArray> inputs, List<INDArray> targets) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
    try {
      double rate = session.requireStrengths();
      return session.passes().train(session.stepInput().read(inputs, targets), rate).copy();
    } finally {
      session.leave(outer);
    }
  }

  /** Trains on one mini-batch of several inputs or targets, and writes its losses into a report. */
  public void step(List<INDArray> inputs, List<INDArray> targets, LossReport report) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
    try {
      LossValues values = LossValues.of(report);
      values.requirePenalties(session.passes().losses());
      double rate = session.requireStrengths();
      values.set(session.passes().train(session.stepInput().read(inputs, targets), rate));
    } finally {
      session.leave(outer);
    }
  }

  /** Calls the predictor. */
  public <T> T predict(Function<Predictor, T> prediction) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.PREDICT);
    try {
      return prediction.apply(session.predictor());
    } finally {
      session.leave(outer);
    }
  }

  /** Predicts into an existing array, without allocating objects. */
  public void predict(INDArray x, INDArray result) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.PREDICT);
    try {
      session.predictor().arrays().predict(x, result);
    } finally {
      session.leave(outer);
    }
  }

  /** Predicts the class of one row, without allocating objects. */
  public int predictClass(float[] row) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.PREDICT);
    try {
      return session.predictor().row().predictClass(row);
    } finally {
      session.leave(outer);
    }
  }

  /** Predicts the class of one row at a threshold, without allocating objects. */
  public int predictClass(float[] row, double threshold) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.PREDICT);
    try {
      return session.predictor().row().predictClass(row, threshold);
    } finally {
      session.leave(outer);
    }
  }

  /** Evaluates the network on examples of any table with the known names. */
  public Evaluation evaluate(Data data) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.EVALUATE);
    try {
      Table known = table(data);
      session.stepInput().check(known);
      Weights.requireSome(known, "the examples");
      return evaluation.of(known);
    } finally {
      session.leave(outer);
    }
  }

  /** Returns examples as numbers, with the columns that the network knows. */
  private Table table(Data data) {
    SessionRecords records = session.records();
    return session.arranged(records == null ? aligned(Table.of(data)) : records.encode(data));
  }

  private Table aligned(Table data) {
    return session.knownColumns().or(data.columns(), "the examples").align(data, "the examples");
  }

  /** Evaluates the network on the examples of a stream of any table with the known names. */
  public Evaluation evaluate(DataStream stream) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.EVALUATE);
    try {
      DataStream known = new MappedStream(stream, this::table);
      return evaluation.of(known, TrainerGuard.Call.EVALUATION_STREAM);
    } finally {
      session.leave(outer);
    }
  }

  private LossValues train(INDArray x, INDArray y) {
    // Before anything is written: a schedule may give a number that is not a strength.
    double rate = session.requireStrengths();
    return session.passes().train(session.stepInput().read(x, y), rate);
  }

  /** Writes the parameters to a file, with the user's own metadata. */
  public void save(Path file, Map<String, String> metadata) throws IOException {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.SAVE);
    try {
      session.schema().save(file, session.parameters(), session.preprocessing(), metadata);
    } finally {
      session.leave(outer);
    }
  }

  /** Reads parameters from a file. */
  public void load(Path file) throws IOException {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.LOAD);
    try {
      session.schema().load(Safetensors.open(file), session.parameters(), session.preprocessing());
      SessionRecords records = session.records();
      if (records != null) {
        records.keepNothing();
      }
      if (session.parameters().hasAnchors()) {
        session.parameters().moveAnchors();
      }
    } finally {
      session.leave(outer);
    }
  }

  /** Reads the parameters of the layers that fit from a file of another network. */
  public LoadedLayers loadMatching(Path file) throws IOException {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.LOAD);
    try {
      LoadedLayers loaded =
          session.schema().loadMatching(file, session.parameters(), session.preprocessing());
      SessionRecords records = session.records();
      if (records != null) {
        records.keep(loaded.layers());
      }
      return loaded;
    } finally {
      session.leave(outer);
    }
  }

  /** Makes the current parameters the point that penalties on the distance pull towards. */
  public void anchor() {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.SET);
    try {
      if (!session.parameters().hasAnchors()) {
        throw new IllegalStateException(
            "%s has no penalty on the distance from initial values; declare one, as in @L2(value = 0.01, towards = Anchor.INITIAL)"
                .formatted(session.network()));
      }
      session.parameters().moveAnchors();
    } finally {
      session.leave(outer);
    }
  }
}
