package org.netwright.processor.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Fit;
import org.netwright.processor.layer.Misfit;
import org.netwright.processor.layer.Operation;
import org.netwright.processor.layer.Signature;
import org.netwright.processor.shape.ShapedNetwork.Misplaced;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.wiring.WiredLayer;
import org.netwright.processor.wiring.WiredNetwork;

/**
 * Infers the shapes of a network, layer by layer. It leaves out a layer that does not accept what
 * it reads, or that is declared with a size out of range, and the layers that read it. Of a layer
 * with a value that is too large it leaves out the operations after that value, and then the layers
 * that read it.
 */
public final class ShapeInference {
  private final Signals signals;

  /** Whether a layer takes sequences, so that what has two dimensions is one, or a signal. */
  private final boolean hasSequences;

  private final Map<String, ShapedLayer> layers = new LinkedHashMap<>();
  private final List<Misplaced> misplaced = new ArrayList<>();

  private ShapeInference(WiredNetwork network) {
    this.signals = new Signals(network);
    this.hasSequences = Sequences.areUsedBy(network);
  }

  /** Returns the network, valid or not, with the shapes that can be inferred. */
  public static ShapedNetwork infer(WiredNetwork network) {
    ShapeInference inference = new ShapeInference(network);
    network.layers().forEach(inference::infer);
    return new ShapedNetwork(network, List.copyOf(inference.layers.values()), inference.misplaced);
  }

  private void infer(WiredLayer layer) {
    boolean isInput = layer.declaration().input().isPresent();
    if (isInput == layer.input().isPresent() || !isKnown(layer)) {
      return;
    }
    List<ShapedOperation> shaped = new ArrayList<>();
    Optional<Shape> current = layer.input().map(this::shapeOf);
    String given = layer.input().orElse("");
    for (OperationDeclaration declared : layer.declaration().operations()) {
      List<Shape> inputs = inputs(current, declared.operation(), layer);
      Fit fit = VariableSteps.of(declared.operation(), inputs, layer.name());
      if (fit instanceof Misfit misfit) {
        misplaced.add(new Misplaced(layer.name(), given, declared, misfit));
        return;
      }
      Signature signature = inContext((Signature) fit, layer, shaped.size());
      if (!signature.output().isPossible()) {
        return;
      }
      shaped.add(new ShapedOperation(declared, inputs, signature));
      current = Optional.of(signature.output());
      if (!signature.output().fitsIntoAnArray()) {
        break;
      }
      given = layer.name();
    }
    current.ifPresent(output -> layers.put(layer.name(), new ShapedLayer(layer, shaped, output)));
  }

  /** Inputs and what is reshaped are signals or sequences if the network uses them as such. */
  private Signature inContext(Signature signature, WiredLayer layer, int operation) {
    if (signature.output().kind() != Shape.Kind.PLAIN) {
      return signature;
    }
    if (signals.contains(layer.name(), operation)) {
      return signature.as(Shape.Kind.SIGNAL);
    }
    return hasSequences ? signature.as(Shape.Kind.SEQUENCE) : signature;
  }

  /** Whether the shapes of all that a layer names are known, and fit into memory. */
  private boolean isKnown(WiredLayer layer) {
    return Stream.concat(layer.input().stream(), layer.fields().values().stream())
        .allMatch(name -> layers.containsKey(name) && shapeOf(name).fitsIntoAnArray());
  }

  private Shape shapeOf(String layer) {
    ShapedLayer shaped = layers.get(layer);
    if (shaped == null) {
      throw new IllegalArgumentException("the shape of " + layer + " is not known");
    }
    return shaped.output();
  }

  /** The shapes of the input of an operation, and of the layers that it names. */
  private List<Shape> inputs(Optional<Shape> current, Operation<?> operation, WiredLayer layer) {
    return Stream.of(
            current.stream(),
            layer.others(operation).stream().map(this::shapeOf),
            operation.like().map(layer::resolve).map(this::shapeOf).stream())
        .flatMap(shapes -> shapes)
        .toList();
  }
}
