package org.netwright.benchmarks.libtorch;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.Recurrent;

/** The state of a GRU after its last step. */
final class GruLayer implements SequenceLayer {
  private final TensorVector parameters;
  private final Tensor start;
  private final Tensor startOfOne;
  private final TensorOptional bias;
  private final TensorOptional recurrentBias;
  private Tensor state;

  GruLayer(Recurrent source, int batchSize, Tensors tensors) {
    parameters = tensors.recurrent(source);
    bias = tensors.keep(new TensorOptional(parameters.get(2)));
    recurrentBias = tensors.keep(new TensorOptional(parameters.get(3)));
    start = tensors.keep(torch.zeros(1, batchSize, source.units()));
    startOfOne = tensors.keep(torch.zeros(1, 1, source.units()));
    state = torch.zeros(1, source.units()).retainReference();
  }

  @Override
  public Tensor forward(Tensor x) {
    boolean training = GradMode.is_enabled();
    Tensor before = x.size(0) == 1 ? startOfOne : start;
    return torch.gru(x, before, parameters, true, 1, 0, training, false, true).get1().select(0, 0);
  }

  /** {@code gru_cell} takes less time than {@code gru} of one step. */
  @Override
  public Tensor stream(Tensor x) {
    Tensor before = state;
    state =
        torch
            .gru_cell(x, before, parameters.get(0), parameters.get(1), bias, recurrentBias)
            .retainReference();
    before.releaseReference();
    return state;
  }
}
