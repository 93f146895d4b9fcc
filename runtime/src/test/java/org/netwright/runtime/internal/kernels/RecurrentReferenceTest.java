package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netwright.runtime.generated.RecurrentCell;

/** The reference itself, against difference quotients and known values. */
class RecurrentReferenceTest {
  private static final int N = 2;
  private static final int STEPS = 4;
  private static final int IN = 3;
  private static final int UNITS = 2;

  private static RecurrentReference reference(RecurrentCase shape, double[][] operands) {
    return new RecurrentReference(
        shape, operands[0], operands[1], operands[2], operands[3], operands[4], operands[5]);
  }

  private static double[][] operands(RecurrentCase shape) {
    int width = shape.width();
    int[] lengths = {shape.xLength(), IN * width, UNITS * width, width, width, N * UNITS};
    double[][] operands = new double[lengths.length][];
    Arrays.setAll(operands, i -> Batches.random(i, lengths[i]));
    return operands;
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreDifferenceQuotients(RecurrentCell cell) {
    RecurrentCase all = RecurrentCase.of(cell, N, STEPS, IN, UNITS);
    for (RecurrentCase shape : new RecurrentCase[] {all, all.backwards().last().lengths(4, 2)}) {
      double[][] operands = operands(shape);
      double[] outGradient = Batches.random(9, shape.outLength());
      RecurrentReference reference = reference(shape, operands).backward(outGradient);
      double[][] gradients = {
        reference.xGradient,
        reference.weightGradient,
        reference.recurrentGradient,
        reference.biasGradient,
        reference.recurrentBiasGradient
      };
      for (int i = 0; i < gradients.length; i++) {
        int operand = i;
        UnaryOperator<double[]> out =
            value -> {
              double[][] moved = operands.clone();
              moved[operand] = value;
              return reference(shape, moved).forward().out;
            };
        ToDoubleFunction<double[]> scalar =
            value -> CentralDifferences.dot(outGradient, out.apply(value));
        CentralDifferences.check(gradients[i], operands[i], scalar);
      }
    }
  }

  /** Each part by itself, begun from the state of the part before as from a constant. */
  @ParameterizedTest
  @EnumSource
  void truncationCutsASequenceIntoParts(RecurrentCell cell) {
    RecurrentCase whole = RecurrentCase.of(cell, 1, STEPS, IN, UNITS);
    double[][] operands = operands(whole);
    double[] outGradient = Batches.random(9, whole.outLength());
    RecurrentReference truncated = reference(whole.truncated(3), operands).backward(outGradient);
    double[][] firstOperands = operands.clone();
    firstOperands[0] = Arrays.copyOf(operands[0], 3 * IN);
    RecurrentReference first =
        reference(RecurrentCase.of(cell, 1, 3, IN, UNITS), firstOperands)
            .backward(Arrays.copyOf(outGradient, 3 * UNITS));
    double[][] secondOperands = operands.clone();
    secondOperands[0] = Arrays.copyOfRange(operands[0], 3 * IN, STEPS * IN);
    RecurrentReference second = reference(RecurrentCase.of(cell, 1, 1, IN, UNITS), secondOperands);
    System.arraycopy(first.lastState, 0, second.firstState, 0, UNITS);
    System.arraycopy(first.lastCell, 0, second.firstCell, 0, UNITS);
    second.backward(Arrays.copyOfRange(outGradient, 3 * UNITS, STEPS * UNITS));

    double[] sum = first.recurrentGradient.clone();
    Arrays.setAll(sum, i -> sum[i] + second.recurrentGradient[i]);
    Batches.assertClose(truncated.recurrentGradient, sum, 1e-12);
    Batches.assertClose(Arrays.copyOf(truncated.xGradient, 3 * IN), first.xGradient, 1e-12);
    Batches.assertClose(truncated.lastState, second.lastState, 1e-12);
    assertThat(truncated.xGradient)
        .isNotEqualTo(reference(whole, operands).backward(outGradient).xGradient);
  }

  /** Counted back from the output, so that it is never less than asked for. */
  @ParameterizedTest
  @EnumSource
  void truncationOfTheLastStateLeavesItsLastSteps(RecurrentCell cell) {
    RecurrentCase whole = RecurrentCase.of(cell, 1, STEPS, IN, UNITS).last();
    double[][] operands = operands(whole);
    double[] outGradient = Batches.random(9, whole.outLength());
    RecurrentReference truncated = reference(whole.truncated(3), operands).backward(outGradient);
    double[][] firstOperands = operands.clone();
    firstOperands[0] = Arrays.copyOf(operands[0], IN);
    RecurrentReference first =
        reference(RecurrentCase.of(cell, 1, 1, IN, UNITS).last(), firstOperands)
            .backward(outGradient);
    double[][] lastOperands = operands.clone();
    lastOperands[0] = Arrays.copyOfRange(operands[0], IN, STEPS * IN);
    RecurrentReference last =
        reference(RecurrentCase.of(cell, 1, 3, IN, UNITS).last(), lastOperands);
    System.arraycopy(first.lastState, 0, last.firstState, 0, UNITS);
    System.arraycopy(first.lastCell, 0, last.firstCell, 0, UNITS);
    last.backward(outGradient);

    Batches.assertClose(truncated.recurrentGradient, last.recurrentGradient, 1e-12);
    Batches.assertClose(
        Arrays.copyOfRange(truncated.xGradient, IN, STEPS * IN), last.xGradient, 1e-12);
    assertThat(Arrays.copyOf(truncated.xGradient, IN)).containsOnly(0);
  }
}
