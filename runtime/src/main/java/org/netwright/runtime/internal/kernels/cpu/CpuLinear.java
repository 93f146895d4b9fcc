package org.netwright.runtime.internal.kernels.cpu;

import org.bytedeco.javacpp.FloatPointer;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.FusedKernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * The linear kernels: products by BLAS, the rest tile by tile. The steps of sequences are so many
 * rows.
 */
interface CpuLinear extends FusedKernels, Tiled {

  /** The product is added to the bias: BLAS would otherwise begin by writing zeros. */
  @Override
  default void linear(
      BatchTensor x, ParameterTensor weight, ParameterTensor bias, BatchTensor out, int n) {
    int outputs = outputs(weight);
    tiles().repeat(bias.floats(), outputs, out.floats(n), steps(out, outputs, n));
    linear(x, weight, 1, out, n);
  }

  @Override
  default void linear(BatchTensor x, ParameterTensor weight, BatchTensor out, int n) {
    linear(x, weight, 0, out, n);
  }

  private void linear(BatchTensor x, ParameterTensor weight, float beta, BatchTensor out, int n) {
    int inputs = inputs(weight);
    int outputs = outputs(weight);
    int steps = steps(x, inputs, n);
    if (steps == 1 && RowProduct.isSmall(inputs, outputs)) {
      tiles()
          .rowProduct
          .multiply(x.floats(n), weight.floats(), beta != 0, out.floats(n), inputs, outputs);
      return;
    }
    tiles()
        .products
        .multiply(
            steps,
            outputs,
            inputs,
            x.floats(n).pointer(),
            false,
            weight.floats().pointer(),
            false,
            beta,
            out.floats(n).pointer());
  }

  @Override
  default void linearGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor weightGradient,
      ParameterTensor biasGradient,
      int n) {
    linearGradient(x, outGradient, weightGradient, n);
    sumRows(outGradient, biasGradient, n);
  }

  private void sumRows(BatchTensor outGradient, ParameterTensor biasGradient, int n) {
    int outputs = Math.toIntExact(biasGradient.length());
    int steps = steps(outGradient, outputs, n);
    FloatMemory rows = outGradient.floats(n);
    FloatMemory sums = biasGradient.floats();
    if (outputs == 1) {
      sums.put(0, (float) rows.sum(steps));
    } else {
      FloatPointer ones = tiles().ones(steps);
      tiles()
          .products
          .multiply(1, outputs, steps, ones, false, rows.pointer(), false, 0, sums.pointer());
    }
  }

  @Override
  default void linearGradient(
      BatchTensor x, BatchTensor outGradient, ParameterTensor weightGradient, int n) {
    linearGradient(x, outGradient, 0, weightGradient, n);
  }

  private void linearGradient(
      BatchTensor x, BatchTensor outGradient, float beta, ParameterTensor weightGradient, int n) {
    tiles()
        .products
        .multiply(
            inputs(weightGradient),
            outputs(weightGradient),
            steps(x, inputs(weightGradient), n),
            x.floats(n).pointer(),
            true,
            outGradient.floats(n).pointer(),
            false,
            beta,
            weightGradient.floats().pointer());
  }

  /** The product is added to the gradient of the penalties, which saves a pass over the weight. */
  @Override
  default void linearGradientWithElasticNet(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor weight,
      double l1,
      double l2,
      ParameterTensor weightGradient,
      int n) {
    FloatMemory g = weightGradient.floats();
    tiles()
        .derive(
            weight.floats(), g, g.length(), (float) l1, (float) (2 * l2), CpuPenalties::elasticNet);
    linearGradient(x, outGradient, 1, weightGradient, n);
  }

  @Override
  default void linearGradientWithElasticNet(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor weight,
      double l1,
      double l2,
      ParameterTensor weightGradient,
      ParameterTensor biasGradient,
      int n) {
    linearGradientWithElasticNet(x, outGradient, weight, l1, l2, weightGradient, n);
    sumRows(outGradient, biasGradient, n);
  }

  @Override
  default void linearInputGradient(
      BatchTensor outGradient, ParameterTensor weight, BatchTensor xGradient, int n) {
    tiles()
        .products
        .multiply(
            steps(xGradient, inputs(weight), n),
            inputs(weight),
            outputs(weight),
            outGradient.floats(n).pointer(),
            false,
            weight.floats().pointer(),
            true,
            0,
            xGradient.floats(n).pointer());
  }

  /** Returns the number of rows of a product: all steps of a batch. */
  private static int steps(BatchTensor tensor, int width, int n) {
    return Math.toIntExact(n * (tensor.rowLength() / width));
  }

  private static int inputs(ParameterTensor weight) {
    return (int) weight.size(0);
  }

  private static int outputs(ParameterTensor weight) {
    return (int) weight.size(1);
  }
}
