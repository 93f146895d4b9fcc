package org.netwright.runtime.internal.run;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.KnownColumns;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.input.Examples;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.session.Session;

/**
 * The examples of a run, with columns and classes in the order that the network knows them in.
 *
 * @param training what the network is trained on
 * @param scored the same, to evaluate the network on
 * @param validation null if there are none
 */
record FitExamples(Examples training, ScoredExamples scored, @Nullable ScoredExamples validation) {
  private static final String TRAINING = "the training examples";
  private static final String VALIDATION = "the validation examples";

  /**
   * Aligns the examples by the names of their columns.
   *
   * @throws IllegalArgumentException if they have other columns, values or classes than the network
   *     knows, or than each other
   */
  static FitExamples of(FitPlan fit) {
    Session session = fit.session;
    KnownColumns network = KnownColumns.of(session.network(), session.columns());
    if (fit.data != null) {
      Table data = arranged(network.align(fit.data, TRAINING), session);
      return new FitExamples(
          Examples.of(data, fit.shuffle),
          new ScoredExamples.InMemory(data),
          validation(fit, network.or(data.columns())));
    }
    DataStream given = Objects.requireNonNull(fit.stream);
    Optional<Columns> columns = EpochLoop.reading(session, given::columns);
    network.require(columns, TRAINING);
    KnownColumns known = network.or(columns);
    DataStream stream = session.arranged(known.align(given, TRAINING));
    return new FitExamples(
        Examples.of(stream, known.columns()),
        new ScoredExamples.Streamed(stream, TRAINING),
        validation(fit, known));
  }

  private static @Nullable ScoredExamples validation(FitPlan fit, KnownColumns known) {
    Session session = fit.session;
    if (fit.validation != null) {
      return new ScoredExamples.InMemory(
          arranged(known.align(fit.validation, VALIDATION), session));
    }
    DataStream stream = fit.validationStream;
    if (stream == null) {
      return null;
    }
    known.require(EpochLoop.reading(session, stream::columns), VALIDATION);
    return new ScoredExamples.Streamed(
        session.arranged(known.align(stream, VALIDATION)), VALIDATION);
  }

  private static Table arranged(Table data, Session session) {
    StepInput input = session.stepInput();
    return data.arranged(session.network(), input.inputNames(), input.targetNames());
  }

  /**
   * Checks them against the network, as far as they are in memory.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  void check(Session session) {
    training.check(session.stepInput());
    if (validation != null) {
      validation.check(session);
    }
  }
}
