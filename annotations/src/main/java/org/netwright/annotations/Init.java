package org.netwright.annotations;

/**
 * How a layer's parameters are drawn before training, from the trainer's seed. {@code in} and
 * {@code out} are the numbers of the layer's inputs and outputs, {@code U(±a)} is the uniform
 * distribution over [−a, a) and {@code N(0, v)} the normal distribution with variance {@code v}.
 */
public enum Init {
  /**
   * Weight and bias from {@code U(±1/√in)}: the default, as of PyTorch's {@code Linear}. Not the
   * same as Keras's {@code he_uniform}, which is wider, {@code U(±√(6/in))}.
   */
  KAIMING_UNIFORM,

  /**
   * Weight from {@code N(0, 2/in)}, bias zero (He et al., 2015): made for {@link Relu}. Keras's
   * {@code he_normal} is the same but for cutting off the tails.
   */
  KAIMING_NORMAL,

  /**
   * Weight from {@code U(±√(6/(in + out)))}, bias zero (Glorot and Bengio, 2010): made for {@link
   * Tanh}. Keras's default, {@code glorot_uniform}.
   */
  XAVIER_UNIFORM,

  /**
   * Weight from {@code N(0, 2/(in + out))}, bias zero (Glorot and Bengio, 2010). DL4J's default.
   */
  XAVIER_NORMAL,

  /**
   * Weight and bias zero. For a single layer, or an output layer; a hidden layer of zeros does not
   * learn, as all its outputs stay alike.
   */
  ZEROS
}
