package org.netwright.processor.lowering;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.PenaltyOps;
import org.netwright.processor.graph.Regularizer;
import org.netwright.processor.graph.Regularizer.CustomClass;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.UpdateOps;
import org.netwright.processor.graph.Value;
import org.netwright.processor.graph.Value.Kind;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.RegularizerKind.Stage;
import org.netwright.processor.kind.Role;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.RegularizerDeclaration;

/** Lowers penalties, decays and constraints, layer by layer. */
final class Regularization {
  private final Consumer<Node> nodes;
  private final List<Regularizer> regularizers = new ArrayList<>();
  private final Map<Value, Value> anchors = new HashMap<>();
  private final List<Node> updates = new ArrayList<>();

  /**
   * Creates an empty one.
   *
   * @param nodes receives the operations in their order in the graph
   */
  Regularization(Consumer<Node> nodes) {
    this.nodes = nodes;
  }

  List<Regularizer> regularizers() {
    return List.copyOf(regularizers);
  }

  /** The copies of the given parameters that penalties read. */
  List<Value> anchors(Collection<Value> parameters) {
    return parameters.stream().filter(anchors::containsKey).map(anchors::get).toList();
  }

  /** The operations after the optimiser's update. */
  List<Node> updates() {
    return List.copyOf(updates);
  }

  /**
   * Lowers the penalties, decays and constraints on parameters. Penalties come before their layer,
   * the last of them first: in the backward pass the order is reversed, so that they add to
   * gradients that the layer has written.
   *
   * @param sparse the gradients of those parameters of which they act on some rows only
   */
  void onParameters(LayerDeclaration layer, Map<Parameter, Value> own, Map<Value, Value> sparse) {
    List<RegularizerDeclaration> parts = parts(layer, false);
    List<Regularizer> lowered = new ArrayList<>();
    for (int i = parts.size() - 1; i >= 0; i--) {
      RegularizerDeclaration part = parts.get(i);
      if (part.kind().hasStrength()) {
        lowered.add(0, onParameters(layer, part, own, sparse));
      }
    }
    regularizers.addAll(lowered);
    update(layer, parts, own, sparse);
  }

  /**
   * Lowers the penalties on the output of a layer, between the layer and the operations that read
   * the output.
   */
  void onOutput(LayerDeclaration layer, Value output) {
    for (RegularizerDeclaration part : parts(layer, true)) {
      String name = name(layer, part);
      Value summand =
          new Value(layer.name(), part(name, layer) + ".output", Shape.SCALAR, Kind.COMPUTED);
      Op op = new PenaltyOps.Penalty(part.kind(), name, Optional.empty(), true);
      nodes.accept(new Node(op, List.of(output), List.of(summand), Phase.LOSS, layer.name()));
      regularizers.add(regularizer(layer, part, List.of(), List.of(summand)));
    }
  }

  private List<RegularizerDeclaration> parts(LayerDeclaration layer, boolean onOutput) {
    return layer.effectiveRegularizers().stream()
        .filter(part -> (part.kind().stage() == Stage.ACTIVITY) == onOutput)
        .toList();
  }

  private Regularizer onParameters(
      LayerDeclaration layer,
      RegularizerDeclaration part,
      Map<Parameter, Value> own,
      Map<Value, Value> sparse) {
    String name = name(layer, part);
    List<Value> summands = new ArrayList<>();
    List<Parameter> parameters = new ArrayList<>(own.keySet());
    Collections.reverse(parameters);
    for (Parameter parameter : parameters) {
      if (part.covers(parameter.role()) && part.kind().stage() == Stage.PENALTY) {
        String termPart = part(name, layer) + "." + parameter.name();
        Value summand = new Value(layer.name(), termPart, Shape.SCALAR, Kind.COMPUTED);
        Optional<Axis> axis = part.axis().map(parameter::groupsAlong);
        Op op = new PenaltyOps.Penalty(part.kind(), name, axis, !part.proximal());
        List<Value> inputs = penalized(part, requireNonNull(own.get(parameter)), sparse);
        nodes.accept(new Node(op, inputs, List.of(summand), Phase.LOSS, layer.name()));
        summands.add(0, summand);
      }
    }
    List<Role> on = layer.roles().stream().filter(part::covers).distinct().sorted().toList();
    return regularizer(layer, part, on, summands);
  }

  private List<Value> penalized(
      RegularizerDeclaration part, Value parameter, Map<Value, Value> sparse) {
    Stream<Value> rows = Stream.ofNullable(sparse.get(parameter));
    if (part.kind() != RegularizerKind.L2_DISTANCE) {
      return Stream.concat(Stream.of(parameter), rows).toList();
    }
    Value anchor =
        anchors.computeIfAbsent(
            parameter, p -> new Value(p.layer(), p.part() + ".initial", p.shape(), Kind.ANCHOR));
    return Stream.concat(Stream.of(parameter, anchor), rows).toList();
  }

  private Regularizer regularizer(
      LayerDeclaration layer, RegularizerDeclaration part, List<Role> on, List<Value> summands) {
    Optional<CustomClass> custom =
        part.custom()
            .map(
                penalty -> {
                  ClassDeclaration type = penalty.type();
                  return new CustomClass(type.packageName(), type.simpleNames());
                });
    return new Regularizer(
        name(layer, part),
        layer.name(),
        part.kind(),
        part.strength(),
        List.copyOf(on),
        custom,
        List.copyOf(summands));
  }

  /** The name of a term without that of its layer. */
  private static String part(String name, LayerDeclaration layer) {
    return name.substring(layer.name().length() + 1);
  }

  /** {@code hidden.l1}; {@code hidden.l1.bias} if the layer has two of the kind. */
  private String name(LayerDeclaration layer, RegularizerDeclaration part) {
    long alike =
        layer.effectiveRegularizers().stream().filter(p -> p.title().equals(part.title())).count();
    String name = layer.name() + "." + part.title();
    return alike == 1 ? name : name + "." + part.scope().roles().get(0).suffix();
  }

  /** Decay, then proximal steps, then constraints. */
  private void update(
      LayerDeclaration layer,
      List<RegularizerDeclaration> parts,
      Map<Parameter, Value> own,
      Map<Value, Value> sparse) {
    List<RegularizerDeclaration> inOrder =
        parts.stream()
            .filter(part -> part.proximal() || part.kind().stage() != Stage.PENALTY)
            .sorted(Comparator.comparing(Regularization::place))
            .toList();
    own.forEach(
        (parameter, value) -> {
          Value current = value;
          for (RegularizerDeclaration part : inOrder) {
            if (part.covers(parameter.role())) {
              List<Value> inputs =
                  Stream.concat(Stream.ofNullable(sparse.get(value)), Stream.of(current)).toList();
              current = update(layer, part, part.axis().map(parameter::groupsAlong), inputs);
            }
          }
        });
  }

  /** Adds an update of the last of its inputs. */
  private Value update(
      LayerDeclaration layer,
      RegularizerDeclaration part,
      Optional<Axis> axis,
      List<Value> inputs) {
    Value before = inputs.get(inputs.size() - 1);
    String parameter = before.part().replaceFirst("\\.updated.*", "");
    String own = parameter + ".updated." + (updates.size() + 1);
    Value after = new Value(before.layer(), own, before.shape(), Kind.COMPUTED);
    Op op = updateOp(layer, part, axis);
    updates.add(new Node(op, inputs, List.of(after), Phase.UPDATE, layer.name()));
    return after;
  }

  private static int place(RegularizerDeclaration part) {
    return switch (part.kind().stage()) {
      case DECAY -> 0;
      case PENALTY, ACTIVITY -> 1;
      case CONSTRAINT -> 2;
    };
  }

  private Op updateOp(LayerDeclaration layer, RegularizerDeclaration part, Optional<Axis> axis) {
    String name = name(layer, part);
    if (part.proximal()) {
      return new UpdateOps.Proximal(part.kind(), name, axis);
    }
    if (part.kind().stage() == Stage.DECAY) {
      return new UpdateOps.Decay(name);
    }
    List<? extends Attribute> numbers =
        part.kind().hasStrength()
            ? List.of(new Attribute.Strength(name))
            : part.kind().numbers().stream()
                .map(member -> new Attribute.Constant(member, part.use().argument(member).value()))
                .toList();
    return new UpdateOps.Constrain(part.kind(), numbers, axis);
  }
}
