package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The binary cross entropy of the logistic function, for outputs that are each true or false: the
 * mean over all elements, with {@code p = 1 / (1 + e⁻ᶻ)}, of {@code −(y · ln(p) + (1 − y) · ln(1 −
 * p))}.
 *
 * <p>The output {@code z} is logits: the layer must not have a {@link Sigmoid}, and {@code z > 0}
 * predicts true. The target {@code y} has the shape of the output, with values in [0, 1].
 *
 * <p>The output may be sequences {@code [n × steps × out]}. The target then has the same shape, or
 * {@code [n × steps]} if {@code out} is 1, and the mean is over the elements of all steps that are
 * not padding. With a variable {@link Input}, the target needs no more steps than the longest
 * sequence of the mini-batch.
 *
 * <p>The same as PyTorch's {@code BCEWithLogitsLoss} and Keras's {@code
 * BinaryCrossentropy(from_logits=True)}.
 *
 * <pre>{@code
 * @Linear(1) @BinaryCrossEntropy Layer benign;
 * }</pre>
 *
 * <p>It belongs on an output of the network, in most networks the last field. {@code
 * LossReport.data()} returns it. Penalties are reported separately.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface BinaryCrossEntropy {
  /**
   * Its factor in the total, if the network has several losses: finite, above 0. {@code
   * LossReport.data(layer)} returns the loss without it. The default is 1.
   */
  double weight() default 1;
}
