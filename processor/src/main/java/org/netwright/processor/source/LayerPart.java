package org.netwright.processor.source;

import java.util.Optional;
import org.netwright.processor.kind.Activation;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.RegularizerKind.Stage;
import org.netwright.processor.kind.Role;
import org.netwright.processor.kind.Scope;

/** What one annotation declares about a layer. */
public sealed interface LayerPart {

  /** The annotation. */
  AnnotationUse use();

  /** {@code @Input}. Its arguments are the dimensions without the batch. */
  record InputPart(AnnotationUse use) implements LayerPart {}

  /** {@code @Linear}: x · W + b. */
  record LinearPart(AnnotationUse use, int out, boolean bias, Initializer initialization)
      implements LayerPart {}

  /** An activation. The arguments are those of the kernel. */
  record ActivationPart(AnnotationUse use, Activation activation) implements LayerPart {}

  /** {@code @Dropout}. */
  record DropoutPart(AnnotationUse use, double rate) implements LayerPart {}

  /** A loss. The arguments are those of the kernel. */
  record LossPart(AnnotationUse use, LossKind loss) implements LayerPart {}

  /**
   * A penalty, a decay or a constraint, on a field or, as the default of all layers, on the class.
   *
   * @param strength the strength, for kinds that have one
   * @param scope the parameters that it acts on; ignored for a penalty on the output
   * @param axis the groups of weights, for kinds that act on groups
   * @param proximal whether a penalty is applied after the update, instead of its gradient
   * @param custom the user's class, for a custom penalty
   */
  record RegularizerPart(
      AnnotationUse use,
      RegularizerKind kind,
      double strength,
      Scope scope,
      Optional<Axis> axis,
      boolean proximal,
      Optional<CustomPenaltyClass> custom)
      implements LayerPart {

    /** Its name in reports and accessors, such as {@code l1}. */
    public String title() {
      return custom.map(CustomPenaltyClass::title).orElse(kind.title());
    }

    /** Whether it acts on the parameter. */
    public boolean covers(Role role) {
      return kind.stage() != Stage.ACTIVITY && scope.covers(role);
    }
  }

  /** {@code @NoPenalty}. */
  record NoPenaltyPart(AnnotationUse use) implements LayerPart {}
}
