package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Batch normalisation (<a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy</a>, 2015):
 * each feature of vectors and sequences, or each channel of images and signals, is brought to mean
 * 0 and variance 1 over the mini-batch, then multiplied by a trained scale, and a trained shift is
 * added. It is PyTorch's {@code BatchNorm1d} and {@code BatchNorm2d}.
 *
 * <pre>{@code
 * @Conv2d(value = 64, bias = false) @BatchNorm @Relu Layer features;
 * }</pre>
 *
 * <p>Which of two dimensions is that of the channels is what {@link Input} says: the first of
 * signals, the last of sequences.
 *
 * <p>In training it uses the mean and the biased variance of the mini-batch, which must have at
 * least two elements of each channel: over vectors, a mini-batch of one row is refused, and so is a
 * run whose last mini-batch would have one. In prediction it uses running averages: {@code running
 * = (1 − momentum) · running + momentum · batch}, with the unbiased variance of the batch. They are
 * states of the layer, called {@code mean} and {@code variance}: they begin as 0 and 1, are saved
 * with the parameters, and no optimiser, penalty or decay acts on them.
 *
 * <p>On a field with a layer it is applied to the output of the layer, before the activation,
 * whatever the order of the annotations. A bias of that layer has no effect. On a separate field it
 * is a layer of its own. A model that is loaded for predictions folds it into the weights of a
 * convolution or linear layer before it.
 *
 * <p>The parameters are called {@code scale}, which begins as ones and has the role {@link
 * Scope#SCALE}, and {@code shift}, which begins as zeros and has the role {@link Scope#BIAS}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface BatchNorm {
  /**
   * How much a mini-batch counts in the running averages: in (0, 1]. The default is 0.1; Keras's is
   * 0.01, written 0.99.
   */
  double momentum() default 0.1;

  /** What is added to the variance before its root is taken: finite, above 0. */
  double epsilon() default 1e-5;

  /** Whether there are a scale and a shift. The default is {@code true}. */
  boolean affine() default true;
}
