package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.ParameterTensor;

/** The numbers that batch normalisation has for each channel. */
final class ChannelNumbers {
  /** Which is subtracted from elements: near their mean, so that no digits are lost. */
  float[] center = new float[0];

  /** The mean of the distances from the center. */
  double[] rest = new double[0];

  float[] mean = new float[0];
  float[] variance = new float[0];
  float[] scale = new float[0];
  float[] shift = new float[0];

  /** The distance from the center is multiplied by it. */
  float[] slope = new float[0];

  /** The gradient, from which what does not change the output was removed, is multiplied by it. */
  float[] factor = new float[0];

  /** What is added, or subtracted from a gradient. */
  float[] summand = new float[0];

  float[] scaleGradient = new float[0];
  float[] shiftGradient = new float[0];

  /** Takes a number of channels; only more than ever before allocate memory. */
  void require(int channels) {
    if (center.length < channels) {
      center = new float[channels];
      rest = new double[channels];
      mean = new float[channels];
      variance = new float[channels];
      scale = new float[channels];
      shift = new float[channels];
      slope = new float[channels];
      factor = new float[channels];
      summand = new float[channels];
      scaleGradient = new float[channels];
      shiftGradient = new float[channels];
    }
  }

  /** Reads a scale, 1 if there is none, and a shift, 0 if there is none. */
  void read(@Nullable ParameterTensor newScale, @Nullable ParameterTensor newShift, int channels) {
    if (newScale == null) {
      Arrays.fill(scale, 0, channels, 1);
    } else {
      newScale.floats().get(0, scale, channels);
    }
    if (newShift == null) {
      Arrays.fill(shift, 0, channels, 0);
    } else {
      newShift.floats().get(0, shift, channels);
    }
  }

  /** Returns {@code 1 / √(σ² + epsilon)}; NaN if a float does not hold the variance. */
  double inverse(int channel, double epsilon) {
    float square = variance[channel];
    return Float.isFinite(square) ? 1 / Math.sqrt(square + epsilon) : Double.NaN;
  }
}
