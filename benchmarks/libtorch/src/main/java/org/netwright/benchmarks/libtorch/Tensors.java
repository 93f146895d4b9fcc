package org.netwright.benchmarks.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.Recurrent;

/** The tensors that a network keeps from step to step. */
final class Tensors implements AutoCloseable {
  private final List<Pointer> kept = new ArrayList<>();
  private final TensorVector parameters = new TensorVector();

  /** Lets a pointer outlive the scope that is open. */
  <P extends Pointer> P keep(P pointer) {
    kept.add(pointer.retainReference());
    return pointer;
  }

  /** Returns a parameter with the given values. */
  Tensor parameter(Tensor values) {
    values.requires_grad_();
    parameters.push_back(values);
    return keep(values);
  }

  /**
   * Returns the parameters of a recurrent layer in PyTorch's order, weights [gates · units × in].
   */
  TensorVector recurrent(Recurrent source) {
    return keep(
        new TensorVector(
            parameter(matrix(source.weight(), source.in()).t().contiguous()),
            parameter(matrix(source.recurrent(), source.units()).t().contiguous()),
            parameter(torch.tensor(source.bias())),
            parameter(torch.tensor(source.recurrentBias()))));
  }

  TensorVector parameters() {
    return parameters;
  }

  static Tensor matrix(float[] elements, int rows) {
    return torch.tensor(elements).view(rows, elements.length / rows).clone();
  }

  @Override
  public void close() {
    kept.forEach(Pointer::releaseReference);
  }
}
