package org.netwright.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.random.RandomBits;

/**
 * The parts of generated trainers: their constructors create the parts with the methods here, and
 * their passes use them. Users see {@link Trainer}.
 */
abstract class TrainerParts {
  /** The operations that the generated passes call. */
  protected Kernels kernels;

  /** The parameters and their gradients. */
  protected final ParameterVector parameters;

  final Engine engine;
  final DataType dataType;
  long seed;
  final Progress progress;
  final Scaling scaling = new Scaling();

  /** By the names of their fields, in their order. */
  final Map<String, Layer> layers = new LinkedHashMap<>();

  /** All strengths, and those that are terms of the loss. */
  final List<Strength> strengths = new ArrayList<>();

  final List<Strength> penalties = new ArrayList<>();

  private final List<Runnable> closers = new ArrayList<>();
  private LossReport.Builder losses = new LossReport.Builder(new LossReport(List.of()));
  private FeatureReader features;
  private StepInput stepInput;
  private Predictor predictor;
  private TargetEncoding encoding;

  @SuppressWarnings("NullAway.Init") // what input() and target() set
  TrainerParts(TrainerBuilder<?, ?> builder, ParameterLayout layout, Class<?> network) {
    progress = new Progress(getClass().getSimpleName(), network.getSimpleName());
    seed = builder.seed();
    dataType = builder.dataType();
    engine = builder.engine();
    kernels = engine.kernels();
    parameters = Nd4jThread.call(() -> new ParameterVector(layout, dataType, seed));
  }

  /** Runs the network on the first {@code n} rows of the input, as training sees it. */
  protected abstract void forward(int n);

  /** Runs the network on the first {@code n} rows without dropout and returns its output. */
  protected abstract BatchTensor infer(int n);

  /**
   * Reports the losses of the preceding forward pass, and writes the data loss's gradient, from
   * which {@link #backward} starts.
   */
  protected abstract void loss(int n, LossReport.Builder report);

  /** Overwrites all gradients with those of the preceding passes. */
  protected abstract void backward(int n);

  /**
   * Runs after the optimiser's update: decay, then proximal steps, then constraints. In a network
   * without these it does nothing.
   *
   * @param learningRate the learning rate of the update
   * @param steps the step size of each parameter in the update
   */
  protected void afterUpdate(double learningRate, StepSizes steps) {}

  /**
   * Creates the tensor that x is copied into.
   *
   * @param layer the input layer, for messages
   * @param shape the shape of one row
   */
  protected final BatchTensor input(String layer, long... shape) {
    BatchTensor tensor = tensor(shape);
    features = new FeatureReader(layer, tensor, engine, scaling);
    return tensor;
  }

  /**
   * Creates the tensor that y is encoded into.
   *
   * @param layer the output layer, for messages
   * @param shape the shape of one row, that of the output
   */
  protected final BatchTensor target(TargetEncoding encoding, String layer, long... shape) {
    BatchTensor tensor = tensor(shape);
    this.encoding = encoding;
    stepInput = new StepInput(features, encoding.reader(layer, tensor, engine, scaling));
    predictor =
        new Predictor(
            engine,
            features,
            new OutputWriter(layer, tensor, engine),
            new Logits(progress.network(), encoding, Math.toIntExact(tensor.rowLength())),
            scaling,
            this::infer);
    return tensor;
  }

  /** Creates a tensor that lives as long as the trainer; {@code shape} is that of one row. */
  protected final BatchTensor tensor(long... shape) {
    BatchTensor tensor = new BatchTensor(dataType, shape);
    closers.add(tensor::close);
    return tensor;
  }

  /**
   * Creates the strength of a penalty, which is a term of the loss report.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}
   * @param on the parameters it acts on; none for a penalty on the layer's output
   */
  protected final Strength penalty(String name, Schedule schedule, ParameterRole... on) {
    return reported(new Strength(name, schedule, penalties.size(), Set.of(on), progress));
  }

  /** Creates a penalty from the user's class; its name ends in that of the class. */
  protected final CustomPenalty penalty(
      String name, Schedule schedule, ParameterPenalty penalty, ParameterRole... on) {
    CustomPenalty custom =
        new CustomPenalty(name, schedule, penalties.size(), Set.of(on), progress, penalty);
    closers.add(custom::close);
    return reported(custom);
  }

  /** Creates a strength that is not part of the loss, of a decay or a constraint. */
  protected final Strength strength(String name, Schedule schedule, ParameterRole... on) {
    Strength strength = new Strength(name, schedule, Strength.UNREPORTED, Set.of(on), progress);
    strengths.add(strength);
    return strength;
  }

  /** Creates a copy of a parameter's initial values, for a penalty on the distance from them. */
  protected final ParameterTensor anchor(String parameter) {
    return Nd4jThread.call(() -> parameters.anchor(parameter));
  }

  /**
   * Creates the layer of one field, with its parameters in the layout.
   *
   * @param operations its operations in a prediction, as in {@code linear, relu}
   */
  protected final Layer layer(String name, String operations, Strength... declared) {
    Layer layer = new Layer(name, operations, parameters, List.of(declared), progress.guard());
    layers.put(name, layer);
    return layer;
  }

  /**
   * Returns the seed of one dropout in the next step. It depends only on the trainer's seed, the
   * number of steps done and the index, so that training can be resumed.
   *
   * @param index the number of the dropout in the network
   */
  protected final long dropoutSeed(int index) {
    // The complement makes these streams different from those of the initial weights.
    return RandomBits.bits(RandomBits.bits(~seed, progress.steps()), index);
  }

  /** Returns the report that each step overwrites. */
  final LossReport.Builder losses() {
    return losses;
  }

  final StepInput stepInput() {
    return stepInput;
  }

  /** Returns the encoding of the targets. */
  final TargetEncoding encoding() {
    return encoding;
  }

  final Predictor predictor() {
    return predictor;
  }

  private <S extends Strength> S reported(S penalty) {
    strengths.add(penalty);
    penalties.add(penalty);
    losses = new LossReport.Builder(new LossReport(penalties));
    return penalty;
  }

  final void closeParts() {
    closers.forEach(Runnable::run);
    parameters.close();
  }
}
