package org.netwright.runtime.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.generated.LossClasses;
import org.netwright.runtime.internal.data.IndexedData;
import org.netwright.runtime.internal.data.KnownColumns;
import org.netwright.runtime.internal.data.MappedStream;
import org.netwright.runtime.internal.data.Partition;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.data.Weights;
import org.netwright.runtime.internal.input.Examples;
import org.netwright.runtime.internal.records.LearntRecord;
import org.netwright.runtime.internal.records.RecordEncoding;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionRecords;

/**
 * The examples of a run as numbers, with columns and classes in the order that the network knows
 * them in.
 *
 * @param training what the network is trained on
 * @param trainingData the same, if they are in memory
 * @param scored the same, to evaluate the network on
 * @param validation null if there are none
 * @param learnt what the training examples show about the columns of records; null if they are
 *     arrays
 * @param classWeights those of training
 */
record FitExamples(
    Examples training,
    @Nullable Table trainingData,
    ScoredExamples scored,
    @Nullable ScoredExamples validation,
    @Nullable LearntRecord learnt,
    ClassWeighting classWeights) {
  private static final String TRAINING = "the training examples";
  private static final String VALIDATION = "the validation examples";

  /**
   * Makes numbers of records, and aligns tables by the names of their columns.
   *
   * @throws IllegalArgumentException if they have other columns, values or classes than the network
   *     knows, or than each other
   */
  static FitExamples of(FitPlan fit) {
    IndexedData data = fit.data;
    IndexedData validation = fit.validation;
    if (data != null && fit.validationShare > 0) {
      Split split = split(fit, data);
      data = IndexedData.of(split.train());
      validation = IndexedData.of(split.test());
    }
    SessionRecords records = fit.session.records();
    if (records == null) {
      return data == null
          ? ofTables(fit, Objects.requireNonNull(fit.stream))
          : ofTables(fit, data, validation);
    }
    if (data == null) {
      DataStream stream = Objects.requireNonNull(fit.stream);
      LearntRecord learnt =
          EpochLoop.reading(fit.session, () -> records.learntOr(stream, fit.batchSize));
      DataStream encoded =
          new MappedStream(
              stream, batch -> fit.session.arranged(records.encodeTrainingBatch(batch, learnt)));
      return ofStream(
          Examples.of(encoded, Optional.empty()),
          encoded,
          ofRecords(fit, validation, records, learnt),
          learnt);
    }
    RecordEncoding.Training training = records.encodeTraining(data);
    return inMemory(
        fit,
        fit.session.arranged(training.table()),
        ofRecords(fit, validation, records, training.learnt()),
        training.learnt());
  }

  private static Split split(FitPlan fit, IndexedData data) {
    return fit.shuffle
        ? data.split(fit.validationShare, fit.validationSeed)
        : Partition.last(data, fit.validationShare);
  }

  private static FitExamples ofTables(
      FitPlan fit, IndexedData data, @Nullable IndexedData validation) {
    Session session = fit.session;
    Table given = Table.of(data);
    KnownColumns known = session.knownColumns().or(given.columns(), TRAINING);
    Table table = session.arranged(known.align(given, TRAINING));
    return inMemory(fit, table, validation(fit, validation, known), null);
  }

  private static FitExamples ofTables(FitPlan fit, DataStream given) {
    Session session = fit.session;
    KnownColumns network = session.knownColumns();
    Optional<Columns> columns = EpochLoop.reading(session, given::columns);
    network.require(columns, TRAINING);
    KnownColumns known = network.or(columns, TRAINING);
    DataStream stream = session.arranged(known.align(given, TRAINING));
    return ofStream(
        Examples.of(stream, known.columns()), stream, validation(fit, fit.validation, known), null);
  }

  private static FitExamples inMemory(
      FitPlan fit,
      Table table,
      @Nullable ScoredExamples validation,
      @Nullable LearntRecord learnt) {
    return new FitExamples(
        Examples.of(table, fit.shuffle, fit.similarLengths),
        table,
        new ScoredExamples.InMemory(table, TRAINING),
        validation,
        learnt,
        ClassWeighting.NONE);
  }

  private static FitExamples ofStream(
      Examples training,
      DataStream stream,
      @Nullable ScoredExamples validation,
      @Nullable LearntRecord learnt) {
    return new FitExamples(
        training,
        null,
        new ScoredExamples.Streamed(stream, TRAINING),
        validation,
        learnt,
        ClassWeighting.NONE);
  }

  private static @Nullable ScoredExamples validation(
      FitPlan fit, @Nullable IndexedData given, KnownColumns known) {
    Session session = fit.session;
    if (given != null) {
      Table table = session.arranged(known.align(Table.of(given), VALIDATION));
      return new ScoredExamples.InMemory(table, VALIDATION);
    }
    DataStream stream = fit.validationStream;
    if (stream == null) {
      return null;
    }
    known.require(EpochLoop.reading(session, stream::columns), VALIDATION);
    return new ScoredExamples.Streamed(
        session.arranged(known.align(stream, VALIDATION)), VALIDATION);
  }

  private static @Nullable ScoredExamples ofRecords(
      FitPlan fit, @Nullable IndexedData given, SessionRecords records, LearntRecord learnt) {
    if (given != null) {
      return new ScoredExamples.Records(given, learnt, fit.session, VALIDATION);
    }
    DataStream stream = fit.validationStream;
    return stream == null
        ? null
        : new ScoredExamples.Streamed(
            new MappedStream(
                stream, batch -> fit.session.arranged(records.encodeBatch(batch, learnt))),
            VALIDATION);
  }

  /**
   * Returns the same examples with the class weights and the augmentation of the run. They have
   * been checked.
   *
   * @throws IllegalArgumentException if there is no such class, or an example has no class
   */
  FitExamples withSettings(FitPlan fit) {
    Session session = fit.session;
    ClassWeighting weights =
        fit.classWeights.of(session.network(), session.targets(), classes(session), trainingData);
    return new FitExamples(
        training.with(weights.factors()).with(fit.augmenting),
        trainingData,
        scored,
        validation,
        learnt,
        weights);
  }

  /** Returns the classes of each loss: of a network that takes records, those of its enums. */
  private List<LossClasses> classes(Session session) {
    if (session.records() != null) {
      return session.records().classes();
    }
    List<LossClasses> classes = new ArrayList<>();
    for (int loss = 0; loss < session.targets().size(); loss++) {
      List<String> names = classNames(loss);
      classes.add(new LossClasses(null, names.isEmpty() ? known(session, loss) : names));
    }
    return classes;
  }

  /** Returns the classes that a loss declares, or that an earlier table had. */
  private static List<String> known(Session session, int loss) {
    return session.targets().size() == 1
        ? session.classNames()
        : session.schema().classes(session.targets().get(loss).layer());
  }

  /** Of examples that are numbers, only those of a table have names, which has one target. */
  private List<String> classNames(int loss) {
    return trainingData == null
        ? training.columns().map(Columns::classNames).orElse(List.of())
        : trainingData.classNames(loss);
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
  void check(Session session) {
    training.check(session.stepInput());
    if (trainingData != null) {
      Weights.requireSome(trainingData, TRAINING);
    }
    if (validation != null) {
      validation.check(session);
    }
  }
}
