package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The exponential linear unit: {@code x} where {@code x > 0}, else {@code α · (eˣ − 1)}, element by
 * element.
 *
 * <pre>{@code
 * @Linear(10) @Elu(0.5) Layer hidden;
 * }</pre>
 *
 * <p>On a field with a {@link Linear} it is applied to the output of the linear layer. On a
 * separate field it is a layer without parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Elu {
  /**
   * The factor {@code α}: finite, at least 0. Results are greater than {@code −α}. The default is
   * 1.
   */
  double value() default 1.0;
}
