package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer, {@code x · W + b}: maps {@code [n × in]} to {@code [n × out]}, and
 * sequences {@code [n × steps × in]} to {@code [n × steps × out]}, each step by itself with the
 * same parameters. The weight {@code W} is {@code [in × out]}, the bias {@code b} is {@code [out]}.
 * The input width is inferred from what the field reads.
 *
 * <p>Sequences are what an {@link Embedding} of several ids and layers over sequences give, and
 * inputs and reshaped rows of two dimensions where {@link Input} says so. Images, signals and other
 * values of several dimensions need {@link Flatten} or a pooling first.
 *
 * <p>On its field it is applied first: activation and {@link Dropout} follow it, whatever the order
 * of the annotations.
 *
 * <pre>{@code
 * @Linear(10) @Relu Layer hidden;                  // relu(x · W + b)
 * @Linear(value = 10, bias = false) Layer plain;   // x · W
 * }</pre>
 *
 * <p>Equivalents are Keras's {@code Dense(out)}, whose default initialisation is {@link
 * Init#XAVIER_UNIFORM}, PyTorch's {@code Linear(in, out)}, whose weight is the transpose, {@code
 * [out × in]}, and DL4J's {@code DenseLayer}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Linear {
  /**
   * The number of outputs: at least 1. Exactly one of {@code value}, {@link #like} and {@link
   * #times} is given.
   */
  int value() default 0;

  /** The name of a field whose output has as many numbers in its last dimension. */
  String like() default "";

  /** The number of outputs for each input: at least 1; with 4 the output is 4 times as wide. */
  int times() default 0;

  /** Whether a bias is added. The default is {@code true}. */
  boolean bias() default true;

  /**
   * How weight and bias are initialised. The default, {@link Init#KAIMING_UNIFORM}, is that of
   * PyTorch's {@code Linear}.
   */
  Init init() default Init.KAIMING_UNIFORM;
}
