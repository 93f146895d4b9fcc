package org.netwright.benchmarks.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;

/** The residual network, on tensors with automatic differentiation. */
final class ResidualTrainee implements Trainee {
  private final Tensors tensors = new Tensors();
  private final List<Tensor> weights = new ArrayList<>();
  private final List<Tensor> biases = new ArrayList<>();
  private final List<Tensor> x = new ArrayList<>();
  private final List<Tensor> y = new ArrayList<>();
  private final Optimizer optimizer;
  private double totalLoss;

  @SuppressWarnings("try") // the scope is not named, it is there to be closed
  ResidualTrainee(GraphData data, double learningRate) {
    try (PointerScope temporaries = new PointerScope()) {
      for (Dense layer : data.layers()) {
        weights.add(tensors.parameter(Tensors.matrix(layer.weight(), layer.in())));
        biases.add(tensors.parameter(torch.tensor(layer.bias())));
      }
      optimizer = tensors.keep(new Adam(tensors.parameters(), new AdamOptions(learningRate)));
      for (Batch batch : data.batches()) {
        x.add(tensors.keep(Tensors.matrix(batch.x(), GraphTask.RESIDUAL.batchSize())));
        y.add(tensors.keep(torch.tensor(batch.classes()).to(torch.ScalarType.Long)));
      }
    }
  }

  @Override
  @SuppressWarnings("try") // as above
  public void step(int batch) {
    try (PointerScope temporaries = new PointerScope()) {
      optimizer.zero_grad(true);
      Tensor values = x.get(batch);
      int layer = 0;
      for (int block = 0; block < GraphTask.BLOCKS; block++) {
        Tensor inner = torch.relu(linear(values, layer++));
        values = linear(inner, layer++).add(values);
      }
      Tensor loss = torch.cross_entropy(linear(values, layer), y.get(batch));
      loss.backward();
      optimizer.step();
      totalLoss = loss.item_float();
    }
  }

  private Tensor linear(Tensor values, int layer) {
    return torch.addmm(biases.get(layer), values, weights.get(layer));
  }

  @Override
  public double totalLoss() {
    return totalLoss;
  }

  @Override
  public void close() {
    tensors.close();
  }
}
