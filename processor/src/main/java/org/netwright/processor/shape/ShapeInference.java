package org.netwright.processor.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Fit;
import org.netwright.processor.layer.Misfit;
import org.netwright.processor.layer.Place;
import org.netwright.processor.layer.Signature;
import org.netwright.processor.shape.ShapedNetwork.Misplaced;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OperationDeclaration;

/**
 * Infers the shapes of a network, layer by layer. It ends at a layer that does not accept its
 * input, or that is declared with a size out of range or too large.
 */
public final class ShapeInference {
  private final NetworkDeclaration network;
  private final List<ShapedLayer> layers = new ArrayList<>();
  private Optional<Misplaced> misplaced = Optional.empty();

  private ShapeInference(NetworkDeclaration network) {
    this.network = network;
  }

  /** Returns the network, valid or not, with the shapes that can be inferred. */
  public static ShapedNetwork infer(NetworkDeclaration network) {
    ShapeInference inference = new ShapeInference(network);
    inference.infer();
    return new ShapedNetwork(network, inference.layers, inference.misplaced);
  }

  private void infer() {
    List<LayerDeclaration> declared = network.layers();
    if (declared.isEmpty() || declared.get(0).input().isEmpty()) {
      return;
    }
    Optional<Shape> shape =
        infer(declared.get(0), List.of(declared.get(0).input().get()), List.of());
    for (LayerDeclaration layer : declared.subList(1, declared.size())) {
      if (shape.isEmpty() || !shape.get().fitsIntoAnArray()) {
        return;
      }
      // A second input is reported elsewhere.
      List<OperationDeclaration> operations =
          layer.operations().stream().filter(op -> op.operation().place() != Place.INPUT).toList();
      shape = infer(layer, operations, List.of(shape.get()));
    }
  }

  /** Returns the shape of a layer's output, if it is known. */
  private Optional<Shape> infer(
      LayerDeclaration layer, List<OperationDeclaration> operations, List<Shape> given) {
    List<ShapedOperation> shaped = new ArrayList<>();
    List<Shape> inputs = given;
    for (OperationDeclaration declared : operations) {
      Fit fit = declared.operation().infer(inputs);
      if (fit instanceof Misfit misfit) {
        misplaced = Optional.of(new Misplaced(layer.name(), declared, misfit));
        return Optional.empty();
      }
      Signature signature = (Signature) fit;
      if (!signature.output().isPossible()) {
        return Optional.empty();
      }
      shaped.add(new ShapedOperation(declared, signature));
      inputs = List.of(signature.output());
    }
    Shape output = inputs.get(0);
    layers.add(new ShapedLayer(layer, shaped, output));
    return Optional.of(output);
  }
}
