package org.netwright.runtime.internal.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.strict.ATanh;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Expm1;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Functions that overwrite their array and return it.
 *
 * <p>ND4J's {@code Transforms} has most of them, but some of its methods make arrays that are never
 * closed.
 */
public final class Elementwise {
  private Elementwise() {}

  public static INDArray abs(INDArray x) {
    return run(new Abs(x, x), x);
  }

  /** −1, 0 or 1; the sign of NaN is 0. */
  public static INDArray sign(INDArray x) {
    return run(new Sign(x, x), x);
  }

  public static INDArray square(INDArray x) {
    return x.muli(x);
  }

  public static INDArray sqrt(INDArray x) {
    return run(new Sqrt(x, x), x);
  }

  public static INDArray exp(INDArray x) {
    return run(new Exp(x, x), x);
  }

  /** e^x − 1. ND4J subtracts 1 from e^x, so the absolute error is that of a number near 1. */
  public static INDArray expm1(INDArray x) {
    return run(new Expm1(x, x), x);
  }

  public static INDArray log(INDArray x) {
    return run(new Log(x, x), x);
  }

  /**
   * ln(1 + e^−|x|), what softplus adds to max(x, 0).
   *
   * <p>ND4J's {@code Log1p} takes the logarithm of the rounded 1 + x, which loses small x. The same
   * function in the form 2 · artanh(1 / (1 + 2 · e^|x|)) keeps all digits.
   */
  public static INDArray softplusTail(INDArray x) {
    exp(abs(x)).muli(2).addi(1).rdivi(1);
    return run(new ATanh(x, x), x).muli(2);
  }

  public static INDArray erf(INDArray x) {
    return run(new Erf(x, x), x);
  }

  public static INDArray tanh(INDArray x) {
    return run(new Tanh(x, x), x);
  }

  public static INDArray sigmoid(INDArray x) {
    return run(new Sigmoid(x, x), x);
  }

  /** max(x, 0). */
  public static INDArray positivePart(INDArray x) {
    return atLeast(x, 0);
  }

  /** min(x, 0). */
  public static INDArray negativePart(INDArray x) {
    return positivePart(x.negi()).negi();
  }

  /** 1 if x > 0, otherwise 0. */
  public static INDArray isPositive(INDArray x) {
    return run(new Step(x, x, 0), x);
  }

  /** min(max(x, −bound), bound). */
  public static INDArray clamp(INDArray x, double bound) {
    return atLeast(atLeast(x, -bound).negi(), -bound).negi();
  }

  /** max(x, bound); NaN stays NaN, which {@code ScalarMax} would turn into the bound. */
  private static INDArray atLeast(INDArray x, double bound) {
    return run(new RectifiedLinear(x, x, bound), x);
  }

  private static INDArray run(Op op, INDArray result) {
    Nd4j.getExecutioner().exec(op);
    return result;
  }
}
