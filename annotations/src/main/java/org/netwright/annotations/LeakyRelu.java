package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The leaky rectified linear unit: {@code x} where {@code x > 0}, else {@code slope · x}, element
 * by element. Its gradient at 0 is the slope.
 *
 * <p>The same as PyTorch's {@code LeakyReLU} and DL4J's {@code LEAKYRELU}, whose default slope is
 * also 0.01. The default of Keras's layer is 0.3.
 *
 * <pre>{@code
 * @Linear(10) @LeakyRelu(0.2) Layer hidden;
 * }</pre>
 *
 * <p>On a field with a {@link Linear} it is applied to the output of the linear layer. On a
 * separate field it is a layer without parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface LeakyRelu {
  /** The slope for negative {@code x}: finite, at least 0. The default is 0.01. */
  double value() default 0.01;
}
