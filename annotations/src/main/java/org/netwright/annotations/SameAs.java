package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Applies the layer of another field once more, to what this field reads, with the same parameters:
 * their gradients add up, and their penalties count once.
 *
 * <pre>{@code
 * @Input(8)                  Layer left;
 * @Linear(16) @Tanh          Layer leftVector;
 * @Input(8)                  Layer right;
 * @SameAs("leftVector")      Layer rightVector;   // tanh(right · W + b), with the W and b of leftVector
 * }</pre>
 *
 * <p>The layer, its normalisation, its activation and its dropout are repeated, dropout with a mask
 * of its own; combinations, penalties and losses are not. The running statistics of a {@link
 * BatchNorm} are shared as well: each of the layers changes them, one after the other. What the
 * field reads must have the shape that the other field reads. The field may have a combination, a
 * penalty on its output and a loss of its own. If the other field is a block, so is this one, of
 * the same class.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface SameAs {
  /** The name of the field. */
  String value();
}
