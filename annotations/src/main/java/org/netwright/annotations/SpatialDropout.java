package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout of whole channels (<a href="https://arxiv.org/abs/1411.4280">Tompson et al.</a>, 2015):
 * in training, each channel of each image or signal, or each feature of each sequence, becomes 0 as
 * a whole with the given probability, and the others are multiplied by {@code 1 / (1 − value)}. It
 * has no effect in prediction. It is PyTorch's {@code Dropout2d} and {@code Dropout1d}, Keras's
 * {@code SpatialDropout2D}: neighbouring pixels resemble each other, so that {@link Dropout} of
 * single ones removes little.
 *
 * <pre>{@code
 * @Conv2d(32) @Relu @SpatialDropout(0.2) Layer features;
 * }</pre>
 *
 * <p>Which of two dimensions is that of the channels is what {@link Input} says: the first of
 * signals, the last of sequences.
 *
 * <p>On its field it is applied last. On a separate field it is a layer without parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface SpatialDropout {
  /** The probability with which a channel is dropped: in [0, 1). The default is 0.5. */
  double value() default 0.5;
}
