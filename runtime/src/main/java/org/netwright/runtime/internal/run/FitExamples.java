package org.netwright.runtime.internal.run;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.internal.data.IndexedData;
import org.netwright.runtime.internal.data.KnownColumns;
import org.netwright.runtime.internal.data.Partition;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.data.Weights;
import org.netwright.runtime.internal.input.Examples;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.records.LearntRecord;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionRecords;

/**
 * The examples of a run as numbers, with columns and classes in the order that the network knows
 * them in.
 *
 * @param training what the network is trained on
 * @param trainingData the same, if they are in memory
 * @param validation null if there are none
 * @param learnt what the training examples show about the columns of records; null if they are
 *     arrays
 * @param classWeights those of training
 */
record FitExamples(
    Examples training,
    @Nullable Table trainingData,
    @Nullable Table validation,
    @Nullable LearntRecord learnt,
    ClassWeighting classWeights) {

  /**
   * Makes numbers of records, and aligns tables by the names of their columns.
   *
   * @throws IllegalArgumentException if they have other columns, values or classes than the network
   *     knows, or than each other
   */
  static FitExamples of(FitPlan fit) {
    SessionRecords records = fit.session.records();
    if (fit.data == null) {
      DataStream stream = Objects.requireNonNull(fit.stream);
      return records == null ? ofTables(fit, stream) : ofRecords(fit, stream, records);
    }
    IndexedData data = fit.data;
    IndexedData validation = fit.validation;
    if (fit.validationShare > 0) {
      Split split = split(fit, data);
      data = IndexedData.of(split.train());
      validation = IndexedData.of(split.test());
    }
    return records == null
        ? ofTables(fit, data, validation)
        : ofRecords(fit, data, validation, records);
  }

  private static Split split(FitPlan fit, IndexedData data) {
    return fit.shuffle
        ? data.split(fit.validationShare, fit.validationSeed)
        : Partition.last(data, fit.validationShare);
  }

  private static FitExamples ofTables(
      FitPlan fit, IndexedData data, @Nullable IndexedData validation) {
    Session session = fit.session;
    KnownColumns network = KnownColumns.of(session.network(), session.columns());
    Table table = arranged(network.align(Table.of(data), "the training examples"), session);
    KnownColumns known = network.or(table.columns());
    return new FitExamples(
        Examples.of(table, fit.shuffle),
        table,
        validation(fit, validation, known),
        null,
        ClassWeighting.NONE);
  }

  private static FitExamples ofTables(FitPlan fit, DataStream stream) {
    Session session = fit.session;
    KnownColumns network = KnownColumns.of(session.network(), session.columns());
    Optional<Columns> given = EpochLoop.reading(session, stream::columns);
    network.require(given, "the training examples");
    KnownColumns known = network.or(given);
    DataStream aligned =
        mapped(
            known.align(stream, "the training examples"),
            batch -> arranged(Table.of(batch), session));
    return new FitExamples(
        Examples.of(aligned, known.columns()),
        null,
        validation(fit, fit.validation, known),
        null,
        ClassWeighting.NONE);
  }

  /**
   * Returns the same examples with the class weights of the run. They have been checked.
   *
   * @throws IllegalArgumentException if there is no such class, or an example has no class
   */
  FitExamples withClassWeights(FitPlan fit) {
    Session session = fit.session;
    List<String> names =
        trainingData == null ? classNames(session, training) : trainingData.classNames();
    ClassWeighting weights =
        fit.classWeights.of(session.network(), session.targets(), names, trainingData);
    return new FitExamples(
        training.with(weights.factors()), trainingData, validation, learnt, weights);
  }

  private static FitExamples ofRecords(
      FitPlan fit, IndexedData data, @Nullable IndexedData validation, SessionRecords records) {
    LearntRecord learnt = records.learntOr(data);
    Table table = arranged(records.encode(data, learnt), fit.session);
    Table held =
        validation == null ? null : arranged(records.encode(validation, learnt), fit.session);
    return new FitExamples(
        Examples.of(table, fit.shuffle), table, held, learnt, ClassWeighting.NONE);
  }

  private static FitExamples ofRecords(FitPlan fit, DataStream stream, SessionRecords records) {
    LearntRecord learnt =
        EpochLoop.reading(fit.session, () -> records.learntOr(stream, fit.batchSize));
    DataStream encoded =
        mapped(stream, batch -> arranged(records.encode(batch, learnt), fit.session));
    Table validation =
        fit.validation == null
            ? null
            : arranged(records.encode(fit.validation, learnt), fit.session);
    return new FitExamples(
        Examples.of(encoded, Optional.empty()), null, validation, learnt, ClassWeighting.NONE);
  }

  /** Returns the names of the classes of the only loss; empty if they have none. */
  private static List<String> classNames(Session session, Examples stream) {
    return session.records() == null
        ? stream.columns().map(Columns::classNames).orElse(List.of())
        : session.records().classNames();
  }

  private static @Nullable Table validation(
      FitPlan fit, @Nullable IndexedData validation, KnownColumns known) {
    return validation == null
        ? null
        : arranged(known.align(Table.of(validation), "the validation examples"), fit.session);
  }

  private static Table arranged(Table data, Session session) {
    StepInput input = session.stepInput();
    return data.arranged(session.network(), input.inputNames(), input.targetNames());
  }

  private static DataStream mapped(DataStream stream, UnaryOperator<Data> change) {
    return batchSize -> {
      DataStream.Batches batches = stream.open(batchSize);
      return new DataStream.Batches() {
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
    };
  }

  /**
   * Returns what the weights of the training examples are told apart by; null if they have none, or
   * come from a stream.
   */
  @Nullable String weightsId() {
    return trainingData == null ? null : Weights.id(trainingData);
  }

  /**
   * Checks them against the network, as far as they are in memory.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  void check(StepInput input) {
    training.check(input);
    if (trainingData != null) {
      Weights.requireSome(trainingData, "the training examples");
    }
    if (validation != null) {
      input.check(validation);
      Weights.requireSome(validation, "the validation examples");
    }
  }
}
