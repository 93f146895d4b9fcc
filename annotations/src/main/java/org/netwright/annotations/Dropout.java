package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout (Srivastava et al., 2014): in training, each element of the layer's output becomes 0 with
 * the probability given here, and the others are multiplied by {@code 1 / (1 − value)}, so that the
 * expected output stays the same. In prediction it does nothing.
 *
 * <p>It comes last on its field, after {@link Linear} and activation, whatever the order in which
 * they are written; on a field of its own it is a layer without parameters. Which elements are
 * dropped depends on the trainer's seed and the step alone.
 *
 * <pre>{@code
 * @Linear(128) @Relu @Dropout(0.2) Layer hidden;
 * }</pre>
 *
 * <p>The value is the share that is <em>dropped</em>, as in Keras and PyTorch; DL4J's {@code
 * dropOut(p)} gives the share that is kept.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Dropout {
  /** The probability with which an element is dropped: in [0, 1). The default is 0.5. */
  double value() default 0.5;
}
