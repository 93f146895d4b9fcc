package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Average pooling over images: the mean of each window, channel by channel. It is PyTorch's {@code
 * AvgPool2d}. By default the windows touch each other, so that {@code @AveragePool2d(2)} halves
 * height and width; a rest that fills no window is left out.
 *
 * <pre>{@code
 * @Conv2d(32) @Relu @AveragePool2d(2) Layer features;
 * }</pre>
 *
 * <p>On a field with a convolution it is applied after the activation. On a separate field it is a
 * layer of its own.
 *
 * <p>What {@link #pad} adds counts as zeros, as in PyTorch. With {@link Padding#SAME} the mean is
 * that of the elements inside the input, as in Keras.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface AveragePool2d {
  /** The size of the window: one number or two, height and width. */
  int[] value();

  /**
   * The distance between two windows: one number or two, height and width. The default is the size
   * of the window.
   */
  int[] stride() default {};

  /** How far windows reach beyond the edges. The default is VALID. */
  Padding padding() default Padding.VALID;

  /**
   * How far windows reach beyond each end of a dimension: one number or two, height and width,
   * instead of {@link #padding}: at most half the window.
   */
  int[] pad() default {};
}
