package org.netwright.processor.source;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.kind.Role;
import org.netwright.processor.source.LayerPart.ActivationPart;
import org.netwright.processor.source.LayerPart.DropoutPart;
import org.netwright.processor.source.LayerPart.InputPart;
import org.netwright.processor.source.LayerPart.LinearPart;
import org.netwright.processor.source.LayerPart.LossPart;
import org.netwright.processor.source.LayerPart.NoPenaltyPart;
import org.netwright.processor.source.LayerPart.RegularizerPart;

/**
 * A field that is a layer, with its annotations in source order.
 *
 * @param type the type of the field, for messages
 * @param isLayer whether that type is the runtime's {@code Layer}
 * @param modifiers which of {@code private}, {@code static} and {@code final} it has
 * @param after the layer that it follows, if {@code @After} names one
 */
public record LayerDeclaration(
    String name,
    String type,
    boolean isLayer,
    Set<String> modifiers,
    List<LayerPart> parts,
    Optional<After> after,
    SourceRef ref) {

  public <P extends LayerPart> List<P> all(Class<P> kind) {
    return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private <P extends LayerPart> Optional<P> first(Class<P> kind) {
    return all(kind).stream().findFirst();
  }

  public Optional<InputPart> input() {
    return first(InputPart.class);
  }

  public Optional<LinearPart> linear() {
    return first(LinearPart.class);
  }

  public Optional<ActivationPart> activation() {
    return first(ActivationPart.class);
  }

  public Optional<DropoutPart> dropout() {
    return first(DropoutPart.class);
  }

  public Optional<LossPart> loss() {
    return first(LossPart.class);
  }

  public List<RegularizerPart> regularizers() {
    return all(RegularizerPart.class);
  }

  public Optional<NoPenaltyPart> noPenalty() {
    return first(NoPenaltyPart.class);
  }

  /** The roles of its parameters: none, a weight, or a weight and a bias. */
  public List<Role> parameters() {
    return linear().stream()
        .flatMap(
            linear -> linear.bias() ? Stream.of(Role.WEIGHT, Role.BIAS) : Stream.of(Role.WEIGHT))
        .toList();
  }
}
