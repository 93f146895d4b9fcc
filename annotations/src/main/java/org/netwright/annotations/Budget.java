package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a network may cost at most. More is an error of the compiler, which names the layer that
 * costs the most.
 *
 * <pre>{@code
 * @Network
 * @Budget(parameters = 50_000, bytes = 256 * 1024)
 * class Embedded { ... }
 * }</pre>
 *
 * <p>The processor's option {@code -Anetwright.report=true} tells what a network does cost, layer
 * by layer.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Budget {
  /**
   * The most numbers that are learnt, weights and biases: at least 1. There is no limit if unset.
   */
  long parameters() default Long.MAX_VALUE;

  /**
   * The most multiplications with addition for the output of one example, those of the matrix
   * products: at least 1. There is no limit if unset.
   */
  long multiplyAdds() default Long.MAX_VALUE;

  /**
   * The most bytes for a prediction of one example in float32, those of parameters and of what
   * layers give: at least 1. Training needs more. There is no limit if unset.
   */
  long bytes() default Long.MAX_VALUE;
}
