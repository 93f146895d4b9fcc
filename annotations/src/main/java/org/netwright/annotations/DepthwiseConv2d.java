package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution over images that filters each channel by itself: maps {@code [n × channels × height
 * × width]} to {@code [n × filters × height × width]} with {@code multiplier} filters for each
 * channel. It is a {@link Conv2d} with as many groups as channels, PyTorch's {@code Conv2d(groups =
 * channels)} and Keras's {@code DepthwiseConv2D}. The weight is {@code [channels · multiplier × 1 ×
 * kernel height × kernel width]}, the bias {@code [channels · multiplier]}.
 *
 * <pre>{@code
 * @DepthwiseConv2d @BatchNorm @Relu                    Layer filtered;  // each channel by itself,
 * @Conv2d(value = 64, kernel = 1) @BatchNorm @Relu      Layer mixed;     // then the channels of each position
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface DepthwiseConv2d {
  /** The size of a filter: one number or two, height and width. The default is 3. */
  int[] kernel() default 3;

  /** The number of filters for each channel: at least 1. The default is 1. */
  int multiplier() default 1;

  /**
   * The distance between two positions of a filter: one number or two, height and width. The
   * default is 1.
   */
  int[] stride() default 1;

  /** How far it reads beyond the edges, where the input counts as zeros. The default is SAME. */
  Padding padding() default Padding.SAME;

  /**
   * The number of zeros at each end of a dimension: one number or two, height and width, instead of
   * {@link #padding}.
   */
  int[] pad() default {};

  /**
   * The distance between the elements that a filter reads: one number or two, height and width. The
   * default is 1.
   */
  int[] dilation() default 1;

  /** Whether a bias is added. The default is {@code true}. */
  boolean bias() default true;

  /**
   * How weight and bias are initialised. The default, {@link Init#KAIMING_UNIFORM}, is that of
   * PyTorch's convolutions.
   */
  Init init() default Init.KAIMING_UNIFORM;
}
