package org.netwright.runtime.internal.run;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.KnownColumns;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.data.Weights;
import org.netwright.runtime.internal.input.Examples;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.session.Session;

/**
 * The examples of a run, with columns and classes in the order that the network knows them in.
 *
 * @param training what the network is trained on
 * @param trainingData the same, if they are in memory
 * @param validation null if there are none
 * @param classWeights those of training
 */
record FitExamples(
    Examples training,
    @Nullable Table trainingData,
    @Nullable Table validation,
    ClassWeighting classWeights) {

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
      Table data = arranged(network.align(fit.data, "the training examples"), session);
      Examples training = Examples.of(data, fit.shuffle);
      Table validation = validation(fit, network.or(data.columns()));
      return new FitExamples(training, data, validation, ClassWeighting.NONE);
    }
    DataStream stream = Objects.requireNonNull(fit.stream);
    Optional<Columns> given = EpochLoop.reading(session, stream::columns);
    network.require(given, "the training examples");
    KnownColumns known = network.or(given);
    Examples training =
        Examples.of(
            arranged(known.align(stream, "the training examples"), session), known.columns());
    return new FitExamples(training, null, validation(fit, known), ClassWeighting.NONE);
  }

  /**
   * Returns the same examples with the class weights of the run. They have been checked.
   *
   * @throws IllegalArgumentException if there is no such class, or an example has no class
   */
  FitExamples withClassWeights(FitPlan fit) {
    List<String> names =
        trainingData == null
            ? training.columns().map(Columns::classNames).orElse(List.of())
            : trainingData.classNames();
    Session session = fit.session;
    ClassWeighting weights =
        fit.classWeights.of(session.network(), session.targets(), names, trainingData);
    return new FitExamples(training.with(weights.factors()), trainingData, validation, weights);
  }

  private static @Nullable Table validation(FitPlan fit, KnownColumns known) {
    return fit.validation == null
        ? null
        : arranged(known.align(fit.validation, "the validation examples"), fit.session);
  }

  private static Table arranged(Table data, Session session) {
    StepInput input = session.stepInput();
    return data.arranged(session.network(), input.inputNames(), input.targetNames());
  }

  private static DataStream arranged(DataStream stream, Session session) {
    return batchSize -> {
      DataStream.Batches batches = stream.open(batchSize);
      return new DataStream.Batches() {
        @Override
        public @Nullable Data next() {
          Data batch = batches.next();
          return batch == null ? null : arranged(Table.of(batch), session);
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
