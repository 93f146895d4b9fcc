package org.netwright.runtime.internal.kernels;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;

/** The arguments of layer normalisation, row-major, and what the kernels compute from them. */
public final class LayerNormCall {
  private final long[] shape;
  private final double epsilon;
  private final double[] x;
  private final double[] scale;
  private final double[] shift;
  private final double[] outGradient;

  /**
   * Takes arguments.
   *
   * @param shape of the batch, [n × … × width]
   */
  LayerNormCall(
      long[] shape,
      double epsilon,
      double[] x,
      double[] scale,
      double[] shift,
      double[] outGradient) {
    this.shape = shape;
    this.epsilon = epsilon;
    this.x = x;
    this.scale = scale;
    this.shift = shift;
    this.outGradient = outGradient;
  }

  /** Normally distributed arguments, which a float holds exactly. */
  public static LayerNormCall random(double epsilon, long... shape) {
    int length = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    int width = (int) shape[shape.length - 1];
    return new LayerNormCall(
        shape,
        epsilon,
        Batches.random(1, length),
        Batches.map(Batches.random(2, width), v -> (float) (1 + 0.5 * v)),
        Batches.random(3, width),
        Batches.random(4, length));
  }

  public LayerNormCall withX(double... newX) {
    return new LayerNormCall(shape, epsilon, newX, scale, shift, outGradient);
  }

  LayerNormCall withScale(double... newScale) {
    return new LayerNormCall(shape, epsilon, x, newScale, shift, outGradient);
  }

  LayerNormCall withShift(double... newShift) {
    return new LayerNormCall(shape, epsilon, x, scale, newShift, outGradient);
  }

  /** Returns the first row as a batch of its own. */
  public LayerNormCall firstRow() {
    long[] rowShape = shape.clone();
    rowShape[0] = 1;
    int length = x.length / (int) shape[0];
    return new LayerNormCall(
        rowShape,
        epsilon,
        Arrays.copyOf(x, length),
        scale,
        shift,
        Arrays.copyOf(outGradient, length));
  }

  public double[] x() {
    return x;
  }

  double[] scale() {
    return scale;
  }

  double[] shift() {
    return shift;
  }

  double[] outGradient() {
    return outGradient;
  }

  private int n() {
    return (int) shape[0];
  }

  public double[] out(EngineKernels kernels, DataType type) {
    try (BatchTensor input = batch(type, x);
        BatchTensor out = batch(type, outGradient)) {
      kernels.layerNorm(
          input, Batches.bias(type, scale), Batches.bias(type, shift), epsilon, out, n());
      return Batches.read(out, n());
    }
  }

  /** The output that is written over the input. */
  public double[] outInPlace(EngineKernels kernels, DataType type) {
    try (BatchTensor input = batch(type, x)) {
      kernels.layerNorm(
          input, Batches.bias(type, scale), Batches.bias(type, shift), epsilon, input, n());
      return Batches.read(input, n());
    }
  }

  /** The gradients of scale and shift. */
  public double[][] gradients(EngineKernels kernels, DataType type) {
    ParameterTensor scaleGradient = Batches.bias(type, shift);
    ParameterTensor shiftGradient = Batches.bias(type, scale);
    try (BatchTensor input = batch(type, x);
        BatchTensor gradient = batch(type, outGradient)) {
      kernels.layerNormGradient(input, gradient, epsilon, scaleGradient, shiftGradient, n());
    }
    return new double[][] {
      Batches.read(scaleGradient.array()), Batches.read(shiftGradient.array())
    };
  }

  public double[] inputGradient(EngineKernels kernels, DataType type) {
    try (BatchTensor input = batch(type, x);
        BatchTensor gradient = batch(type, outGradient);
        BatchTensor result = batch(type, outGradient)) {
      kernels.layerNormInputGradient(
          input, Batches.bias(type, scale), gradient, epsilon, result, n());
      return Batches.read(result, n());
    }
  }

  /** The gradient of the input that is written over the output's gradient, or over the input. */
  public double[] inputGradientInPlace(EngineKernels kernels, DataType type, boolean overInput) {
    try (BatchTensor input = batch(type, x);
        BatchTensor gradient = batch(type, outGradient)) {
      BatchTensor result = overInput ? input : gradient;
      kernels.layerNormInputGradient(
          input, Batches.bias(type, scale), gradient, epsilon, result, n());
      return Batches.read(result, n());
    }
  }

  /** A batch whose capacity is larger than its n, as after a longer batch. */
  BatchTensor batch(DataType type, double... values) {
    BatchTensor tensor = new BatchTensor(type, Arrays.copyOfRange(shape, 1, shape.length));
    tensor.rows(n() + 2).assign(-77);
    tensor.rows(n()).assign(Nd4j.createFromArray(values).reshape(shape));
    return tensor;
  }

  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
