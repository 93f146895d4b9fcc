package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Role;

/** {@code @GroupNorm}: groups of channels of each row, normalised, · scale + shift. */
public final class GroupNorm implements LayerKind<GroupNorm.Spec> {

  /**
   * What an annotation declares.
   *
   * @param named how many members give the number of groups
   */
  record Spec(int groups, int named, double epsilon) {}

  @Override
  public String annotation() {
    return "GroupNorm";
  }

  @Override
  public boolean takesSignals() {
    return true;
  }

  @Override
  public Place place() {
    return Place.NORMALIZATION;
  }

  @Override
  public Effect effect() {
    return Effect.NON_LINEAR;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    List<String> named = Stream.of("value", "groups").filter(annotation::isSet).toList();
    return new Spec(
        named.isEmpty() ? 1 : annotation.size(named.get(0)),
        named.size(),
        annotation.number("epsilon", Range.POSITIVE));
  }

  @Override
  public Optional<Misuse> misuse(Spec spec) {
    return spec.named() == 1
        ? Optional.empty()
        : Optional.of(new Misuse(Message.GROUPS_OF_NORM, List.of()));
  }

  @Override
  public List<Role> roles(Spec spec) {
    return List.of(Role.SCALE, Role.BIAS);
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    if (x.kind() == Shape.Kind.SEQUENCE) {
      return new Misfit(
          Message.NEEDS_IMAGES,
          List.of(
              x,
              "@GroupNorm",
              "images, signals and vectors",
              "whose channels come first",
              " This is a sequence, [n × steps × features]. Use @LayerNorm, which normalises the"
                  + " features of each step."),
          "takes [n × channels × …]");
    }
    int channels = x.dimensions().get(0);
    if (spec.groups() >= 1 && channels % spec.groups() != 0) {
      return new Misfit(
          Message.CHANNELS_NOT_DIVIDED,
          List.of(x, spec.groups(), channels),
          "takes channels that " + spec.groups() + " divides");
    }
    if (x.elements() / Math.max(1, spec.groups()) < 2) {
      return new Misfit(
          Message.NOTHING_TO_NORMALIZE,
          List.of(x, "@GroupNorm", "a group"),
          "takes groups of at least 2 elements");
    }
    return new Signature(x.as(Shape.Kind.SIGNAL), Normalization.parameters(channels), List.of());
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.output(
        NormalizationOps.groupNorm(spec.groups(), spec.epsilon()),
        Stream.concat(inputs.stream(), graph.parameters().stream()).toList());
  }
}
