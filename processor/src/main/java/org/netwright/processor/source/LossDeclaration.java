package org.netwright.processor.source;

import java.util.Optional;
import org.netwright.processor.features.ClassEnum;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.LossKind;

/**
 * A loss, such as {@code @Huber}.
 *
 * @param weight its factor in the total
 * @param classes the enum that names the classes, if one does
 * @param own the user's class, for a user-defined loss
 */
public record LossDeclaration(
    AnnotationUse use,
    LossKind kind,
    double weight,
    Optional<ClassEnum> classes,
    Optional<OwnLoss> own)
    implements FieldAnnotation {

  /** Creates one of the built-in losses. */
  public LossDeclaration(
      AnnotationUse use, LossKind kind, double weight, Optional<ClassEnum> classes) {
    this(use, kind, weight, classes, Optional.empty());
  }

  /** What its targets are. */
  public LossKind.Targets targets() {
    return own.map(OwnLoss::targets).orElseGet(kind::targets);
  }

  /** The shape of its targets for an output. */
  public Shape targetShape(Shape output) {
    return own.map(loss -> loss.targetShape(output)).orElse(output);
  }

  @Override
  public Optional<OwnClass> ownClass() {
    return own.map(OwnLoss::type);
  }
}
