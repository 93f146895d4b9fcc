package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout (Srivastava et al., 2014): in training, each element of the layer's output becomes 0 with
 * the given probability, and the others are multiplied by {@code 1 / (1 − value)}, so that the
 * expected output stays the same. It has no effect in prediction.
 *
 * <p>On its field it is applied last, after {@link Linear} and activation, whatever the order of
 * the annotations. On a separate field it is a layer without parameters. Which elements are dropped
 * depends only on the trainer's seed and the step.
 *
 * <pre>{@code
 * @Linear(128) @Relu @Dropout(0.2) Layer hidden;
 * }</pre>
 *
 * <p>The value is the share that is <em>dropped</em>, as in Keras and PyTorch. In DL4J's {@code
 * dropOut(p)} it is the share that is kept.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Dropout {
  /** The probability with which an element is dropped: in [0, 1). The default is 0.5. */
  double value() default 0.5;
}
