package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The input of the network. It must be the first field of a {@link Network}, and a network has
 * exactly one. It has no parameters.
 *
 * <pre>{@code
 * @Input(64) Layer pixels;   // x is [n × 64], with any n at every call
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Input {
  /**
   * The dimensions of the input without the batch dimension, which always comes first and can have
   * any size in each call. There is at least one dimension, and each is at least 1.
   */
  int[] value();
}
