package org.netwright.runtime.internal.kernels;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;

/** The operands of a recurrent layer with random numbers, as kernels take them. */
public final class RecurrentCall implements AutoCloseable {
  /** What results have before they are written. */
  private static final double UNWRITTEN = -77;

  public final RecurrentCase shape;
  private final DataType type;
  final double[] x;
  final double[] weight;
  final double[] recurrent;
  final double[] bias;
  final double[] recurrentBias;
  final double[] outGradient;

  public final BatchTensor xTensor;
  public final BatchTensor out;
  public final BatchTensor xGradient;
  final BatchTensor outGradientTensor;
  private final ParameterTensor weightTensor;
  private final ParameterTensor recurrentTensor;
  private final ParameterTensor biasTensor;
  private final ParameterTensor recurrentBiasTensor;
  final ParameterTensor weightGradient;
  final ParameterTensor recurrentGradient;
  final ParameterTensor biasGradient;
  final ParameterTensor recurrentBiasGradient;
  final Recurrence.Memory memory;
  public final Recurrence training;
  public final Recurrence inference;
  final @Nullable Lengths lengths;

  /** Makes operands; padding of x and of the outputs' gradient is NaN. */
  public RecurrentCall(RecurrentCase shape, DataType type, long seed) {
    this.shape = shape;
    this.type = type;
    int n = shape.n();
    int width = shape.width();
    int units = shape.units();
    x = Batches.random(seed, shape.xLength());
    weight = scaled(seed + 1, shape.in() * width, shape.in());
    recurrent = scaled(seed + 2, units * width, units);
    bias = Batches.random(seed + 3, width);
    recurrentBias = Batches.random(seed + 4, width);
    outGradient = Batches.random(seed + 5, shape.outLength());
    lengths = shape.asLengths();
    spoilPadding(x, shape.in());
    if (shape.all()) {
      spoilPadding(outGradient, units);
    }
    xTensor = batch(shape.xShape(), x);
    outGradientTensor = batch(shape.outShape(), outGradient);
    out = batch(shape.outShape());
    xGradient = batch(shape.xShape());
    weightTensor = Batches.weight(type, shape.in(), width, weight);
    recurrentTensor = Batches.weight(type, units, width, recurrent);
    biasTensor = Batches.bias(type, bias);
    recurrentBiasTensor = Batches.bias(type, recurrentBias);
    weightGradient = Batches.weight(type, shape.in(), width, unwritten(shape.in() * width));
    recurrentGradient = Batches.weight(type, units, width, unwritten(units * width));
    biasGradient = Batches.bias(type, unwritten(width));
    recurrentBiasGradient = Batches.bias(type, unwritten(width));
    int kept = shape.cell().kept() * units;
    memory =
        new Recurrence.Memory(
            batch(new long[] {n, shape.steps(), width}),
            batch(new long[] {n, shape.steps(), kept}),
            batch(new long[] {n, units}));
    training = recurrence(memory, null);
    inference = recurrence(null, null);
  }

  private static double[] scaled(long seed, int length, int fanIn) {
    return Batches.map(Batches.random(seed, length), v -> (float) (v / Math.sqrt(fanIn)));
  }

  private static double[] unwritten(int length) {
    double[] values = new double[length];
    Arrays.fill(values, UNWRITTEN);
    return values;
  }

  private void spoilPadding(double[] values, int width) {
    for (int row = 0; row < shape.n(); row++) {
      int first = (row * shape.steps() + shape.length(row)) * width;
      Arrays.fill(values, first, (row + 1) * shape.steps() * width, Double.NaN);
    }
  }

  /** As {@link EngineType#batch}; without values all are wrong. */
  BatchTensor batch(long[] shape, double... values) {
    BatchTensor tensor = new BatchTensor(type, Arrays.copyOfRange(shape, 1, shape.length));
    tensor.rows((int) shape[0] + 2).assign(UNWRITTEN);
    if (values.length > 0) {
      tensor.rows((int) shape[0]).assign(Nd4j.createFromArray(values).reshape(shape));
    }
    return tensor;
  }

  /** Makes a direction of the layer. */
  Recurrence recurrence(Recurrence.@Nullable Memory kept, @Nullable BatchTensor carried) {
    return new Recurrence(
        shape.cell(),
        shape.reversed(),
        shape.truncation(),
        shape.steps(),
        shape.units(),
        kept,
        carried);
  }

  /** Computes the outputs. */
  public void forward(EngineKernels kernels, Recurrence recurrence) {
    forward(kernels, recurrence, xTensor, out);
  }

  /** Computes the outputs of other inputs. */
  void forward(EngineKernels kernels, Recurrence recurrence, BatchTensor inputs, BatchTensor to) {
    if (lengths == null) {
      kernels.recurrent(
          inputs,
          weightTensor,
          recurrentTensor,
          biasTensor,
          recurrentBiasTensor,
          recurrence,
          to,
          shape.n());
    } else {
      kernels.recurrent(
          inputs,
          weightTensor,
          recurrentTensor,
          biasTensor,
          recurrentBiasTensor,
          lengths,
          recurrence,
          to,
          shape.n());
    }
  }

  /** Computes the gradients of the parameters. */
  public void gradient(EngineKernels kernels) {
    kernels.recurrentGradient(
        xTensor,
        recurrentTensor,
        outGradientTensor,
        training,
        weightGradient,
        recurrentGradient,
        biasGradient,
        recurrentBiasGradient,
        shape.n());
  }

  /** Computes the gradient of the input. */
  public void inputGradient(EngineKernels kernels) {
    kernels.recurrentInputGradient(weightTensor, training, xGradient, shape.n());
  }

  /** A whole training step of the layer. */
  public void train(EngineKernels kernels) {
    forward(kernels, training);
    gradient(kernels);
    inputGradient(kernels);
  }

  /** Returns the gradients of the parameters. */
  public List<double[]> parameterGradients() {
    return List.of(
        Batches.read(weightGradient.array()),
        Batches.read(recurrentGradient.array()),
        Batches.read(biasGradient.array()),
        Batches.read(recurrentBiasGradient.array()));
  }

  /** Makes the layer by plain loops. */
  RecurrentReference reference(double @Nullable [] mask) {
    return new RecurrentReference(shape, x, weight, recurrent, bias, recurrentBias, mask);
  }

  @Override
  public void close() {
    for (BatchTensor tensor :
        List.of(
            xTensor,
            out,
            xGradient,
            outGradientTensor,
            memory.gates(),
            memory.states(),
            memory.mask())) {
      tensor.close();
    }
  }
}
