package org.netwright.annotations;

/**
 * How a layer's parameters are initialised before training, from the trainer's seed. {@code in} and
 * {@code out} are the numbers of the layer's inputs and outputs, {@code U(±a)} is the uniform
 * distribution over [−a, a) and {@code N(0, v)} the normal distribution with variance {@code v}.
 */
public enum Init {
  /**
   * Weight and bias from {@code U(±1/√in)}: the default, which is also that of PyTorch's {@code
   * Linear}. Keras's {@code he_uniform} is wider, {@code U(±√(6/in))}.
   */
  KAIMING_UNIFORM,

  /**
   * Weight from {@code N(0, 2/in)}, bias zero (He et al., 2015), for {@link Relu}. Keras's {@code
   * he_normal} is the same except that it truncates the tails.
   */
  KAIMING_NORMAL,

  /**
   * Weight from {@code U(±√(6/(in + out)))}, bias zero (Glorot and Bengio, 2010), for {@link Tanh}.
   * It is Keras's default, {@code glorot_uniform}.
   */
  XAVIER_UNIFORM,

  /**
   * Weight from {@code N(0, 2/(in + out))}, bias zero (Glorot and Bengio, 2010). It is DL4J's
   * default.
   */
  XAVIER_NORMAL,

  /**
   * Weight and bias zero. Use it for a single layer or an output layer. A hidden layer of zeros
   * does not learn, because all its outputs stay equal.
   */
  ZEROS
}
