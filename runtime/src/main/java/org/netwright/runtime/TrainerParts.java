package org.netwright.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.kernels.BatchTensor;
import org.netwright.runtime.kernels.Kernels;
import org.netwright.runtime.kernels.Nd4jThread;
import org.netwright.runtime.kernels.StepSizes;
import org.netwright.runtime.parameters.ParameterLayout;
import org.netwright.runtime.parameters.ParameterRole;
import org.netwright.runtime.parameters.ParameterTensor;
import org.netwright.runtime.parameters.ParameterVector;
import org.netwright.runtime.parameters.RandomBits;

/**
 * What generated trainers are made of: their constructors make the parts with the methods here, and
 * their passes use them. Users see {@link Trainer}.
 */
abstract class TrainerParts {
  /** The operations that the generated passes are made of. */
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

  /** All, and those of them that are terms of the loss. */
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
   * Reports the losses of the forward pass that went before, and writes the data loss's gradient,
   * from which {@link #backward} starts.
   */
  protected abstract void loss(int n, LossReport.Builder report);

  /** Overwrites all gradients with those of the passes that went before. */
  protected abstract void backward(int n);

  /**
   * What follows the optimiser's update: decay, then proximal steps, then constraints. A network
   * without any does nothing.
   *
   * @param learningRate that of the update
   * @param steps how far the update moved each parameter
   */
  protected void afterUpdate(double learningRate, StepSizes steps) {}

  /**
   * Makes the tensor that x is copied into.
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
   * Makes the tensor that y is encoded into.
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

  /** Makes a tensor that lives as long as the trainer; {@code shape} is that of one row. */
  protected final BatchTensor tensor(long... shape) {
    BatchTensor tensor = new BatchTensor(dataType, shape);
    closers.add(tensor::close);
    return tensor;
  }

  /**
   * Makes the strength of a penalty, which is a term of the loss report.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}
   * @param on the parameters it acts on; none for one on the layer's output
   */
  protected final Strength penalty(String name, Schedule schedule, ParameterRole... on) {
    return reported(new Strength(name, schedule, penalties.size(), Set.of(on), progress));
  }

  /** Makes a penalty of the user's; its name ends in that of the class. */
  protected final CustomPenalty penalty(
      String name, Schedule schedule, ParameterPenalty penalty, ParameterRole... on) {
    CustomPenalty custom =
        new CustomPenalty(name, schedule, penalties.size(), Set.of(on), progress, penalty);
    closers.add(custom::close);
    return reported(custom);
  }

  /** Makes a strength that the loss does not contain, of a decay or a constraint. */
  protected final Strength strength(String name, Schedule schedule, ParameterRole... on) {
    Strength strength = new Strength(name, schedule, Strength.UNREPORTED, Set.of(on), progress);
    strengths.add(strength);
    return strength;
  }

  /** Makes a copy of a parameter's initial values, for a penalty on the distance from them. */
  protected final ParameterTensor anchor(String parameter) {
    return Nd4jThread.call(() -> parameters.anchor(parameter));
  }

  /**
   * Makes the layer of one field, with those parameters that the layout has for it.
   *
   * @param operations what it does when it predicts, as in {@code linear, relu}
   */
  protected final Layer layer(String name, String operations, Strength... declared) {
    Layer layer = new Layer(name, operations, parameters, List.of(declared), progress.guard());
    layers.put(name, layer);
    return layer;
  }

  /**
   * Returns the seed of one dropout in the step to come. It depends on nothing but the trainer's
   * seed, the number of steps done and the index, so that training can be resumed.
   *
   * @param index tells a network's dropouts apart
   */
  protected final long dropoutSeed(int index) {
    // The complement keeps these streams apart from those of the initial weights.
    return RandomBits.bits(RandomBits.bits(~seed, progress.steps()), index);
  }

  /** Returns the report that each step writes. */
  final LossReport.Builder losses() {
    return losses;
  }

  final StepInput stepInput() {
    return stepInput;
  }

  /** Returns what the loss compares the output with. */
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
