package org.netwright.processor.source;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.kind.Role;
import org.netwright.processor.layer.Effect;
import org.netwright.processor.layer.Place;

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
    List<FieldAnnotation> annotations,
    Optional<After> after,
    SourceRef ref) {

  private <A extends FieldAnnotation> List<A> all(Class<A> type) {
    return annotations.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What it does, in the order in which it does it. */
  public List<OperationDeclaration> operations() {
    return all(OperationDeclaration.class).stream()
        .sorted(Comparator.comparing(declared -> declared.operation().place()))
        .toList();
  }

  /** Its operations of one place; a valid layer has at most one. */
  public List<OperationDeclaration> operations(Place place) {
    return operations().stream().filter(op -> op.operation().place() == place).toList();
  }

  /** Its operations of one effect. */
  public List<OperationDeclaration> operations(Effect effect) {
    return operations().stream().filter(op -> op.operation().effect() == effect).toList();
  }

  /** The annotation that makes it the input of the network, if it is. */
  public Optional<OperationDeclaration> input() {
    return operations(Place.INPUT).stream().findFirst();
  }

  public List<LossDeclaration> losses() {
    return all(LossDeclaration.class);
  }

  public Optional<LossDeclaration> loss() {
    return losses().stream().findFirst();
  }

  public List<RegularizerDeclaration> regularizers() {
    return all(RegularizerDeclaration.class);
  }

  public Optional<NoPenaltyDeclaration> noPenalty() {
    return all(NoPenaltyDeclaration.class).stream().findFirst();
  }

  /** The roles of its parameters. */
  public List<Role> roles() {
    return operations().stream()
        .flatMap(declared -> declared.operation().roles().stream())
        .distinct()
        .toList();
  }

  public boolean hasParameters() {
    return !roles().isEmpty();
  }
}
