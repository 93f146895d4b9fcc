package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The cross entropy of softmax, for one class out of {@code C}: the mean over the rows of {@code −Σ
 * t · ln(softmax(z))}, summed over the classes.
 *
 * <p>The output {@code z} is logits, {@code [n × C]}: the layer has no softmax of its own. The
 * target is class numbers 0 … C−1, {@code [n]} or {@code [n × 1]}, or one-hot or probabilities,
 * {@code [n × C]}. With {@link #labelSmoothing} {@code s} the target {@code t} is mixed with the
 * uniform distribution: {@code t ← (1 − s) · t + s / C}.
 *
 * <p>The same as PyTorch's {@code CrossEntropyLoss} and Keras's {@code
 * CategoricalCrossentropy(from_logits=True)} or its sparse form.
 *
 * <pre>{@code
 * @Linear(10) @CrossEntropy Layer digit;
 * }</pre>
 *
 * <p>It stands on the output layer, the last field of the network, and is the loss on the data that
 * {@code LossReport.data()} gives; penalties are reported beside it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface CrossEntropy {
  /** The share {@code s} of the uniform distribution in the target: in [0, 1). The default is 0. */
  double labelSmoothing() default 0;
}
