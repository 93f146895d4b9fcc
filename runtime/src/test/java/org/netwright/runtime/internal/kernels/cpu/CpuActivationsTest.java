package org.netwright.runtime.internal.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.kernels.EngineKernels;

/** Holds the functions to the last digits of a float, over all that they are given. */
class CpuActivationsTest {
  private static final EngineKernels CPU = new CpuKernels();

  /** Some units in the last place. */
  private static final double RELATIVE = 8e-7;

  /** Smaller results may be rounded to zero. */
  private static final double ABSOLUTE = 1e-37;

  private interface Call {
    void apply(BatchTensor x, BatchTensor out, int n);
  }

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private enum Function {
    RELU(CPU::relu, x -> Math.max(x, 0)),
    TANH(CPU::tanh, Math::tanh),
    SIGMOID(CPU::sigmoid, x -> 1 / (1 + Math.exp(-x))),
    GELU(CPU::gelu, x -> x < -1e3 ? 0 : x * 0.5 * Erf.erfc(-x / Math.sqrt(2))),
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
    float[] x = new float[40_001];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 20_000) / 250f; // −80 to 80
    }
    float[] given = apply(function, x);
    for (int i = 0; i < x.length; i++) {
      double exact = function.exact.applyAsDouble(x[i]);
      // The argument's own rounding in e^(−x²/2), which x² multiplies.
      double allowed = function == Function.GELU ? RELATIVE + 6e-8 * x[i] * x[i] : RELATIVE;
      if (!(Math.abs(given[i] - exact) <= allowed * Math.abs(exact) + ABSOLUTE)) {
        assertThat((double) given[i]).as("%s of %s", function, x[i]).isEqualTo(exact);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheDigitsOfSmallArguments(Function function) {
    for (float x : new float[] {1e-3f, -1e-3f, 1e-6f, -1e-6f, 1e-20f, -1e-20f, 1e-36f, -1e-36f}) {
      double exact = function.exact.applyAsDouble(x);
      assertThat((double) apply(function, x)[0])
          .as("%s of %s", function, x)
          .isBetween(
              exact - RELATIVE * Math.abs(exact) - ABSOLUTE,
              exact + RELATIVE * Math.abs(exact) + ABSOLUTE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFiniteForAllThatIsFiniteAndNotANumberForNone(Function function) {
    float[] given =
        apply(function, 1e4f, -1e4f, 1e30f, -1e30f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.NaN);
    float[] x = {1e4f, -1e4f, 1e30f, -1e30f, Float.MAX_VALUE, -Float.MAX_VALUE};
    for (int i = 0; i < x.length; i++) {
      double exact = function.exact.applyAsDouble(x[i]);
      assertThat((double) given[i]).isCloseTo(exact, within(1e-30 + 1e-6 * Math.abs(exact)));
    }
    assertThat(given[given.length - 1]).isNaN();
  }

  private static float[] apply(Function function, float... x) {
    try (BatchTensor in = new BatchTensor(DataType.FLOAT, 1);
        BatchTensor out = new BatchTensor(DataType.FLOAT, 1)) {
      in.rows(x.length).assign(Nd4j.createFromArray(x).reshape(x.length, 1));
      function.call.apply(in, out, x.length);
      return out.rows(x.length).dup().data().asFloat();
    }
  }
}
