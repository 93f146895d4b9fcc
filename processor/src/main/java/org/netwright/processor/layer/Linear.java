package org.netwright.processor.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;

/** {@code @Linear}: x · W + b. */
public final class Linear implements LayerKind<Linear.Spec> {

  /**
   * What an annotation declares: one of three widths.
   *
   * @param out the width of the output, 0 if it follows from another shape
   * @param times how many times the width of the input it is, or 0
   * @param like the field whose output is as wide
   * @param widths how many of the three are given
   */
  public record Spec(
      int out,
      int times,
      Optional<Reference> like,
      int widths,
      boolean bias,
      Initializer initializer) {}

  /** One of a given width, with the defaults of the annotation. */
  public static Operation<Spec> ofWidth(int out) {
    return new Operation<>(
        new Linear(), new Spec(out, 0, Optional.empty(), 1, true, Initializer.KAIMING_UNIFORM));
  }

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
    List<String> widths = Stream.of("value", "times", "like").filter(annotation::isSet).toList();
    return new Spec(
        widths.contains("value") ? annotation.size("value") : 0,
        widths.contains("times") ? annotation.size("times") : 0,
        widths.contains("like") ? Optional.of(annotation.name("like")) : Optional.empty(),
        widths.size(),
        annotation.flag("bias"),
        annotation.constant("init", Initializer.class));
  }

  @Override
  public Optional<Reference> like(Spec spec) {
    return spec.like();
  }

  @Override
  public Optional<Misuse> misuse(Spec spec) {
    return spec.widths() == 1
        ? Optional.empty()
        : Optional.of(
            new Misuse(
                spec.widths() == 0 ? Message.LINEAR_WITHOUT_WIDTH : Message.LINEAR_WIDTH_TWICE,
                List.of()));
  }

  @Override
  public List<Role> roles(Spec spec) {
    return spec.bias() ? List.of(Role.WEIGHT, Role.BIAS) : List.of(Role.WEIGHT);
  }

  @Override
  public boolean takesPadding(Spec spec, Shape x) {
    return x.isBatchOfSequences();
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    if (!x.isBatchOfVectors() && !x.isBatchOfSequences()) {
      return new Misfit(Message.LINEAR_NEEDS_VECTORS, List.of(x, x.elements()), "takes [n × in]");
    }
    Optional<Misfit> unlike = spec.like().flatMap(like -> unlike(like, inputs.get(1)));
    if (unlike.isPresent()) {
      return unlike.get();
    }
    int in = x.width();
    long width = width(spec, inputs);
    if (width > Shape.MAX_ELEMENTS) {
      return new Misfit(Message.LINEAR_TOO_WIDE, List.of(x, width), "takes fewer columns");
    }
    int out = (int) width;
    List<Parameter> parameters = new ArrayList<>();
    for (Role role : roles(spec)) {
      Shape shape = role == Role.WEIGHT ? Shape.fixed(in, out) : Shape.fixed(out);
      parameters.add(new Parameter(role.suffix(), role, shape, in, out, spec.initializer()));
    }
    Shape output = x.isBatchOfVectors() ? Shape.batch(out) : Shape.batch(x.steps(), out);
    return new Signature(output.as(Shape.Kind.SEQUENCE), parameters, List.of());
  }

  /** What is wrong with a shape to be as wide as. */
  private static Optional<Misfit> unlike(Reference like, Shape shape) {
    return shape.isBatchOfVectors() || shape.isBatchOfSequences()
        ? Optional.empty()
        : Optional.of(
            new Misfit(
                Message.LIKE_NEEDS_VECTORS,
                List.of(
                    like.name(),
                    shape,
                    shape.elements(),
                    shape.dimensions().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", "{", "}"))),
                "takes the width of vectors"));
  }

  private static long width(Spec spec, List<Shape> inputs) {
    if (spec.like().isPresent()) {
      return inputs.get(1).width();
    }
    return spec.times() > 0 ? (long) spec.times() * inputs.get(0).width() : spec.out();
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.output(
        new LinearOps.Forward(),
        Stream.concat(inputs.stream(), graph.parameters().stream()).toList());
  }
}
