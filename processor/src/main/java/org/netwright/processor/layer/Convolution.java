package org.netwright.processor.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;
import org.netwright.processor.layer.DeclaredWindow.Placed;
import org.netwright.processor.layer.Parameter.Grouping;

/**
 * {@code @Conv1d}, {@code @Conv2d} and the depthwise forms: filters that move over signals or
 * images.
 */
public final class Convolution implements LayerKind<Convolution.Spec> {
  private final int rank;
  private final boolean depthwise;

  /**
   * Makes a kind.
   *
   * @param rank 1 for signals, 2 for images
   * @param depthwise whether each channel is filtered by itself
   */
  Convolution(int rank, boolean depthwise) {
    this.rank = rank;
    this.depthwise = depthwise;
  }

  /**
   * What an annotation declares.
   *
   * @param filters the number of filters; of a depthwise convolution for each channel
   * @param named how many members give that number
   */
  record Spec(
      DeclaredWindow window,
      int filters,
      int named,
      int groups,
      boolean bias,
      Initializer initializer) {}

  @Override
  public String annotation() {
    return (depthwise ? "DepthwiseConv" : "Conv") + rank + "d";
  }

  @Override
  public boolean takesSignals() {
    return rank == 1;
  }

  @Override
  public Place place() {
    return Place.LAYER;
  }

  /** A depthwise convolution is meant to be followed by another linear map. */
  @Override
  public Effect effect() {
    return depthwise ? Effect.FACTOR : Effect.LINEAR;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    List<String> named =
        depthwise
            ? List.of("multiplier")
            : Stream.of("value", "filters").filter(annotation::isSet).toList();
    return new Spec(
        DeclaredWindow.read(annotation, rank, "kernel", true),
        named.isEmpty() ? 1 : annotation.size(named.get(0)),
        named.size(),
        depthwise ? 1 : annotation.size("groups"),
        annotation.flag("bias"),
        annotation.constant("init", Initializer.class));
  }

  @Override
  public Optional<Misuse> misuse(Spec spec) {
    return spec.window().misuse(annotation()).or(() -> filters(annotation(), spec.named()));
  }

  /** What is wrong if not exactly one member gives the number of filters. */
  static Optional<Misuse> filters(String annotation, int named) {
    return named == 1
        ? Optional.empty()
        : Optional.of(
            new Misuse(
                named == 0 ? Message.WITHOUT_FILTERS : Message.FILTERS_TWICE,
                List.of("@" + annotation)));
  }

  @Override
  public List<Role> roles(Spec spec) {
    return roles(spec.bias());
  }

  static List<Role> roles(boolean bias) {
    return bias ? List.of(Role.WEIGHT, Role.BIAS) : List.of(Role.WEIGHT);
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    if (!spec.window().isPossible() || spec.groups() < 1 || spec.filters() < 1) {
      return DeclaredWindow.impossible();
    }
    if (!spec.window().takes(x)) {
      return DeclaredWindow.notTaken(annotation(), x, rank);
    }
    int channels = x.dimensions().get(0);
    int groups = groups(spec, channels);
    long filters = depthwise ? (long) channels * spec.filters() : spec.filters();
    if (filters > Shape.MAX_ELEMENTS) {
      return new Misfit(
          Message.TOO_MANY_FILTERS,
          List.of(x, "@" + annotation(), filters, depthwise ? "multiplier" : "number"),
          "gives fewer filters");
    }
    Optional<Misfit> unequal = unequalGroups(annotation(), x, (int) filters, groups);
    if (unequal.isPresent()) {
      return unequal.get();
    }
    Optional<Placed> placed = spec.window().on(x.dimensions().subList(1, rank + 1));
    if (placed.isEmpty()) {
      return spec.window().tooLarge(annotation(), x);
    }
    return new Signature(
        DeclaredWindow.output((int) filters, placed.get().output()),
        parameters((int) filters, channels / groups, (int) filters, spec),
        List.of());
  }

  private int groups(Spec spec, int channels) {
    return depthwise ? channels : spec.groups();
  }

  /** Whether channels and filters are divided evenly. */
  static Optional<Misfit> unequalGroups(String annotation, Shape x, int filters, int groups) {
    int channels = x.dimensions().get(0);
    if (channels % groups == 0 && filters % groups == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Misfit(
            Message.GROUPS_UNEQUAL,
            List.of(x, "@" + annotation, groups, channels, filters),
            "takes channels and gives filters that " + groups + " divides"));
  }

  private List<Parameter> parameters(int first, int second, int filters, Spec spec) {
    return parameters(
        first,
        second,
        filters,
        spec.window().size(),
        spec.bias(),
        spec.initializer(),
        Grouping.FILTERS);
  }

  /**
   * The weight, [first × second × window], and the bias. The fans are PyTorch's: the second and the
   * first dimension, times the elements of the window.
   */
  static List<Parameter> parameters(
      int first,
      int second,
      int filters,
      List<Integer> window,
      boolean bias,
      Initializer initializer,
      Grouping grouping) {
    long elements = window.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    int fanIn = (int) Math.min(Integer.MAX_VALUE, second * elements);
    int fanOut = (int) Math.min(Integer.MAX_VALUE, first * elements);
    List<Integer> weight = new ArrayList<>(List.of(first, second));
    weight.addAll(window);
    List<Parameter> parameters = new ArrayList<>();
    for (Role role : roles(bias)) {
      Shape shape =
          role == Role.WEIGHT
              ? Shape.fixed(weight.stream().mapToInt(Integer::intValue).toArray())
              : Shape.fixed(filters);
      parameters.add(
          new Parameter(role.suffix(), role, shape, fanIn, fanOut, initializer).with(grouping));
    }
    return parameters;
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    Shape x = inputs.get(0).shape();
    Placed placed = spec.window().on(x.dimensions().subList(1, rank + 1)).orElseThrow();
    int groups = groups(spec, x.dimensions().get(0));
    return graph.output(
        new ConvolutionOps.Forward(placed.window(), groups, signature.output()),
        Stream.concat(inputs.stream(), graph.parameters().stream()).toList());
  }
}
