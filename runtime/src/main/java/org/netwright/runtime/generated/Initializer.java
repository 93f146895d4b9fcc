package org.netwright.runtime.generated;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.internal.random.OrthogonalMatrix;
import org.netwright.runtime.internal.random.RandomBits;

/**
 * The distribution from which a parameter's first values are drawn.
 *
 * <p>{@code in} and {@code out} are the numbers of inputs and outputs of a unit (the weight's
 * fans). Values are drawn in double and rounded to the trainer's data type, so that a seed gives
 * the same network in {@code FLOAT} and {@code DOUBLE}.
 */
public enum Initializer {
  /**
   * U(±1/√in) for weights and biases: what PyTorch's {@code torch.nn.Linear} does by default
   * ({@code kaiming_uniform_} with a = √5).
   */
  KAIMING_UNIFORM {
    @Override
    public double draw(ParameterRole role, long fanIn, long fanOut, long seed, long index) {
      return symmetric(Math.sqrt(1.0 / fanIn), seed, index);
    }
  },
  /**
   * N(0, 2/in) for weights, zero for biases: He et al., "Delving deep into rectifiers" (2015);
   * PyTorch's {@code kaiming_normal_} with its defaults.
   */
  KAIMING_NORMAL {
    @Override
    public double draw(ParameterRole role, long fanIn, long fanOut, long seed, long index) {
      return role == ParameterRole.BIAS
          ? 0
          : Math.sqrt(2.0 / fanIn) * RandomBits.gaussian(seed, index);
    }
  },
  /**
   * U(±√(6/(in + out))) for weights, zero for biases: Glorot and Bengio, "Understanding the
   * difficulty of training deep feedforward neural networks" (2010); Keras's default.
   */
  XAVIER_UNIFORM {
    @Override
    public double draw(ParameterRole role, long fanIn, long fanOut, long seed, long index) {
      return role == ParameterRole.BIAS
          ? 0
          : symmetric(Math.sqrt(6.0 / (fanIn + fanOut)), seed, index);
    }
  },
  /** N(0, 2/(in + out)) for weights, zero for biases; the source is that of XAVIER_UNIFORM. */
  XAVIER_NORMAL {
    @Override
    public double draw(ParameterRole role, long fanIn, long fanOut, long seed, long index) {
      return role == ParameterRole.BIAS
          ? 0
          : Math.sqrt(2.0 / (fanIn + fanOut)) * RandomBits.gaussian(seed, index);
    }
  },
  /**
   * A matrix with orthonormal rows or columns, whichever are fewer, for weights, zero for biases:
   * Saxe et al., "Exact solutions to the nonlinear dynamics of learning in deep linear neural
   * networks" (2014). A weight of more than two dimensions is a matrix of its filters, as in
   * PyTorch's {@code orthogonal_}. A recurrent weight, [units × gates · units], has such a matrix
   * for each gate, so that each step keeps the norm of the state.
   */
  ORTHOGONAL {
    @Override
    public double draw(ParameterRole role, long fanIn, long fanOut, long seed, long index) {
      throw new UnsupportedOperationException("the numbers of a matrix depend on each other");
    }

    @Override
    public LongToDoubleFunction values(ParameterLayout.Entry entry, long seed) {
      if (entry.role() == ParameterRole.BIAS) {
        return index -> 0;
      }
      int rows = Math.toIntExact(entry.shape().get(0));
      int columns = Math.toIntExact(entry.length() / rows);
      boolean hasGates = entry.role() == ParameterRole.RECURRENT && columns % rows == 0;
      int width = hasGates ? rows : columns;
      OrthogonalMatrix[] blocks = new OrthogonalMatrix[columns / width];
      Arrays.setAll(blocks, i -> OrthogonalMatrix.draw(rows, width, RandomBits.bits(seed, i)));
      return index -> {
        int column = (int) (index % columns);
        return blocks[column / width].get((int) (index / columns), column % width);
      };
    }
  },
  /** Zero, for weights and biases. Hidden units that all start at zero stay equal. */
  ZEROS {
    @Override
    public double draw(ParameterRole role, long fanIn, long fanOut, long seed, long index) {
      return 0;
    }
  },
  /** One, for the scale of a normalisation. */
  ONES {
    @Override
    public double draw(ParameterRole role, long fanIn, long fanOut, long seed, long index) {
      return 1;
    }
  },
  /** N(0, 1), for embeddings: what PyTorch's {@code torch.nn.Embedding} does. */
  STANDARD_NORMAL {
    @Override
    public double draw(ParameterRole role, long fanIn, long fanOut, long seed, long index) {
      return RandomBits.gaussian(seed, index);
    }
  };

  /** Returns initial values with the fans of a parameter's layer. */
  public InitialValues fans(long fanIn, long fanOut) {
    return new InitialValues(this, fanIn, fanOut);
  }

  /**
   * Returns the values of a parameter by their indices, row-major.
   *
   * @param seed the seed of the parameter's own stream of random numbers
   */
  public LongToDoubleFunction values(ParameterLayout.Entry entry, long seed) {
    InitialValues initial = entry.initial();
    return index -> draw(entry.role(), initial.fanIn(), initial.fanOut(), seed, index);
  }

  /**
   * Returns one value, of an initializer that draws each by itself.
   *
   * @param seed the seed of the parameter's own stream of random numbers
   * @param index the element's index in the parameter, row-major
   */
  public abstract double draw(ParameterRole role, long fanIn, long fanOut, long seed, long index);

  private static double symmetric(double bound, long seed, long index) {
    return bound * (2 * RandomBits.uniform(seed, index) - 1);
  }
}
