package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The layer that stands for the input: the first field of a {@link Network}, and the only one of
 * its kind. It has no parameters.
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
   * The input's dimensions without the batch, which always comes first and may have any size at
   * every call. Each is at least 1, and there is at least one.
   */
  int[] value();
}
