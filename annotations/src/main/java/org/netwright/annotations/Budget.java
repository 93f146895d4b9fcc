package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits what a network may cost. Exceeding a limit is a compile error that names the layer that
 * costs the most.
 *
 * <pre>{@code
 * @Network
 * @Budget(parameters = 50_000, bytes = 256 * 1024)
 * class Embedded { ... }
 * }</pre>
 *
 * <p>The processor's option {@code -Anetwright.report=true} reports what a network costs, layer by
 * layer.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Budget {
  /** The maximum number of parameters, weights and biases: at least 1. Unlimited by default. */
  long parameters() default Long.MAX_VALUE;

  /**
   * The maximum number of multiply-add operations in the matrix products for one example: at least
   * 1. Unlimited by default.
   */
  long multiplyAdds() default Long.MAX_VALUE;

  /**
   * The maximum number of bytes for the prediction of one example in float32, for parameters and
   * layer outputs together: at least 1. Training needs more. Unlimited by default.
   */
  long bytes() default Long.MAX_VALUE;
}
