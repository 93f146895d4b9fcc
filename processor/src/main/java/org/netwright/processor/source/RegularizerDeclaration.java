package org.netwright.processor.source;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.RegularizerKind.Stage;
import org.netwright.processor.kind.Role;
import org.netwright.processor.kind.Scope;

/**
 * A penalty, a decay or a constraint, on a field or, as the default of all layers, on the class.
 *
 * @param strength the strength, for kinds that have one
 * @param scope the parameters that it acts on; ignored for a penalty on the output
 * @param axis the groups of weights, for kinds that act on groups
 * @param proximal whether a penalty is applied after the update, instead of its gradient
 * @param custom the user's class, for a custom penalty
 */
public record RegularizerDeclaration(
    AnnotationUse use,
    RegularizerKind kind,
    double strength,
    Scope scope,
    Optional<Axis> axis,
    boolean proximal,
    Optional<OwnClass> custom)
    implements FieldAnnotation {

  @Override
  public Optional<OwnClass> ownClass() {
    return custom;
  }

  /** Its name in reports and accessors, such as {@code l1}. */
  public String title() {
    return custom.map(OwnClass::title).orElse(kind.title());
  }

  /**
   * The same on the field of an embedding, whose only weight is its table. What acts on groups or
   * on a whole parameter does not act on a table.
   */
  RegularizerDeclaration onEmbedding() {
    boolean acts = scope == Scope.WEIGHT && axis.isEmpty() && custom.isEmpty();
    return acts ? with(Scope.EMBEDDING) : this;
  }

  /**
   * The same on a class, where a scope may cover more, unless the class says otherwise.
   *
   * @param all that the class has
   */
  RegularizerDeclaration onClass(List<RegularizerDeclaration> all) {
    boolean recurrentIsApart =
        all.stream().anyMatch(p -> p.scope == Scope.RECURRENT && p.title().equals(title()));
    return recurrentIsApart ? this : with(scope.onClass());
  }

  private RegularizerDeclaration with(Scope newScope) {
    return new RegularizerDeclaration(use, kind, strength, newScope, axis, proximal, custom);
  }

  /** Whether it acts on parameters of a role. Only weights have groups. */
  public boolean covers(Role role) {
    return kind.stage() != Stage.ACTIVITY
        && scope.covers(role)
        && (axis.isEmpty() || role.isWeight())
        && !(role == Role.EMBEDDING && kind == RegularizerKind.CUSTOM);
  }
}
