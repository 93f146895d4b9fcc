package org.netwright.processor.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;

/** {@code @Linear}: x · W + b. */
public final class Linear implements LayerKind<Linear.Spec> {

  /**
   * What an annotation declares.
   *
   * @param out the width of the output
   */
  public record Spec(int out, boolean bias, Initializer initializer) {}

  @Override
  public String annotation() {
    return "Linear";
  }

  @Override
  public Place place() {
    return Place.LAYER;
  }

  @Override
  public Effect effect() {
    return Effect.LINEAR;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    return new Spec(
        annotation.size("value"),
        annotation.flag("bias"),
        annotation.constant("init", Initializer.class));
  }

  @Override
  public List<Role> roles(Spec spec) {
    return spec.bias() ? List.of(Role.WEIGHT, Role.BIAS) : List.of(Role.WEIGHT);
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    if (!x.isBatchOfVectors()) {
      return new Misfit(Message.LINEAR_NEEDS_VECTORS, List.of(x, x.elements()), "takes [n × in]");
    }
    int in = x.width();
    int out = spec.out();
    List<Parameter> parameters = new ArrayList<>();
    for (Role role : roles(spec)) {
      Shape shape = role == Role.WEIGHT ? Shape.fixed(in, out) : Shape.fixed(out);
      parameters.add(new Parameter(role.suffix(), role, shape, in, out, spec.initializer()));
    }
    return new Signature(Shape.batch(out), parameters, List.of());
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.output(
        new LinearOps.Forward(),
        Stream.concat(inputs.stream(), graph.parameters().stream()).toList());
  }
}
