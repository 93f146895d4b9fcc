package org.netwright.runtime.internal.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.Layer;
import org.netwright.runtime.OutputLoss;
import org.netwright.runtime.ParameterPenalty;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;
import org.netwright.runtime.generated.BatchStatistics;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.CustomLoss;
import org.netwright.runtime.generated.CustomPenalty;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.internal.input.Inputs;
import org.netwright.runtime.internal.input.LeastRows;
import org.netwright.runtime.internal.input.OutputRows;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.input.StepTargets;
import org.netwright.runtime.internal.input.TargetReader;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.pass.OwnedParts;

/** The parts of the passes of a session, and its layers and strengths. */
final class TrainerParts extends OwnedParts<TrainingPass> implements TrainingParts {
  private final String network;
  private final NetworkLayout layout;
  private final ParameterVector parameters;
  private final Preprocessing preprocessing;
  private final StepCounter steps;
  private final TrainerGuard guard;
  private final FrozenLayers frozen;

  private final Map<String, TrainedLayer> layers = new LinkedHashMap<>();
  private final List<StrengthValue> strengths = new ArrayList<>();
  private final List<StrengthValue> penalties = new ArrayList<>();
  private final List<CustomPenalty> custom = new ArrayList<>();
  private final List<LossTarget> targets = new ArrayList<>();
  private @Nullable StepInput stepInput;

  TrainerParts(
      String network,
      SessionSettings settings,
      NetworkLayout layout,
      ParameterVector parameters,
      Preprocessing preprocessing,
      StepCounter steps,
      TrainerGuard guard,
      FrozenLayers frozen) {
    super(network, settings.engine(), settings.dataType(), preprocessing);
    this.network = network;
    this.layout = layout;
    this.parameters = parameters;
    this.preprocessing = preprocessing;
    this.steps = steps;
    this.guard = guard;
    this.frozen = frozen;
  }

  @Override
  public ParameterTensor parameter(String name) {
    return parameters.value(name);
  }

  @Override
  public ParameterTensor state(String name) {
    return parameters.state(name);
  }

  @Override
  public ParameterTensor gradient(String parameter) {
    return parameters.gradient(parameter);
  }

  @Override
  public SparseGradient sparseGradient(String parameter) {
    return parameters.sparseGradient(parameter);
  }

  @Override
  public ParameterTensor initial(String parameter) {
    return parameters.anchor(parameter);
  }

  @Override
  public ParameterTensor scratch(String parameter) {
    ParameterTensor copy = parameters.newView(parameter).copy();
    onClose(copy::closeCopy);
    return copy;
  }

  @Override
  public BatchStatistics batchStatistics(String owner) {
    ParameterTensor zeros = scratch(owner + ".mean");
    zeros.tensor().fill(0);
    return new BatchStatistics(
        scratch(owner + ".mean"),
        scratch(owner + ".variance"),
        zeros,
        () -> frozen.contains(owner));
  }

  @Override
  protected Recurrence.Memory recurrenceMemory(
      RecurrentCell cell, int units, LongFunction<BatchTensor> ofSteps) {
    return new Recurrence.Memory(
        ofSteps.apply((long) cell.gates() * units),
        ofSteps.apply((long) cell.kept() * units),
        tensor(units));
  }

  @Override
  public BatchTensor target(TargetEncoding encoding, String layer, long... shape) {
    return weightedTarget(encoding, layer, 1, shape);
  }

  @Override
  public BatchTensor weightedTarget(
      TargetEncoding encoding, String layer, double weight, long... shape) {
    BatchTensor tensor = tensor(shape);
    targets.add(new LossTarget(layer, encoding, weight, tensor, OutputRows.of(tensor)));
    return tensor;
  }

  @Override
  public BatchTensor stepTarget(TargetEncoding encoding, String layer, long... shape) {
    return weightedStepTarget(encoding, layer, 1, shape);
  }

  @Override
  public BatchTensor weightedStepTarget(
      TargetEncoding encoding, String layer, double weight, long... shape) {
    BatchTensor tensor = tensor(shape);
    targets.add(new LossTarget(layer, encoding, weight, tensor, OutputRows.ofSteps(tensor, null)));
    return tensor;
  }

  @Override
  public BatchTensor stepTarget(
      TargetEncoding encoding, String layer, Lengths lengths, long... stepShape) {
    return weightedStepTarget(encoding, layer, 1, lengths, stepShape);
  }

  @Override
  public BatchTensor weightedStepTarget(
      TargetEncoding encoding, String layer, double weight, Lengths lengths, long... stepShape) {
    BatchTensor tensor = tensor(lengths, stepShape);
    OutputRows rows = OutputRows.ofSteps(tensor, lengths);
    targets.add(new LossTarget(layer, encoding, weight, tensor, rows));
    return tensor;
  }

  @Override
  public void complete(TrainingPass created) {
    super.complete(created);
    boolean isOnly = targets.size() == 1;
    List<TargetReader> readers = new ArrayList<>();
    for (LossTarget target : targets) {
      readers.add(
          TargetReader.of(
              target.encoding(),
              target.layer(),
              target.tensor(),
              execution(),
              target.rows().lengths(),
              isOnly ? preprocessing::targets : () -> null));
    }
    Inputs inputs = inputs();
    StepTargets read =
        new StepTargets(
            network,
            inputs,
            readers,
            targets.stream().map(LossTarget::layer).toList(),
            targets.stream().map(LossTarget::tensor).toList(),
            targets.stream().map(LossTarget::rows).toList());
    stepInput = new StepInput(inputs, read, LeastRows.of(layout.leastRows()));
  }

  @Override
  public Strength penalty(String name, Schedule schedule, ParameterRole... on) {
    StrengthValue penalty = value(name, schedule, penalties.size(), on);
    penalties.add(penalty);
    return penalty;
  }

  @Override
  public CustomPenalty penalty(
      String name, Schedule schedule, ParameterPenalty penalty, ParameterRole... on) {
    CustomPenalty own = new CustomPenalty(penalty, penalty(name, schedule, on));
    custom.add(own);
    onClose(own::close);
    return own;
  }

  @Override
  public CustomLoss loss(String layer, OutputLoss loss) {
    return new RowLoss(layer, loss, execution());
  }

  @Override
  public Strength strength(String name, Schedule schedule, ParameterRole... on) {
    return value(name, schedule, StrengthValue.UNREPORTED, on);
  }

  private StrengthValue value(String name, Schedule schedule, int index, ParameterRole... on) {
    ScheduledValue value = new ScheduledValue(name + ": the strength", schedule, steps, guard);
    StrengthValue strength = new StrengthValue(name, layerOf(name), index, Set.of(on), value);
    strengths.add(strength);
    return strength;
  }

  /** Returns the layer of a strength: its longest name that the strength's begins with. */
  private String layerOf(String strength) {
    String layer = strength;
    while (layer.contains(".")) {
      layer = layer.substring(0, layer.lastIndexOf('.'));
      if (layout.has(layer)) {
        return layer;
      }
    }
    throw new IllegalArgumentException(strength + " is not a strength of a layer");
  }

  @Override
  public Layer layer(String name, Strength... declared) {
    return layerLike(name, name, declared);
  }

  @Override
  public Layer layerLike(String name, String owner, Strength... declared) {
    List<StrengthValue> own = new ArrayList<>();
    for (Strength strength : declared) {
      own.add((StrengthValue) strength);
    }
    List<CustomPenalty> ownCustom =
        custom.stream().filter(penalty -> own.contains(penalty.strength())).toList();
    TrainedLayer layer =
        new TrainedLayer(
            layout.layer(name),
            owner,
            parameters,
            new DeclaredStrengths(name, roles(owner), own, ownCustom),
            guard,
            frozen);
    layers.put(name, layer);
    return layer;
  }

  /** Returns the roles of the parameters of a layer. */
  private Set<ParameterRole> roles(String layer) {
    return parameters.values().stream()
        .filter(parameter -> parameter.name().startsWith(layer + "."))
        .map(ParameterTensor::role)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public long dropoutSeed(int index) {
    return steps.dropoutSeed(index);
  }

  /** Returns the layers by the names of their fields, in their order. */
  Map<String, TrainedLayer> layers() {
    return layers;
  }

  /** Returns all strengths, in the order of the layers. */
  List<StrengthValue> strengths() {
    return strengths;
  }

  /** Returns the strengths that are terms of the loss. */
  List<StrengthValue> penalties() {
    return penalties;
  }

  /** Returns what reads a mini-batch. */
  StepInput stepInput() {
    return Objects.requireNonNull(stepInput, "the pass has not been created");
  }

  /** Returns the losses, in the order of their layers. */
  List<LossTarget> targets() {
    return targets;
  }
}
