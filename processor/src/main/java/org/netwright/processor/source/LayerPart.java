package org.netwright.processor.source;

import java.util.Optional;
import org.netwright.processor.vocabulary.Activation;
import org.netwright.processor.vocabulary.Axis;
import org.netwright.processor.vocabulary.Initialization;
import org.netwright.processor.vocabulary.LossFunction;
import org.netwright.processor.vocabulary.RegularizerKind;
import org.netwright.processor.vocabulary.RegularizerKind.Stage;
import org.netwright.processor.vocabulary.Role;
import org.netwright.processor.vocabulary.Scope;

/** What one annotation says of a layer. */
public sealed interface LayerPart {

  /** The annotation that says it. */
  AnnotationUse use();

  /** {@code @Input}: what comes in; its arguments are the dimensions without the batch. */
  record InputPart(AnnotationUse use) implements LayerPart {}

  /** {@code @Linear}: x · W + b. */
  record LinearPart(AnnotationUse use, int out, boolean bias, Initialization initialization)
      implements LayerPart {}

  /** {@code @Relu} and its like; the arguments are those of the kernel. */
  record ActivationPart(AnnotationUse use, Activation activation) implements LayerPart {}

  /** {@code @Dropout}. */
  record DropoutPart(AnnotationUse use, double rate) implements LayerPart {}

  /** {@code @MeanSquaredError} and its like; the arguments are those of the kernel. */
  record LossPart(AnnotationUse use, LossFunction loss) implements LayerPart {}

  /**
   * {@code @L1} and its like: a penalty, a decay or a constraint, on a field or, as the default of
   * all layers, on the class.
   *
   * @param strength of those kinds that have one
   * @param scope the parameters that it acts on, of no meaning for a penalty on the output
   * @param axis of those that act on groups of weights
   * @param proximal whether a penalty is applied after the update, in the place of its gradient
   * @param custom the user's class, of that kind
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

    /** What reports and accessors call it, as in {@code l1}. */
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
