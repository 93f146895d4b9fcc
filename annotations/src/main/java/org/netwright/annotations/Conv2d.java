package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution over images: maps {@code [n × channels × height × width]} to {@code [n × filters ×
 * height × width]}. Each filter is moved over the input, and each output is the sum of what the
 * filter covers times its weights, plus its bias. It is a cross-correlation, as PyTorch's {@code
 * Conv2d} and Keras's {@code Conv2D}. The weight is {@code [filters × channels / groups × kernel
 * height × kernel width]}, the bias {@code [filters]}. The number of channels is inferred from what
 * the field reads.
 *
 * <pre>{@code
 * @Conv2d(32) @BatchNorm @Relu @MaxPool2d(2) Layer features;                   // 3 wide, the input's size
 * @Conv2d(filters = 64, kernel = 5, stride = 2, padding = Padding.VALID) Layer reduced;
 * }</pre>
 *
 * <p>On its field it is applied before normalisation, activation, pooling and dropout, whatever the
 * order of the annotations.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Conv2d {
  /**
   * The number of filters: at least 1. Exactly one of {@code value} and {@link #filters} is given.
   */
  int value() default 0;

  /** The number of filters: at least 1; the same as {@link #value}. */
  int filters() default 0;

  /** The size of a filter: one number or two, height and width. The default is 3. */
  int[] kernel() default 3;

  /**
   * The distance between two positions of a filter: one number or two, height and width. The
   * default is 1.
   */
  int[] stride() default 1;

  /** How far it reads beyond the edges, where the input counts as zeros. The default is SAME. */
  Padding padding() default Padding.SAME;

  /**
   * The number of zeros at each end of a dimension: one number or two, height and width, instead of
   * {@link #padding}; PyTorch's {@code padding}.
   */
  int[] pad() default {};

  /**
   * The distance between the elements that a filter reads: one number or two, height and width. The
   * default is 1.
   */
  int[] dilation() default 1;

  /**
   * Divides channels and filters into groups: a filter reads only the channels of its group. A
   * divisor of both. The default is 1. {@link DepthwiseConv2d} has a group for each channel.
   */
  int groups() default 1;

  /** Whether a bias is added. The default is {@code true}. */
  boolean bias() default true;

  /**
   * How weight and bias are initialised. The default, {@link Init#KAIMING_UNIFORM}, is that of
   * PyTorch's convolutions.
   */
  Init init() default Init.KAIMING_UNIFORM;
}
