package org.netwright.benchmarks.libtorch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.Convolution;
import org.netwright.benchmarks.protocol.GraphTask;

/** A convolution, with batch normalisation if it has no bias. */
final class ConvolutionLayer {
  private final long[] stride;
  private final long[] padding;
  private final long[] dilation = {1, 1};
  private final int groups;
  private final Tensor weight;
  private final TensorOptional bias;
  private final boolean normalised;
  private final TensorOptional scale;
  private final TensorOptional shift;
  private final TensorOptional mean;
  private final TensorOptional variance;

  ConvolutionLayer(Convolution source, Tensors tensors) {
    stride = new long[] {source.stride(), source.stride()};
    padding = new long[] {source.padding(), source.padding()};
    groups = source.groups();
    normalised = !source.hasBias();
    int filters = source.filters();
    int k = source.kernel();
    weight =
        tensors.parameter(
            torch.tensor(source.weight()).view(filters, source.channels() / groups, k, k).clone());
    TensorOptional none = tensors.keep(new TensorOptional());
    if (normalised) {
      bias = none;
      scale = tensors.keep(new TensorOptional(tensors.parameter(torch.ones(filters))));
      shift = tensors.keep(new TensorOptional(tensors.parameter(torch.zeros(filters))));
      mean = tensors.keep(new TensorOptional(torch.zeros(filters)));
      variance = tensors.keep(new TensorOptional(torch.ones(filters)));
    } else {
      bias = tensors.keep(new TensorOptional(tensors.parameter(torch.tensor(source.bias()))));
      scale = none;
      shift = none;
      mean = none;
      variance = none;
    }
  }

  Tensor forward(Tensor images) {
    Tensor values = torch.conv2d(images, weight, bias, stride, padding, dilation, groups);
    return normalised
        ? torch.batch_norm(
            values, scale, shift, mean, variance, true, GraphTask.MOMENTUM, GraphTask.EPSILON, true)
        : values;
  }
}
