package org.netwright.processor.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.processor.shape.TestNetworks.layer;
import static org.netwright.processor.shape.TestNetworks.operation;
import static org.netwright.processor.shape.TestNetworks.wired;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;
import org.netwright.processor.layer.Activation;
import org.netwright.processor.layer.Dropout;
import org.netwright.processor.layer.Input;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.OperationDeclaration;

class ShapeInferenceTest {
  private static final OperationDeclaration TANH =
      operation(Activation.TANH, new Activation.Spec(List.of()));

  @Test
  void givesEachLayerItsOutputAndItsParameters() {
    ShapedNetwork shaped =
        ShapeInference.infer(wired(input(5), layer("hidden", linear(7)), layer("out", TANH)));
    assertThat(shaped.layers())
        .extracting(ShapedLayer::output)
        .containsExactly(Shape.batch(5), Shape.batch(7), Shape.batch(7));
    assertThat(shaped.layers().get(1).parameters())
        .containsExactly(
            new Parameter(
                "weight", Role.WEIGHT, Shape.fixed(5, 7), 5, 7, Initializer.KAIMING_UNIFORM),
            new Parameter("bias", Role.BIAS, Shape.fixed(7), 5, 7, Initializer.KAIMING_UNIFORM));
    assertThat(shaped.parameters()).isEqualTo(42);
  }

  @Test
  void appliesTheOperationsOfAFieldInTheOrderOfTheirPlaces() {
    OperationDeclaration dropout = operation(new Dropout(), new Dropout.Spec(0.5));
    ShapedNetwork shaped =
        ShapeInference.infer(wired(input(5), layer("hidden", dropout, TANH, linear(7))));
    assertThat(shaped.layers().get(1).operations())
        .extracting(operation -> operation.declaration().use().name())
        .containsExactly("Linear", "Tanh", "Dropout");
  }

  @Test
  void endsAtALayerThatDoesNotAcceptItsInput() {
    ShapedNetwork shaped =
        ShapeInference.infer(wired(input(2, 3), layer("hidden", linear(7)), layer("out", TANH)));
    assertThat(shaped.layers()).extracting(ShapedLayer::name).containsExactly("x");
    assertThat(shaped.misplaced()).hasSize(1);
    assertThat(shaped.misplaced().get(0).layer()).isEqualTo("hidden");
    assertThat(shaped.misplaced().get(0).misfit().message())
        .isEqualTo(Message.LINEAR_NEEDS_VECTORS);
  }

  @Test
  void endsWithoutAMisfitAtASizeOutOfRange() {
    ShapedNetwork shaped =
        ShapeInference.infer(wired(input(5), layer("hidden", linear(0)), layer("out", TANH)));
    assertThat(shaped.layers()).extracting(ShapedLayer::name).containsExactly("x");
    assertThat(shaped.misplaced()).isEmpty();
  }

  private static LayerDeclaration input(Integer... dimensions) {
    return layer("x", operation(new Input(), Input.Spec.of(List.of(dimensions))));
  }

  private static OperationDeclaration linear(int out) {
    return TestNetworks.linear(out, true, Initializer.KAIMING_UNIFORM);
  }
}
