package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each row another shape with as many elements, in row-major order: {@code @Reshape({1, 28,
 * 28})} makes images of vectors of 784 numbers. No number is copied.
 *
 * <pre>{@code
 * @Input(784)                          Layer pixels;
 * @Reshape({1, 28, 28}) @Conv2d(32) @Relu Layer features;
 * }</pre>
 *
 * <p>Rows of two dimensions are signals or sequences, as {@link Input} says.
 *
 * <p>On a field with a layer it is applied before the layer. On a separate field it is a layer of
 * its own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Reshape {
  /** The dimensions of a row, without the batch: each at least 1. */
  int[] value();
}
