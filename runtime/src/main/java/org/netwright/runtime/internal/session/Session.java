package org.netwright.runtime.internal.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Engine;
import org.netwright.runtime.LoadedLayers;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.generated.ExampleEncoder;
import org.netwright.runtime.generated.ExampleLayout;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.internal.data.KnownColumns;
import org.netwright.runtime.internal.data.MappedStream;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.data.Weights;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.model.NetworkSchema;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.predict.Evaluator;
import org.netwright.runtime.internal.predict.NetworkOutput;
import org.netwright.runtime.internal.predict.Predictor;
import org.netwright.runtime.internal.predict.RecordPredictor;
import org.netwright.runtime.internal.records.RecordEncoding;
import org.netwright.runtime.internal.schedule.ConstantSchedule;
import org.netwright.runtime.internal.update.Clipping;
import org.netwright.runtime.internal.update.UpdateRule;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * A network in training: its parameters, its generated passes, its optimiser and its place in the
 * run. A {@code Trainer} is its public face. It can report its whole state and take one.
 *
 * <p>The methods that users call, directly or through a layer, enter the {@link TrainerGuard}; the
 * others are for code that has entered it.
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
  private final EngineKernels kernels;
  private final LossValues losses;
  private final ScheduledValue learningRate;
  private final StepSizes stepSizes = new StepSizes();
  private final UpdateRule updateRule;
  private final @Nullable SessionRecords records;
  private final FrozenLayers frozenLayers = new FrozenLayers();
  private final FrozenParameters frozenParameters;
  private GradientClipping clipping;

  // Made once, so that a step allocates no objects.
  private final Execution execution;
  private final IntFunction<LossValues> forward = this::runForward;
  private final IntFunction<LossValues> loss = this::runLoss;
  private final IntFunction<LossValues> inference = this::runInference;
  private final Execution.Update backward = this::runBackward;

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
        Nd4jThread.call(
            () -> new ParameterVector(layout.parameters(), settings.dataType(), settings.seed()));
    this.parts =
        new TrainerParts(
            network, settings, layout, parameters, preprocessing, counter, guard, frozenLayers);
    this.execution = parts.execution();
    this.pass = factory.apply(parts);
    parts.complete(pass);
    this.records =
        encoder == null
            ? null
            : new SessionRecords(network, encoder, parts, preprocessing, parameters, frozenLayers);
    this.kernels = parts.kernels();
    this.losses = new LossValues(parts.targets(), parts.penalties());
    this.learningRate =
        new ScheduledValue("the learning rate", settings.learningRate(), counter, guard);
    this.clipping = settings.clipping();
    this.updateRule =
        Nd4jThread.call(() -> UpdateRule.of(settings.optimizer(), parameters, kernels));
    this.frozenParameters = new FrozenParameters(frozenLayers, parameters, updateRule, kernels);
  }

  // Called by a trainer.

  /** Trains on one mini-batch and returns its losses. */
  public LossValues step(INDArray x, INDArray y) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.STEP);
    try {
      // Before another thread can enter and overwrite them.
      return train(x, y).copy();
    } finally {
      leave(outer);
    }
  }

  /** Trains on one mini-batch and writes its losses into a report. */
  public void step(INDArray x, INDArray y, LossReport report) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.STEP);
    try {
      LossValues values = LossValues.of(report);
      values.requirePenalties(losses);
      values.set(train(x, y));
    } finally {
      leave(outer);
    }
  }

  /** Trains on one mini-batch of several inputs or targets, and returns its losses. */
  public LossValues step(List<INDArray> inputs, List<INDArray> targets) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.STEP);
    try {
      double rate = requireStrengths();
      return train(stepInput().read(inputs, targets), rate).copy();
    } finally {
      leave(outer);
    }
  }

  /** Trains on one mini-batch of several inputs or targets, and writes its losses into a report. */
  public void step(List<INDArray> inputs, List<INDArray> targets, LossReport report) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.STEP);
    try {
      LossValues values = LossValues.of(report);
      values.requirePenalties(losses);
      double rate = requireStrengths();
      values.set(train(stepInput().read(inputs, targets), rate));
    } finally {
      leave(outer);
    }
  }

  /** Calls the predictor. */
  public <T> T predict(Function<Predictor, T> prediction) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.PREDICT);
    try {
      return prediction.apply(parts.predictor());
    } finally {
      leave(outer);
    }
  }

  /** Predicts into an existing array, without allocating objects. */
  public void predict(INDArray x, INDArray result) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.PREDICT);
    try {
      parts.predictor().predict(x, result);
    } finally {
      leave(outer);
    }
  }

  /** Predicts the class of one row, without allocating objects. */
  public int predictClass(float[] row) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.PREDICT);
    try {
      return parts.predictor().row().predictClass(row);
    } finally {
      leave(outer);
    }
  }

  /** Predicts the class of one row at a threshold, without allocating objects. */
  public int predictClass(float[] row, double threshold) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.PREDICT);
    try {
      return parts.predictor().row().predictClass(row, threshold);
    } finally {
      leave(outer);
    }
  }

  /** Evaluates the network on examples of any table with the known names. */
  public Evaluation evaluate(Data data) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.EVALUATE);
    try {
      Table known = table(data);
      stepInput().check(known);
      Weights.requireSome(known, "the examples");
      return evaluateChecked(known);
    } finally {
      leave(outer);
    }
  }

  /** Returns examples as numbers, with the columns that the network knows. */
  private Table table(Data data) {
    return arranged(records == null ? aligned(Table.of(data)) : records.encode(data));
  }

  private Table aligned(Table data) {
    return knownColumns().or(data.columns(), "the examples").align(data, "the examples");
  }

  private Table arranged(Table table) {
    return table.arranged(network(), stepInput().inputNames(), stepInput().targetNames());
  }

  /** Evaluates the network on the examples of a stream of any table with the known names. */
  public Evaluation evaluate(DataStream stream) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.EVALUATE);
    try {
      DataStream known = new MappedStream(stream, this::table);
      return new StreamEvaluation(this, TrainerGuard.Call.EVALUATION_STREAM).of(known);
    } finally {
      leave(outer);
    }
  }

  /** Returns a stream with the inputs and targets of each batch in the order of the network. */
  public DataStream arranged(DataStream stream) {
    List<String> inputs = stepInput().inputNames();
    List<String> targets = stepInput().targetNames();
    return new MappedStream(stream, batch -> Table.of(batch).arranged(network(), inputs, targets));
  }

  // Called by a trainer that takes records.

  /** Trains on one mini-batch of records, and returns its losses. */
  public LossValues stepOn(Data batch) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.STEP);
    try {
      double rate = requireStrengths();
      RecordEncoding.Training training = requireRecords().encodeKnown(batch);
      Table table = arranged(training.table());
      stepInput().check(table);
      stepInput().read(table, table.chosen(), 0, table.size());
      LossValues losses = train(table.size(), rate).copy();
      preprocessing.learnt(training.learnt());
      return losses;
    } finally {
      leave(outer);
    }
  }

  /** Calls what predicts for records. */
  public <T extends @Nullable Object> T predictRecord(Function<RecordPredictor, T> prediction) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.PREDICT);
    try {
      return prediction.apply(parts.records(requireRecords().encoder()));
    } finally {
      leave(outer);
    }
  }

  /** Returns the features of records, in the order of the inputs. */
  public Map<String, Rows> features(List<?> examples) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.PREDICT);
    try {
      return requireRecords().features(examples);
    } finally {
      leave(outer);
    }
  }

  /** Measures the columns of records, if they are not known. */
  public void learn(List<?> examples) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.SET);
    try {
      requireRecords().learn(examples);
    } finally {
      leave(outer);
    }
  }

  /** Knows again what it knew before a run that has ended without a step. */
  public void forget(Preprocessing before) {
    if (records != null && before.learnt() == null && preprocessing.learnt() != null) {
      records.forget();
    }
    preprocessing.reset(before);
  }

  /** Sets whether what training has not seen is refused. */
  public void strict(boolean strict) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.SET);
    try {
      requireRecords().strict(strict);
    } finally {
      leave(outer);
    }
  }

  /** Returns whether what training has not seen is refused. */
  public boolean isStrict() {
    return requireRecords().isStrict();
  }

  /** Returns a name for each number that a record becomes. */
  public List<String> featureNames() {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.PREDICT);
    try {
      return requireRecords().featureNames();
    } finally {
      leave(outer);
    }
  }

  private SessionRecords requireRecords() {
    return Objects.requireNonNull(records, "the network takes arrays");
  }

  /** Writes the parameters to a file, with the user's own metadata. */
  public void save(Path file, Map<String, String> metadata) throws IOException {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.SAVE);
    try {
      schema.save(file, parameters, preprocessing, metadata);
    } finally {
      leave(outer);
    }
  }

  /** Reads parameters from a file. */
  public void load(Path file) throws IOException {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.LOAD);
    try {
      schema.load(file, parameters, preprocessing);
      if (records != null) {
        records.keepNothing();
      }
      if (parameters.hasAnchors()) {
        parameters.moveAnchors();
      }
    } finally {
      leave(outer);
    }
  }

  /** Reads the parameters of the layers that fit from a file of another network. */
  public LoadedLayers loadMatching(Path file) throws IOException {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.LOAD);
    try {
      LoadedLayers loaded = schema.loadMatching(file, parameters, preprocessing);
      if (records != null) {
        records.keep(loaded.layers());
      }
      return loaded;
    } finally {
      leave(outer);
    }
  }

  /** Makes the current parameters the point that penalties on the distance pull towards. */
  public void anchor() {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.SET);
    try {
      if (!parameters.hasAnchors()) {
        throw new IllegalStateException(
            "%s has no penalty on the distance from initial values; declare one, as in @L2(value = 0.01, towards = Anchor.INITIAL)"
                .formatted(network()));
      }
      Nd4jThread.call(
          () -> {
            parameters.moveAnchors();
            return this;
          });
    } finally {
      leave(outer);
    }
  }

  /** Sets the schedule of the learning rate, from the next step on. */
  public void learningRate(Schedule schedule) {
    learningRate.schedule(schedule);
  }

  /** Frees all arrays, as soon as no other thread is in a short call. */
  public void close(Runnable closed) {
    guard.close(
        () -> {
          closed.run();
          updateRule.close();
          frozenParameters.close();
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

  /** Returns how gradients are clipped. */
  public GradientClipping clipping() {
    return clipping;
  }

  /** Sets how gradients are clipped. */
  public void clipping(GradientClipping other) {
    clipping = other;
  }

  /** Returns a report of zeros. */
  public LossValues newReport() {
    return new LossValues(parts.targets(), parts.penalties());
  }

  // Called by runs, which have entered the guard.

  /** Enters a call; see {@link TrainerGuard#enter}. The caller leaves it in a finally block. */
  public TrainerGuard.@Nullable Call enter(TrainerGuard.Call call) {
    TrainerGuard.Call outer = guard.enter(call);
    Nd4jThread.limit();
    return outer;
  }

  /** Leaves a call. */
  public void leave(TrainerGuard.@Nullable Call outer) {
    guard.leave(outer);
  }

  private LossValues train(INDArray x, INDArray y) {
    // Before anything is written: a schedule may give a number that is not a strength.
    double rate = requireStrengths();
    return train(stepInput().read(x, y), rate);
  }

  private LossValues train(int n, double rate) {
    LossValues batch = forward(n);
    update(n, rate);
    return batch;
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

  /** Returns the losses of the last {@link #forward}. */
  public LossValues losses() {
    return losses;
  }

  /** Runs the network on the {@code n} rows in its tensors and returns the losses. */
  public LossValues forward(int n) {
    return execution.run(forward, n);
  }

  /** Runs the part of a step that follows {@link #forward}: backward pass and update. */
  public void update(int n, double rate) {
    execution.update(backward, n, rate);
  }

  private LossValues runForward(int n) {
    pass.forward(n);
    return runLoss(n);
  }

  private void runBackward(int n, double rate) {
    pass.backward(n);
    applyGradient(rate);
  }

  /** Runs the part of a step that follows the backward pass. */
  void applyGradient(double rate) {
    frozenParameters.beforeUpdate();
    Clipping.apply(clipping, parameters, kernels);
    updateRule.apply(rate, stepSizes);
    pass.afterUpdate(rate, stepSizes);
    frozenParameters.afterUpdate();
    counter.advance();
  }

  /** Returns what updates the parameters once for several mini-batches; the caller closes it. */
  public Accumulation newAccumulation() {
    return Nd4jThread.call(() -> new Accumulation(this));
  }

  /** Returns the pass and its operations, to find where a loss that is not finite came from. */
  public TrainingPass pass() {
    return pass;
  }

  /** Returns what runs the passes. */
  public Execution execution() {
    return execution;
  }

  /** Returns the operations of the engine. */
  public EngineKernels kernels() {
    return kernels;
  }

  /** Evaluates the network on examples that fit it. */
  public Evaluation evaluateChecked(Table data) {
    Evaluator evaluator = evaluator();
    // The losses of an evaluation have their own rows, and no gradient.
    parameters.exchangeSparseGradients();
    try {
      return evaluator.evaluate(data);
    } finally {
      parameters.exchangeSparseGradients();
    }
  }

  /**
   * Evaluates the network, in a run, on the examples of a stream with the known names, which are
   * checked batch by batch.
   *
   * @throws IllegalArgumentException if one does not fit, or there is none
   */
  public Evaluation evaluateInRun(DataStream stream) {
    return new StreamEvaluation(this, TrainerGuard.Call.STREAM).of(stream);
  }

  /** Returns what compares the outputs with the targets of examples. */
  Evaluator evaluator() {
    return new Evaluator(
        stepInput(),
        n -> execution.run(inference, n),
        n -> execution.run(loss, n),
        evaluated(),
        preprocessing);
  }

  /** Returns the outputs that have a loss, with its encoding. */
  private List<Evaluator.Compared> evaluated() {
    List<Evaluator.Compared> compared = new ArrayList<>();
    Predictor predictor = parts.predictor();
    for (LossTarget target : parts.targets()) {
      NetworkOutput output = predictor.outputs().get(predictor.indexOf(target.layer()));
      compared.add(new Evaluator.Compared(target.encoding(), output));
    }
    return compared;
  }

  private LossValues runInference(int n) {
    pass.infer(n);
    return losses;
  }

  private LossValues runLoss(int n) {
    pass.loss(n, losses);
    return losses;
  }

  // Its state.

  /**
   * Returns the state. Its arrays are those of the session, which the next step changes; {@link
   * SessionState#copy} keeps them.
   */
  public SessionState snapshot() {
    Map<String, Double> constants = new HashMap<>();
    for (StrengthValue strength : strengths()) {
      Double constant = strength.scheduled().constant();
      if (constant != null) {
        constants.put(strength.name(), constant);
      }
    }
    return new SessionState(
        arrays(),
        preprocessing.copy(),
        counter.seed(),
        counter.done(),
        updateRule.name(),
        updateRule.numbers(),
        learningRate.constant(),
        constants,
        frozenLayers.owners());
  }

  /** Returns all arrays that training changes, by name. */
  private Map<String, INDArray> arrays() {
    Map<String, INDArray> arrays = new LinkedHashMap<>(parameters.arrays());
    parameters.anchors().forEach((name, array) -> arrays.put("anchor." + name, array));
    updateRule
        .averages()
        .forEach((name, tensor) -> arrays.put("optimizer." + name, tensor.array()));
    return arrays;
  }

  /**
   * Takes the state of a session of the same network with the same optimiser and data type. A rate
   * or a strength that is not part of it keeps its schedule.
   *
   * @throws IllegalArgumentException if it has other arrays; nothing has changed
   */
  public void restore(SessionState state) {
    Map<String, INDArray> own = arrays();
    if (!own.keySet().equals(state.arrays().keySet())) {
      throw new IllegalArgumentException(
          "expected a state with the arrays %s, got %s"
              .formatted(own.keySet(), state.arrays().keySet()));
    }
    if (!layers().keySet().containsAll(state.frozen())) {
      throw new IllegalArgumentException(
          "the layers %s are frozen, but there are only %s"
              .formatted(state.frozen(), layers().keySet()));
    }
    updateRule.resume(state.optimizerNumbers());
    frozenLayers.set(state.frozen());
    own.forEach((name, array) -> assign(array, state.arrays().get(name)));
    preprocessing.take(state.preprocessing());
    counter.resumeAt(state.steps(), state.seed());
    learningRate.resume();
    strengths().forEach(strength -> strength.scheduled().resume());
    if (state.learningRate() != null) {
      learningRate.schedule(new ConstantSchedule(state.learningRate()));
    }
    for (StrengthValue strength : strengths()) {
      Double value = state.strengths().get(strength.name());
      if (value != null) {
        strength.value(value);
      }
    }
  }

  /** Copies an array, unless it is the session's own. */
  private static void assign(INDArray own, @Nullable INDArray other) {
    if (other != null && other != own) {
      Nd4jThread.call(() -> own.assign(other));
    }
  }
}
