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
 * <p>The output {@code z} is logits {@code [n × C]}, without a softmax. The target is class numbers
 * 0 … C−1 of shape {@code [n]} or {@code [n × 1]}, or one-hot vectors or probabilities of shape
 * {@code [n × C]}. With {@link #labelSmoothing} {@code s} the target {@code t} is mixed with the
 * uniform distribution: {@code t ← (1 − s) · t + s / C}.
 *
 * <p>The output may be sequences {@code [n × steps × C]}. Each step is then compared with a target
 * of its own: the target is class numbers {@code [n × steps]} or {@code [n × steps × 1]}, or
 * probabilities {@code [n × steps × C]}, and the loss is the mean over all steps that are not
 * padding. With a variable {@link Input}, the target needs no more steps than the longest sequence
 * of the mini-batch.
 *
 * <p>The same as PyTorch's {@code CrossEntropyLoss} and Keras's {@code
 * CategoricalCrossentropy(from_logits=True)} or its sparse form.
 *
 * <pre>{@code
 * @Linear(10) @CrossEntropy Layer digit;
 * }</pre>
 *
 * <p>It belongs on an output of the network, in most networks the last field. {@code
 * LossReport.data()} returns it. Penalties are reported separately.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface CrossEntropy {
  /** The share {@code s} of the uniform distribution in the target: in [0, 1). The default is 0. */
  double labelSmoothing() default 0;

  /**
   * Its factor in the total, if the network has several losses: finite, above 0. {@code
   * LossReport.data(layer)} returns the loss without it. The default is 1.
   */
  double weight() default 1;

  /**
   * The enum whose constants are the classes, in their order. The output is then as wide as the
   * enum has constants, at least two: a field without another layer is a {@link Linear} of that
   * width. If the network takes records ({@link Features}), targets and predictions are constants
   * of the enum. If it takes arrays, classes are numbers, which are the positions of the constants.
   * The classes of a table must then have the names of constants, in any case if that is
   * unambiguous, and get their numbers. Without it classes are numbers too.
   */
  Class<?> classes() default void.class;
}
