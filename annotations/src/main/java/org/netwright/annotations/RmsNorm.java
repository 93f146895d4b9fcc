package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Normalisation by the root of the mean square (<a href="https://arxiv.org/abs/1910.07467">Zhang
 * and Sennrich</a>, 2019): the elements along the last dimension of each row are divided by {@code
 * √(Σ x² / width + epsilon)} and multiplied by a trained scale. It is PyTorch's {@code RMSNorm}
 * over the last dimension.
 *
 * <pre>{@code
 * @Linear(64) @RmsNorm @Relu Layer hidden;
 * }</pre>
 *
 * <p>The last dimension of images and signals is not that of their channels: there, {@link
 * GroupNorm} with one group normalises each example, and {@link BatchNorm} each channel.
 *
 * <p>The parameter is called {@code scale}, begins as ones and has the role {@link Scope#SCALE}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface RmsNorm {
  /**
   * What is added to the mean square before its root is taken: finite, above 0. The default is that
   * of PyTorch for float32, 2⁻²³.
   */
  double epsilon() default 0x1p-23;
}
