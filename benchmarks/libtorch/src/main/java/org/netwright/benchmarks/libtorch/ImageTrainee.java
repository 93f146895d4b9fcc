package org.netwright.benchmarks.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.Convolution;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;

/** The networks with convolutions, on tensors with automatic differentiation. */
final class ImageTrainee implements Trainee {
  private final GraphTask task;
  private final Tensors tensors = new Tensors();
  private final List<ConvolutionLayer> convolutions = new ArrayList<>();
  private final List<Tensor> weights = new ArrayList<>();
  private final List<Tensor> biases = new ArrayList<>();
  private final List<Tensor> x = new ArrayList<>();
  private final List<Tensor> y = new ArrayList<>();
  private final List<Tensor> rows = new ArrayList<>();
  private final Optimizer optimizer;
  private double totalLoss;

  @SuppressWarnings("try") // the scope is not named, it is there to be closed
  ImageTrainee(GraphTask task, GraphData data, double learningRate) {
    this.task = task;
    try (PointerScope temporaries = new PointerScope()) {
      for (Convolution convolution : data.convolutions()) {
        convolutions.add(new ConvolutionLayer(convolution, tensors));
      }
      for (Dense layer : data.layers()) {
        weights.add(tensors.parameter(Tensors.matrix(layer.weight(), layer.in())));
        biases.add(tensors.parameter(torch.tensor(layer.bias())));
      }
      optimizer = tensors.keep(new SGD(tensors.parameters(), new SGDOptions(learningRate)));
      for (Batch batch : data.batches()) {
        x.add(tensors.keep(images(batch.x(), task.batchSize())));
        y.add(tensors.keep(torch.tensor(batch.classes()).to(torch.ScalarType.Long)));
      }
      int numbers = task.channels() * task.side() * task.side();
      for (int row = 0; row < TaskData.BATCHES; row++) {
        rows.add(tensors.keep(images(data.batches().get(0).row(row, numbers), 1)));
      }
    }
  }

  private Tensor images(float[] elements, int n) {
    return torch.tensor(elements).view(n, task.channels(), task.side(), task.side()).clone();
  }

  @Override
  @SuppressWarnings("try") // as above
  public void step(int batch) {
    try (PointerScope temporaries = new PointerScope()) {
      optimizer.zero_grad(true);
      Tensor loss = torch.cross_entropy(forward(x.get(batch)), y.get(batch));
      loss.backward();
      optimizer.step();
      totalLoss = loss.item_float();
    }
  }

  @Override
  public double totalLoss() {
    return totalLoss;
  }

  @Override
  @SuppressWarnings("try") // as above
  public void predict(int row) {
    if (task != GraphTask.LENET) {
      Trainee.super.predict(row); // batch normalisation would use the statistics of one row
    }
    try (PointerScope temporaries = new PointerScope();
        InferenceMode mode = new InferenceMode()) {
      forward(rows.get(row));
    }
  }

  private Tensor forward(Tensor images) {
    return switch (task) {
      case LENET -> lenet(images);
      case BLOCK -> block(images);
      case SEPARABLE -> separable(images);
      case RESIDUAL, TOWERS -> throw new IllegalArgumentException("no network of images: " + task);
    };
  }

  private Tensor lenet(Tensor images) {
    Tensor values = torch.max_pool2d(reluConvolution(1, reluConvolution(0, images)), 2, 2);
    return linear(1, torch.relu(linear(0, torch.flatten(values, 1, -1))));
  }

  private Tensor block(Tensor images) {
    Tensor values = convolutions.get(1).forward(reluConvolution(0, images));
    return linear(0, channelMeans(torch.relu(values.add(images))));
  }

  private Tensor separable(Tensor images) {
    Tensor values = images;
    for (int i = 0; i < convolutions.size(); i++) {
      values = reluConvolution(i, values);
    }
    return linear(0, channelMeans(values));
  }

  private Tensor reluConvolution(int index, Tensor values) {
    return torch.relu(convolutions.get(index).forward(values));
  }

  private Tensor linear(int index, Tensor values) {
    return torch.addmm(biases.get(index), values, weights.get(index));
  }

  private static Tensor channelMeans(Tensor values) {
    return torch.flatten(torch.adaptive_avg_pool2d(values, 1, 1), 1, -1);
  }

  @Override
  public void close() {
    tensors.close();
  }
}
