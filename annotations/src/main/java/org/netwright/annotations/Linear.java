package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer, {@code x · W + b}: takes {@code [n × in]}, gives {@code [n × out]}. The
 * weight {@code W} is {@code [in × out]}, the bias {@code b} is {@code [out]}. The input width is
 * inferred from the layer before.
 *
 * <p>It comes first on its field: activation and {@link Dropout} follow it, in whatever order they
 * are written.
 *
 * <pre>{@code
 * @Linear(10) @Relu Layer hidden;                  // relu(x · W + b)
 * @Linear(value = 10, bias = false) Layer plain;   // x · W
 * }</pre>
 *
 * <p>Known elsewhere as Keras's {@code Dense(out)}, whose default initialisation is {@link
 * Init#XAVIER_UNIFORM}, PyTorch's {@code Linear(in, out)}, whose weight is the transpose, {@code
 * [out × in]}, and DL4J's {@code DenseLayer}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Linear {
  /** The number of outputs: at least 1. */
  int value();

  /** Whether a bias is added. The default is {@code true}. */
  boolean bias() default true;

  /**
   * How weight and bias are drawn at first. The default, {@link Init#KAIMING_UNIFORM}, is that of
   * PyTorch's {@code Linear}.
   */
  Init init() default Init.KAIMING_UNIFORM;
}
