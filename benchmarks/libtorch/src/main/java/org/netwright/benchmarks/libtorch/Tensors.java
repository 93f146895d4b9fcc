package org.netwright.benchmarks.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

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
