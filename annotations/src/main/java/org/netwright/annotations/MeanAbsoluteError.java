package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean absolute error: the mean of {@code |ŷ − y|} over all elements, rows and columns alike.
 * Its gradient where {@code ŷ = y} is 0. The target {@code y} has the shape of the output {@code
 * ŷ}.
 *
 * <p>The output may be sequences {@code [n × steps × out]}. The target then has the same shape, or
 * {@code [n × steps]} if {@code out} is 1, and the mean is over the elements of all steps that are
 * not padding. With a variable {@link Input}, the target needs no more steps than the longest
 * sequence of the mini-batch.
 *
 * <p>The same as PyTorch's {@code L1Loss} and Keras's {@code "mae"}.
 *
 * <p>It belongs on an output of the network, in most networks the last field. {@code
 * LossReport.data()} returns it. Penalties are reported separately.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface MeanAbsoluteError {
  /**
   * Its factor in the total, if the network has several losses: finite, above 0. {@code
   * LossReport.data(layer)} returns the loss without it. The default is 1.
   */
  double weight() default 1;
}
