package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A transposed convolution over images, which decoders enlarge images with: the gradient of a
 * {@link Conv2d} with respect to its input. Each input element adds its multiple of a filter to the
 * output, and the filters of neighbours are {@code stride} apart. It is PyTorch's {@code
 * ConvTranspose2d}. The weight is {@code [channels × filters / groups × kernel height × kernel
 * width]}, the bias {@code [filters]}.
 *
 * <p>With {@link Padding#SAME}, the default, a dimension of {@code size} becomes {@code size ·
 * stride}, as in Keras; with {@link Padding#VALID} it becomes {@code (size − 1) · stride + (kernel
 * − 1) · dilation + 1}; with {@code pad} it is that size less {@code 2 · pad}, plus {@link
 * #outputPadding}, as in PyTorch.
 *
 * <pre>{@code
 * @ConvTranspose2d(value = 16, stride = 2) @Relu Layer larger;  // twice the height and width
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface ConvTranspose2d {
  /**
   * The number of filters: at least 1. Exactly one of {@code value} and {@link #filters} is given.
   */
  int value() default 0;

  /** The number of filters: at least 1; the same as {@link #value}. */
  int filters() default 0;

  /** The size of a filter: one number or two, height and width. The default is 3. */
  int[] kernel() default 3;

  /**
   * The distance between the filters of two neighbours: one number or two, height and width. The
   * default is 1.
   */
  int[] stride() default 1;

  /** What is cut off at the edges of the output. The default is SAME. */
  Padding padding() default Padding.SAME;

  /**
   * What is cut off at each end of a dimension: one number or two, height and width, instead of
   * {@link #padding}; PyTorch's {@code padding}.
   */
  int[] pad() default {};

  /**
   * What is added at the end of each dimension: one number or two, height and width: less than the
   * larger of stride and dilation. Only together with {@link #pad}. The default is 0.
   */
  int[] outputPadding() default 0;

  /**
   * The distance between the elements that a filter adds to: one number or two, height and width.
   * The default is 1.
   */
  int[] dilation() default 1;

  /** Divides channels and filters into groups, as in {@link Conv2d#groups}. The default is 1. */
  int groups() default 1;

  /** Whether a bias is added. The default is {@code true}. */
  boolean bias() default true;

  /**
   * How weight and bias are initialised. The default, {@link Init#KAIMING_UNIFORM}, is that of
   * PyTorch's convolutions.
   */
  Init init() default Init.KAIMING_UNIFORM;
}
