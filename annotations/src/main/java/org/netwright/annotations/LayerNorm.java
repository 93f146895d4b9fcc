package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Layer normalisation (<a href="https://arxiv.org/abs/1607.06450">Ba, Kiros and Hinton</a>, 2016):
 * the elements along the last dimension of each row are brought to mean 0 and variance 1, then
 * multiplied by a trained scale, and a trained shift is added: {@code (x − μ) / √(σ² + epsilon) ·
 * scale + shift}, with the biased variance σ². It is PyTorch's {@code torch.nn.LayerNorm} over the
 * last dimension. It does the same in training and in prediction.
 *
 * <pre>{@code
 * @Linear(64) @LayerNorm @Relu Layer hidden;
 * }</pre>
 *
 * <p>The last dimension of images and signals is not that of their channels: there, {@link
 * GroupNorm} with one group normalises each example, and {@link BatchNorm} each channel.
 *
 * <p>On a field with a {@link Linear} it is applied to the output of the linear layer, before the
 * activation, whatever the order of the annotations. On a separate field it is a layer of its own.
 *
 * <p>The parameters are called {@code scale}, which begins as ones and has the role {@link
 * Scope#SCALE}, and {@code shift}, which begins as zeros and has the role {@link Scope#BIAS}. Both
 * have the length of the last dimension, which must be at least 2.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface LayerNorm {
  /** What is added to the variance before its root is taken: finite, above 0. */
  double epsilon() default 1e-5;
}
