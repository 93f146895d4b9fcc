package org.netwright.processor.source;

import java.util.Optional;
import org.netwright.processor.features.ClassEnum;
import org.netwright.processor.kind.LossKind;

/**
 * A loss, such as {@code @Huber}.
 *
 * @param weight its factor in the total
 * @param classes the enum that names the classes, if one does
 */
public record LossDeclaration(
    AnnotationUse use, LossKind kind, double weight, Optional<ClassEnum> classes)
    implements FieldAnnotation {}
