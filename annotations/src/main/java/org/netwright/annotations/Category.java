package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many values a {@code String} of a record has, as a category of {@link Features}.
 *
 * <p>The values are counted in the training examples. The most frequent ones have a number of their
 * own each; all others, rare and unseen ones, share one more. If there was no rare value in
 * training, an unseen value becomes zeros, because the network has learnt nothing about it. So a
 * category becomes {@code atMost + 1} numbers, and {@code atMost + 2} if it may be missing; those
 * of values that do not exist are always 0.
 *
 * <pre>{@code
 * record Order(@Category(atLeast = 5, atMost = 200) String product, double price) {}
 * }</pre>
 *
 * <p>Without this annotation a {@code String} has its defaults.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Category {
  /**
   * In how many training examples a value occurs at least, to have a number of its own: from 1 to
   * 1,000,000. The default is 2.
   */
  int atLeast() default 2;

  /**
   * How many values have a number of their own, at most: from 1 to 1,000,000. If there are more,
   * the most frequent ones do. The default is 32.
   */
  int atMost() default 32;
}
