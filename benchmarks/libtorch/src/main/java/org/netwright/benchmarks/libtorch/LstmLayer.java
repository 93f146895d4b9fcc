package org.netwright.benchmarks.libtorch;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.Recurrent;

/** The state of an LSTM after its last step. */
final class LstmLayer implements SequenceLayer {
  private final TensorVector parameters;
  private final TensorVector start;
  private final TensorVector startOfOne;
  private final TensorOptional bias;
  private final TensorOptional recurrentBias;
  private TensorVector state;

  LstmLayer(Recurrent source, int batchSize, Tensors tensors) {
    parameters = tensors.recurrent(source);
    start = start(batchSize, source.units(), tensors);
    startOfOne = start(1, source.units(), tensors);
    bias = tensors.keep(new TensorOptional(parameters.get(2)));
    recurrentBias = tensors.keep(new TensorOptional(parameters.get(3)));
    Tensor zeros = torch.zeros(1, source.units());
    state = new TensorVector(zeros, zeros).retainReference();
  }

  private static TensorVector start(int n, int units, Tensors tensors) {
    Tensor zeros = torch.zeros(1, n, units);
    return tensors.keep(new TensorVector(zeros, zeros));
  }

  @Override
  public Tensor forward(Tensor x) {
    boolean training = GradMode.is_enabled();
    TensorVector state = x.size(0) == 1 ? startOfOne : start;
    return torch.lstm(x, state, parameters, true, 1, 0, training, false, true).get1().select(0, 0);
  }

  @Override
  public Tensor stream(Tensor x) {
    T_TensorTensor_T next =
        torch.lstm_cell(x, state, parameters.get(0), parameters.get(1), bias, recurrentBias);
    state.releaseReference();
    state = new TensorVector(next.get0(), next.get1()).retainReference();
    return next.get0();
  }
}
