package org.netwright.annotations;

/**
 * How a layer's parameters are initialised before training, from the trainer's seed. {@code U(±a)}
 * is the uniform distribution over [−a, a) and {@code N(0, v)} the normal distribution with
 * variance {@code v}.
 *
 * <p>{@code in} and {@code out} are the numbers of inputs and outputs of a linear layer. Of
 * convolutions they are PyTorch's fans, where the window is the number of its elements: {@code
 * channels / groups · window} and {@code filters · window}, so of a depthwise one {@code window}
 * and {@code channels · multiplier · window}, and of a transposed one {@code filters / groups ·
 * window} and {@code channels · window}.
 *
 * <p>Of a recurrent layer, {@code in} is the number of inputs for {@code weight} and the number of
 * units for {@code recurrent}, and {@code out} is {@code gates · units}: {@link Lstm} has 4 gates,
 * {@link Gru} 3, {@link Rnn} 1. With {@link #KAIMING_UNIFORM}, {@code in} is the number of units
 * for all its parameters, as in PyTorch.
 */
public enum Init {
  /**
   * Weight and bias from {@code U(±1/√in)}: the default, which is also that of PyTorch's {@code
   * Linear}. Keras's {@code he_uniform} is wider, {@code U(±√(6/in))}.
   */
  KAIMING_UNIFORM,

  /**
   * Weight from {@code N(0, 2/in)}, bias zero (He et al., 2015), for {@link Relu}. Keras's {@code
   * he_normal} is the same except that it truncates the tails, and counts otherwise for depthwise
   * convolutions.
   */
  KAIMING_NORMAL,

  /**
   * Weight from {@code U(±√(6/(in + out)))}, bias zero (Glorot and Bengio, 2010), for {@link Tanh}.
   * It is Keras's default, {@code glorot_uniform}, except for depthwise convolutions, of which
   * Keras counts otherwise.
   */
  XAVIER_UNIFORM,

  /**
   * Weight from {@code N(0, 2/(in + out))}, bias zero (Glorot and Bengio, 2010). It is DL4J's
   * default.
   */
  XAVIER_NORMAL,

  /**
   * Weight with orthonormal rows or columns, whichever are fewer, bias zero (Saxe et al., 2014):
   * PyTorch's {@code orthogonal_}, Keras's {@code orthogonal}. Signals keep their norms through
   * many layers or steps. The weight of a convolution is a matrix with a filter in each row. The
   * recurrent weight of a recurrent layer has an orthogonal matrix for each gate; Keras draws one
   * of all gates.
   */
  ORTHOGONAL,

  /**
   * Weight and bias zero. Use it for a single layer or an output layer. A hidden layer of zeros
   * does not learn, because all its outputs stay equal.
   */
  ZEROS
}
