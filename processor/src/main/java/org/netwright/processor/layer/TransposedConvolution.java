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
import org.netwright.processor.layer.DeclaredWindow.Member;
import org.netwright.processor.layer.DeclaredWindow.Placed;
import org.netwright.processor.layer.Parameter.Grouping;

/**
 * {@code @ConvTranspose1d} and {@code @ConvTranspose2d}: the gradient of a convolution with respect
 * to its input.
 */
public final class TransposedConvolution implements LayerKind<TransposedConvolution.Spec> {
  private final int rank;

  /**
   * Makes a kind.
   *
   * @param rank 1 for signals, 2 for images
   */
  TransposedConvolution(int rank) {
    this.rank = rank;
  }

  /**
   * What an annotation declares.
   *
   * @param added the output padding
   * @param named how many members give the number of filters
   */
  record Spec(
      DeclaredWindow window,
      List<Integer> added,
      List<Member> wrong,
      int filters,
      int named,
      int groups,
      boolean bias,
      Initializer initializer) {}

  @Override
  public String annotation() {
    return "ConvTranspose" + rank + "d";
  }

  @Override
  public boolean takesSignals() {
    return rank == 1;
  }

  @Override
  public Place place() {
    return Place.LAYER;
  }

  @Override
  public Effect effect() {
    return Effect.FACTOR;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    List<String> named = Stream.of("value", "filters").filter(annotation::isSet).toList();
    List<Member> wrong = new ArrayList<>();
    return new Spec(
        DeclaredWindow.read(annotation, rank, "kernel", true),
        DeclaredWindow.forEach(
            "outputPadding", annotation.wholeNumbers("outputPadding", Range.WHOLE), rank, wrong),
        wrong,
        named.isEmpty() ? 1 : annotation.size(named.get(0)),
        named.size(),
        annotation.size("groups"),
        annotation.flag("bias"),
        annotation.constant("init", Initializer.class));
  }

  @Override
  public Optional<Misuse> misuse(Spec spec) {
    return spec.window()
        .misuse(annotation())
        .or(() -> DeclaredWindow.misuse(annotation(), spec.wrong(), rank))
        .or(() -> Convolution.filters(annotation(), spec.named()))
        .or(() -> outputPadding(spec));
  }

  private Optional<Misuse> outputPadding(Spec spec) {
    for (int i = 0; i < rank; i++) {
      int added = spec.added().get(i);
      int room = Math.max(spec.window().stride().get(i), spec.window().dilation().get(i));
      if (added > 0 && added >= room) {
        return Optional.of(
            new Misuse(Message.OUTPUT_PADDING, List.of("@" + annotation(), added, room)));
      }
    }
    boolean isNone = spec.added().stream().allMatch(number -> number == 0);
    return isNone || spec.window().pad().isPresent()
        ? Optional.empty()
        : Optional.of(new Misuse(Message.OUTPUT_PADDING_WITHOUT_PAD, List.of("@" + annotation())));
  }

  @Override
  public List<Role> roles(Spec spec) {
    return Convolution.roles(spec.bias());
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
    Optional<Misfit> unequal =
        Convolution.unequalGroups(annotation(), x, spec.filters(), spec.groups());
    if (unequal.isPresent()) {
      return unequal.get();
    }
    Optional<Placed> placed =
        spec.window().under(x.dimensions().subList(1, rank + 1), spec.added());
    if (placed.isEmpty()) {
      return new Misfit(
          Message.NOTHING_LEFT, List.of(x, "@" + annotation()), "cuts off more than there is");
    }
    return new Signature(
        DeclaredWindow.output(spec.filters(), placed.get().output()),
        Convolution.parameters(
            x.dimensions().get(0),
            spec.filters() / spec.groups(),
            spec.filters(),
            spec.window().size(),
            spec.bias(),
            spec.initializer(),
            Grouping.NONE),
        List.of());
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    Shape x = inputs.get(0).shape();
    Placed placed =
        spec.window().under(x.dimensions().subList(1, rank + 1), spec.added()).orElseThrow();
    List<Value> parameters = graph.parameters();
    ConvolutionOps.Transposed transposed =
        new ConvolutionOps.Transposed(placed.window(), spec.groups(), signature.output());
    List<Value> read = List.of(inputs.get(0), parameters.get(0));
    if (!spec.bias()) {
      return graph.output(transposed, read);
    }
    Value sums = graph.outputs(transposed, read, "unbiased").get(0);
    return graph.output(new ConvolutionOps.Bias(), List.of(sums, parameters.get(1)));
  }
}
