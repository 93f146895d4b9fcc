package org.netwright.runtime.internal.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Engine;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.generated.ExampleEncoder;
import org.netwright.runtime.generated.ExampleLayout;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.internal.data.KnownColumns;
import org.netwright.runtime.internal.data.MappedStream;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.model.NetworkSchema;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.predict.Predictor;
import org.netwright.runtime.internal.predict.RecordPredictor;
import org.netwright.runtime.internal.update.GradientExchange;
import org.netwright.runtime.internal.update.UpdateRule;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * A network in training: its parameters, its generated passes, its optimiser and its place in the
 * run. A {@code Trainer} is its public face; {@link PassRunner} runs its passes.
 *
 * <p>Its methods are for code that has entered the {@link TrainerGuard}. Users call {@link
 * TrainerCalls} and {@link RecordCalls}, which enter it.
 */
public final class Session {
  private final Optimizer optimizer;
  private final DataType dataType;
  private final Engine engine;
  private final NetworkSchema schema;
  private final TrainerGuard guard;
  private final StepCounter counter;
  private final ParameterVector parameters;
  private final Preprocessing preprocessing;
  private final TrainerParts parts;
  private final TrainingPass pass;
  private final ScheduledValue learningRate;
  private final UpdateRule updateRule;
  private final @Nullable SessionRecords records;
  private final FrozenLayers frozenLayers = new FrozenLayers();
  private final PassRunner passes;

  /**
   * Draws the parameters and creates the passes.
   *
   * @param trainer the simple name of the trainer's class, for messages
   * @param network the simple name of the network's class
   * @param encoder the generated code for its records; null if it takes arrays
   * @param factory the generated constructor of the passes
   */
  public Session(
      String trainer,
      String network,
      SessionSettings settings,
      NetworkLayout layout,
      @Nullable ExampleEncoder<?, ?, ?> encoder,
      Function<TrainingParts, TrainingPass> factory) {
    this.optimizer = settings.optimizer();
    this.dataType = settings.dataType();
    this.engine = settings.engine();
    ExampleLayout examples = encoder == null ? null : encoder.layout();
    this.preprocessing = new Preprocessing(examples);
    this.schema = new NetworkSchema(network, layout.layers(), layout.classes(), examples);
    this.guard = new TrainerGuard(trainer, network);
    this.counter = new StepCounter(settings.seed());
    this.parameters =
        new ParameterVector(layout.parameters(), settings.dataType(), settings.seed());
    this.parts =
        new TrainerParts(
            network, settings, layout, parameters, preprocessing, counter, guard, frozenLayers);
    this.pass = factory.apply(parts);
    parts.complete(pass);
    this.records =
        encoder == null
            ? null
            : new SessionRecords(network, encoder, parts, preprocessing, parameters, frozenLayers);
    this.learningRate =
        new ScheduledValue("the learning rate", settings.learningRate(), counter, guard);
    this.updateRule = UpdateRule.of(settings.optimizer(), parameters, parts.kernels());
    this.passes =
        new PassRunner(
            pass, parts, parameters, frozenLayers, updateRule, settings.clipping(), counter);
  }

  /** Knows again what it knew before a run that has ended without a step. */
  public void forget(Preprocessing before) {
    if (records != null && before.learnt() == null && preprocessing.learnt() != null) {
      records.forget();
    }
    preprocessing.reset(before);
  }

  /** Frees all arrays, as soon as no other thread is in a short call. */
  public void close(Runnable closed) {
    guard.close(
        () -> {
          closed.run();
          updateRule.close();
          passes.close();
          parts.close();
          parameters.close();
        });
  }

  // Its parts.

  /** Returns the simple name of the network's class. */
  public String network() {
    return schema.network();
  }

  /** Returns the optimiser. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** Returns the type of parameters and activations. */
  public DataType dataType() {
    return dataType;
  }

  /** Returns the engine that computes the passes. */
  public Engine engine() {
    return engine;
  }

  /** Returns what lets one thread at a time into the trainer. */
  public TrainerGuard guard() {
    return guard;
  }

  /** Returns the seed and the number of updates done. */
  public StepCounter counter() {
    return counter;
  }

  /** Returns the layers by the names of their fields, in their order. */
  public Map<String, TrainedLayer> layers() {
    return parts.layers();
  }

  /** Returns whether no layer would be changed by training. */
  public boolean isFrozen() {
    return layers().values().stream()
        .filter(TrainedLayer::hasOwnParameters)
        .allMatch(TrainedLayer::isFrozen);
  }

  /** Returns all strengths, in the order of the layers. */
  public List<StrengthValue> strengths() {
    return parts.strengths();
  }

  /** Returns the strengths that are terms of the loss. */
  public List<StrengthValue> penalties() {
    return parts.penalties();
  }

  /** Returns the parameters and their gradients. */
  public ParameterVector parameters() {
    return parameters;
  }

  /** Returns the scaling, and the columns of the table that the network was trained on. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** Returns the records that the network takes; null if it takes arrays. */
  public @Nullable SessionRecords records() {
    return records;
  }

  /** Returns the columns of the table that the network was trained on. */
  public Optional<Columns> columns() {
    return Optional.ofNullable(preprocessing.columns());
  }

  /** Returns the columns that the network knows, and the classes that it declares. */
  public KnownColumns knownColumns() {
    return KnownColumns.of(network(), columns(), schema.onlyClasses());
  }

  /** Returns the names of the classes, in the order of their numbers; empty if they have none. */
  public List<String> classNames() {
    return columns()
        .map(Columns::classNames)
        .filter(names -> !names.isEmpty())
        .orElse(schema.onlyClasses().constants());
  }

  /** Returns what a saved model must agree with. */
  public NetworkSchema schema() {
    return schema;
  }

  /** Returns what reads a mini-batch. */
  public StepInput stepInput() {
    return parts.stepInput();
  }

  /** Returns what predicts for numbers. */
  public Predictor predictor() {
    return parts.predictor();
  }

  /** Returns what predicts for records. */
  RecordPredictor predictor(SessionRecords known) {
    return parts.records(known.encoder());
  }

  /** Returns which layers are frozen. */
  FrozenLayers frozenLayers() {
    return frozenLayers;
  }

  /** Returns the number of outputs, with a loss or without one. */
  public int outputs() {
    return parts.predictor().outputs().size();
  }

  /** Returns the losses, in the order of their layers. */
  public List<LossTarget> targets() {
    return parts.targets();
  }

  /** Returns the learning rate with its schedule. */
  public ScheduledValue learningRate() {
    return learningRate;
  }

  /** Returns the rule that updates the parameters. */
  public UpdateRule updateRule() {
    return updateRule;
  }

  /** Returns what runs the passes. */
  public PassRunner passes() {
    return passes;
  }

  /** Returns the pass and its operations, to find where a loss that is not finite came from. */
  public TrainingPass pass() {
    return pass;
  }

  /** Returns how the engine computes the passes. */
  public Execution execution() {
    return parts.execution();
  }

  /** Returns the operations of the engine. */
  public EngineKernels kernels() {
    return parts.kernels();
  }

  /** Returns a report of zeros. */
  public LossValues newReport() {
    return new LossValues(parts.targets(), parts.penalties());
  }

  // Called by those that have entered the guard.

  /** Enters a call; see {@link TrainerGuard#enter}. The caller leaves it in a finally block. */
  public TrainerGuard.@Nullable Call enter(TrainerGuard.Call call) {
    return guard.enter(call);
  }

  /** Leaves a call. */
  public void leave(TrainerGuard.@Nullable Call outer) {
    guard.leave(outer);
  }

  /**
   * Makes sure that all schedules give numbers in range for the next step.
   *
   * @return the learning rate
   */
  public double requireStrengths() {
    double rate = learningRate.value();
    requirePenaltyStrengths();
    return rate;
  }

  /** Makes sure that the schedules of all strengths give numbers in range for the next step. */
  public void requirePenaltyStrengths() {
    List<StrengthValue> strengths = parts.strengths();
    for (int i = 0; i < strengths.size(); i++) {
      strengths.get(i).value();
    }
  }

  /** Returns a stream with the inputs and targets of each batch in the order of the network. */
  public DataStream arranged(DataStream stream) {
    return new MappedStream(stream, batch -> arranged(Table.of(batch)));
  }

  /** Returns examples with inputs and targets in the order of the network. */
  public Table arranged(Table table) {
    StepInput input = stepInput();
    Table arranged =
        table
            .withSharedLengths(network(), input.sharedLengths())
            .arranged(network(), input.inputNames(), input.targets().names());
    return input.targets().withoutPadding(arranged);
  }

  /** Returns what updates the parameters once for several mini-batches; the caller closes it. */
  public Accumulation newAccumulation() {
    return new Accumulation(this);
  }

  /**
   * Returns what updates the parameters from the mini-batches of several replicas; the caller
   * closes it.
   */
  public SharedUpdate newSharedUpdate(GradientExchange exchange) {
    return new SharedUpdate(this, exchange);
  }
}
