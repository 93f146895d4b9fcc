package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many numbers a {@code float[]} or {@code double[]} of a record has, for {@link Features}.
 * Each of them is scaled by itself. An array of another length is refused.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Length {
  /** The length, from 1 to 1,000,000. */
  int value();
}
