package org.netwright.runtime.internal.model;

import java.util.List;
import org.netwright.runtime.generated.NetworkLayout.BatchNormFold;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.parameters.ParameterValues;

/**
 * Folds batch normalisations into weights, so that a prediction does not normalise. With {@code f =
 * scale / √(variance + epsilon)} of a channel, the weight of the channel becomes {@code weight ·
 * f}, and its bias {@code (bias − mean) · f + shift}. All is computed in double.
 */
public final class BatchNormFolding {
  private static final String MEAN = ".mean";
  private static final String SHIFT = ".shift";

  private BatchNormFolding() {}

  /**
   * Changes the weights, and writes the biases over the shift of each normalisation, or over its
   * mean if it has no shift.
   */
  public static void fold(List<BatchNormFold> folds, ParameterValues parameters) {
    folds.forEach(fold -> fold(fold, parameters));
  }

  private static void fold(BatchNormFold fold, ParameterValues parameters) {
    String norm = fold.normalization();
    boolean isAffine = parameters.has(norm + SHIFT);
    double[] mean = numbers(parameters.state(norm + MEAN));
    double[] factors = numbers(parameters.state(norm + ".variance"));
    double[] scale = isAffine ? numbers(parameters.value(norm + ".scale")) : new double[0];
    double[] shift = isAffine ? numbers(parameters.value(norm + SHIFT)) : new double[mean.length];
    String biasName = fold.weight() + ".bias";
    double[] bias =
        parameters.has(biasName) ? numbers(parameters.value(biasName)) : new double[mean.length];
    for (int channel = 0; channel < mean.length; channel++) {
      factors[channel] =
          (isAffine ? scale[channel] : 1) / Math.sqrt(factors[channel] + fold.epsilon());
      bias[channel] = (bias[channel] - mean[channel]) * factors[channel] + shift[channel];
    }
    scale(parameters.value(fold.weight() + ".weight"), fold.axis(), factors);
    write(bias, isAffine ? parameters.value(norm + SHIFT) : parameters.state(norm + MEAN));
  }

  private static double[] numbers(ParameterTensor tensor) {
    return tensor.tensor().elements();
  }

  private static void write(double[] numbers, ParameterTensor tensor) {
    tensor.tensor().assign(numbers);
  }

  /** Multiplies the elements of each channel by its factor. */
  private static void scale(ParameterTensor weight, int axis, double[] factors) {
    DenseTensor array = weight.tensor();
    long inner = 1;
    for (int dimension = axis + 1; dimension < array.rank(); dimension++) {
      inner *= array.size(dimension);
    }
    double[] numbers = numbers(weight);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= factors[(int) (i / inner % factors.length)];
    }
    write(numbers, weight);
  }
}
