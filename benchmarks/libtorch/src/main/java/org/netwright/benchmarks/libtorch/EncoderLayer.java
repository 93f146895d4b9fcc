package org.netwright.benchmarks.libtorch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.SequenceTask;
import org.netwright.benchmarks.protocol.TaskData.Dense;

/** The encoder block of a transformer, and the mean of its steps. */
final class EncoderLayer implements SequenceLayer {
  private final Linear in;
  private final Linear out;
  private final Linear wide;
  private final Linear narrow;
  private final Normalization first;
  private final Normalization second;

  EncoderLayer(List<Dense> layers, Tensors tensors) {
    in = new Linear(layers.get(0), tensors);
    out = new Linear(layers.get(1), tensors);
    wide = new Linear(layers.get(2), tensors);
    narrow = new Linear(layers.get(3), tensors);
    first = new Normalization(layers.get(1).out(), tensors);
    second = new Normalization(layers.get(3).out(), tensors);
  }

  @Override
  public Tensor forward(Tensor x) {
    long n = x.size(0);
    long steps = x.size(1);
    long width = x.size(2);
    Tensor rows = x.view(n * steps, width);
    Tensor attended = first.forward(rows.add(out.forward(attention(rows, n, steps, width))));
    Tensor fed = narrow.forward(torch.relu(wide.forward(attended)));
    return second.forward(attended.add(fed)).view(n, steps, width).mean(1);
  }

  private Tensor attention(Tensor rows, long n, long steps, long width) {
    int heads = SequenceTask.HEADS;
    TensorVector parts =
        in.forward(rows)
            .view(n, steps, 3, heads, width / heads)
            .permute(2, 0, 3, 1, 4) // parts × n × heads × steps × width of a head
            .unbind();
    return torch
        .scaled_dot_product_attention(parts.get(0), parts.get(1), parts.get(2))
        .transpose(1, 2)
        .reshape(n * steps, width);
  }

  /** A linear layer of rows. */
  private record Linear(Tensor weight, Tensor bias) {
    Linear(Dense source, Tensors tensors) {
      this(
          tensors.parameter(Tensors.matrix(source.weight(), source.in())),
          tensors.parameter(torch.tensor(source.bias())));
    }

    Tensor forward(Tensor rows) {
      return torch.addmm(bias, rows, weight);
    }
  }

  /** A normalisation of rows. */
  private static final class Normalization {
    private final long[] shape;
    private final TensorOptional scale;
    private final TensorOptional shift;

    Normalization(int width, Tensors tensors) {
      shape = new long[] {width};
      scale = tensors.keep(new TensorOptional(tensors.parameter(torch.ones(width))));
      shift = tensors.keep(new TensorOptional(tensors.parameter(torch.zeros(width))));
    }

    Tensor forward(Tensor rows) {
      return torch.layer_norm(rows, shape, scale, shift, SequenceTask.EPSILON, true);
    }
  }
}
