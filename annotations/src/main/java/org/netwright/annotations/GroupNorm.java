package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Group normalisation (<a href="https://arxiv.org/abs/1803.08494">Wu and He</a>, 2018): the
 * channels of each image or signal, or the features of each vector, are divided into groups of
 * neighbours, and the elements of each group are brought to mean 0 and variance 1, then multiplied
 * by a trained scale of the channel, and a trained shift is added. It is PyTorch's {@code
 * GroupNorm}. Each row is normalised by itself, so that it does the same in training and in
 * prediction, for batches of any size.
 *
 * <pre>{@code
 * @Conv2d(64) @GroupNorm(8) @Relu Layer features;
 * }</pre>
 *
 * <p>The parameters are called {@code scale}, which begins as ones and has the role {@link
 * Scope#SCALE}, and {@code shift}, which begins as zeros and has the role {@link Scope#BIAS}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface GroupNorm {
  /**
   * The number of groups: a divisor of the number of channels. Exactly one of {@code value} and
   * {@link #groups} is given.
   */
  int value() default 0;

  /** The number of groups; the same as {@link #value}. */
  int groups() default 0;

  /** What is added to the variance before its root is taken: finite, above 0. */
  double epsilon() default 1e-5;
}
