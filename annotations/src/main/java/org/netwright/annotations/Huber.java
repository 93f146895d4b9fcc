package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The Huber loss: squared for small errors, linear for large ones, so that outliers have less
 * weight. The mean over all elements, with {@code e = ŷ − y}, of
 *
 * <pre>{@code
 * ½ · e²               where |e| ≤ δ
 * δ · (|e| − ½ · δ)    elsewhere
 * }</pre>
 *
 * <p>The target {@code y} has the shape of the output {@code ŷ}.
 *
 * <p>The output may be sequences {@code [n × steps × out]}. The target then has the same shape, or
 * {@code [n × steps]} if {@code out} is 1, and the mean is over the elements of all steps that are
 * not padding. With a variable {@link Input}, the target needs no more steps than the longest
 * sequence of the mini-batch.
 *
 * <p>The same as PyTorch's {@code HuberLoss} and Keras's {@code Huber}.
 *
 * <pre>{@code
 * @Linear(1) @Huber(0.5) Layer predict;
 * }</pre>
 *
 * <p>It belongs on an output of the network, in most networks the last field. {@code
 * LossReport.data()} returns it. Penalties are reported separately.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Huber {
  /**
   * The error {@code δ} above which the loss is linear: finite, greater than 0. The default is 1.
   */
  double value() default 1.0;

  /**
   * Its factor in the total, if the network has several losses: finite, above 0. {@code
   * LossReport.data(layer)} returns the loss without it. The default is 1.
   */
  double weight() default 1;
}
