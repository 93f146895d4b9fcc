package org.netwright.runtime.internal.kernels.cpu64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.kernels.EngineKernels;

/** Holds the functions to the last digits of a double, over all that they are given. */
class CpuActivationsTest {
  private static final EngineKernels CPU = new CpuKernels();

  /** Some units in the last place. */
  private static final double RELATIVE = 2e-15;

  /** Smaller results may be rounded to zero. */
  private static final double ABSOLUTE = 1e-307;

  private interface Call {
    void apply(BatchTensor x, BatchTensor out, int n);
  }

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private enum Function {
    RELU(CPU::relu, x -> Math.max(x, 0)),
    TANH(CPU::tanh, Math::tanh),
    SIGMOID(CPU::sigmoid, x -> 1 / (1 + Math.exp(-x))),
    ELU((x, out, n) -> CPU.elu(x, 1, out, n), x -> x > 0 ? x : Math.expm1(x)),
    SOFTPLUS(CPU::softplus, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
    SILU(CPU::silu, x -> x / (1 + Math.exp(-x)));

    private final Call call;
    private final DoubleUnaryOperator exact;

    Function(Call call, DoubleUnaryOperator exact) {
      this.call = call;
      this.exact = exact;
    }
  }

  @ParameterizedTest
  @EnumSource
  void isExactToTheLastDigits(Function function) {
    double[] x = new double[40_001];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 20_000) / 28.3; // −707 to 707
    }
    double[] given = apply(function.call, x);
    for (int i = 0; i < x.length; i++) {
      double exact = function.exact.applyAsDouble(x[i]);
      if (!(Math.abs(given[i] - exact) <= RELATIVE * Math.abs(exact) + ABSOLUTE)) {
        assertThat(given[i]).as("%s of %s", function, x[i]).isEqualTo(exact);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheDigitsOfSmallArguments(Function function) {
    for (double x : new double[] {0.1, -0.1, 1e-3, -1e-3, 1e-9, -1e-9, 1e-200, -1e-200, 1e-300}) {
      double exact = function.exact.applyAsDouble(x);
      assertThat(apply(function.call, x)[0])
          .as("%s of %s", function, x)
          .isCloseTo(exact, within(RELATIVE * Math.abs(exact) + ABSOLUTE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFiniteForAllThatIsFiniteAndNotANumberForNone(Function function) {
    double[] x = {1e4, -1e4, 1e300, -1e300, Double.MAX_VALUE, -Double.MAX_VALUE, Double.NaN};
    double[] given = apply(function.call, x);
    for (int i = 0; i < x.length - 1; i++) {
      double exact = function.exact.applyAsDouble(x[i]);
      assertThat(given[i]).isCloseTo(exact, within(1e-300 + 1e-14 * Math.abs(exact)));
    }
    assertThat(given[x.length - 1]).isNaN();
  }

  /** The reference is exact to 1e-14 where it is above that; the lower tail is checked below. */
  @Test
  void geluIsExact() {
    double[] x = new double[8001];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 4000) / 700.0; // −5.7 to 5.7
    }
    double[] given = apply(CPU::gelu, x);
    for (int i = 0; i < x.length; i++) {
      double exact = x[i] * 0.5 * Erf.erfc(-x[i] / Math.sqrt(2));
      assertThat(given[i]).as("of %s", x[i]).isCloseTo(exact, within(3e-15));
    }
  }

  /** {@code −x φ(x) / (x + 1/(x + 2/(x + 3/…)))}, Laplace's continued fraction. */
  @Test
  void theLowerTailOfGeluKeepsItsDigits() {
    for (double x = 4; x < 37; x += 0.01) {
      double fraction = 0;
      for (int k = 400; k >= 1; k--) {
        fraction = k / (x + fraction);
      }
      double density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
      double exact = -x * density / (x + fraction);
      // The rounding of −x²/2 is multiplied by the exponential.
      double allowed = 3e-15 + 2e-16 * x * x;
      double given = apply(CPU::gelu, -x)[0];
      assertThat(given / exact).as("of −%s", x).isCloseTo(1, within(allowed));
    }
  }

  private static double[] apply(Call call, double... x) {
    try (BatchTensor in = new BatchTensor(DataType.DOUBLE, 1);
        BatchTensor out = new BatchTensor(DataType.DOUBLE, 1)) {
      in.rows(x.length).assign(Nd4j.createFromArray(x).reshape(x.length, 1));
      call.apply(in, out, x.length);
      return out.rows(x.length).dup().data().asDouble();
    }
  }
}
