package org.netwright.processor.source;

import org.netwright.processor.vocabulary.Activation;
import org.netwright.processor.vocabulary.Initialization;
import org.netwright.processor.vocabulary.LossFunction;
import org.netwright.processor.vocabulary.PenaltyKind;
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

  /** {@code @L1} and its like, on a field or, as the default of all layers, on the class. */
  record PenaltyPart(AnnotationUse use, PenaltyKind kind, double strength, Scope scope)
      implements LayerPart {}

  /** {@code @NoPenalty}. */
  record NoPenaltyPart(AnnotationUse use) implements LayerPart {}
}
