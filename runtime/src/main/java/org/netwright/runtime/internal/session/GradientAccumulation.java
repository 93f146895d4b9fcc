package org.netwright.runtime.internal.session;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;

/**
 * The mean gradient of several mini-batches, each weighted by its examples: that of the mean loss
 * over all of them. Penalties, which are in each gradient, count once in it.
 */
public final class GradientAccumulation implements AutoCloseable {
  private final ParameterVector parameters;
  private final FlatTensor sum;
  private long examples;

  /** Starts from zero. */
  public GradientAccumulation(ParameterVector parameters) {
    this.parameters = parameters;
    this.sum = Nd4jThread.call(parameters::zeros);
  }

  /** Adds the gradient of the last backward pass, of {@code n} examples. */
  void add(int n) {
    try (INDArray weighted = parameters.flatGradients().array().mul(n)) {
      sum.array().addi(weighted);
    }
    examples += n;
  }

  /** Returns the number of examples since the last {@link #take}. */
  public long examples() {
    return examples;
  }

  /** Makes the mean the gradient of the parameters, and starts again from zero. */
  void take() {
    parameters.flatGradients().array().assign(sum.array()).divi(examples);
    sum.array().assign(0);
    examples = 0;
  }

  @Override
  public void close() {
    sum.close();
  }
}
