package org.netwright.benchmarks.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;

/**
 * A network on tensors with automatic differentiation.
 *
 * <p>Written for speed where there was a choice: {@code addmm} on a weight [in × out] takes a
 * twentieth less than {@code torch::nn::Linear} on the smallest network. {@code dot} or {@code
 * square().sum()} for the penalty, {@code InferenceMode} or {@code NoGradGuard} made no difference.
 * Temporary tensors are freed by scope; left to the garbage collector, memory grows without bound.
 */
final class LibtorchTrainee implements Trainee {
  private final Task task;
  private final Tensors tensors = new Tensors();
  private final List<Tensor> weights = new ArrayList<>();
  private final List<Tensor> biases = new ArrayList<>();
  private final List<Tensor> x = new ArrayList<>();
  private final List<Tensor> y = new ArrayList<>();
  private final List<Tensor> rows = new ArrayList<>();
  private final Scalar l1;
  private final Scalar l2;
  private final Optimizer optimizer;
  private double totalLoss;

  @SuppressWarnings("try") // the scope is not named, it is there to be closed
  LibtorchTrainee(Task task, TaskData data, double learningRate) {
    this.task = task;
    try (PointerScope temporaries = new PointerScope()) {
      l1 = tensors.keep(new Scalar(task.l1()));
      l2 = tensors.keep(new Scalar(task.l2()));
      for (Dense layer : data.layers()) {
        weights.add(tensors.parameter(Tensors.matrix(layer.weight(), layer.in())));
        biases.add(tensors.parameter(torch.tensor(layer.bias())));
      }
      optimizer = tensors.keep(optimizer(task, tensors.parameters(), learningRate));
      for (Batch batch : data.batches()) {
        x.add(tensors.keep(Tensors.matrix(batch.x(), task.batchSize())));
        y.add(tensors.keep(targets(task, batch)));
      }
      for (int row = 0; row < TaskData.BATCHES; row++) {
        rows.add(tensors.keep(Tensors.matrix(data.batches().get(0).row(row, task.inputs()), 1)));
      }
    }
  }

  @Override
  @SuppressWarnings("try") // as above
  public void step(int batch) {
    try (PointerScope temporaries = new PointerScope()) {
      optimizer.zero_grad(true);
      Tensor data = loss(forward(x.get(batch)), y.get(batch));
      Tensor penalty = penalty(weights.get(0));
      data.add(penalty).backward();
      optimizer.step();
      totalLoss = (double) data.item_float() + penalty.item_float();
    }
  }

  @Override
  public double totalLoss() {
    return totalLoss;
  }

  @Override
  @SuppressWarnings("try") // as above
  public void predict(int row) {
    try (PointerScope temporaries = new PointerScope();
        InferenceMode mode = new InferenceMode()) {
      forward(rows.get(row));
    }
  }

  @Override
  public void close() {
    tensors.close();
  }

  private Tensor forward(Tensor input) {
    Tensor values = input;
    int last = weights.size() - 1;
    for (int layer = 0; layer < last; layer++) {
      values = torch.relu(torch.addmm(biases.get(layer), values, weights.get(layer)));
    }
    return torch.addmm(biases.get(last), values, weights.get(last));
  }

  private Tensor loss(Tensor output, Tensor target) {
    return switch (task.loss()) {
      case MEAN_SQUARED_ERROR -> torch.mse_loss(output, target);
      case CROSS_ENTROPY -> torch.cross_entropy(output, target);
    };
  }

  private Tensor penalty(Tensor weight) {
    Tensor flat = weight.view(-1);
    Tensor penalty = flat.dot(flat).mul(l2);
    return task.l1() == 0 ? penalty : penalty.add(flat.abs().sum().mul(l1));
  }

  private static Optimizer optimizer(Task task, TensorVector parameters, double learningRate) {
    return switch (task.updateRule()) {
      case SGD -> new SGD(parameters, new SGDOptions(learningRate));
      case ADAM -> new Adam(parameters, new AdamOptions(learningRate));
    };
  }

  private static Tensor targets(Task task, Batch batch) {
    return switch (task.loss()) {
      case MEAN_SQUARED_ERROR -> Tensors.matrix(batch.y(), task.batchSize());
      case CROSS_ENTROPY -> torch.tensor(batch.classes()).to(torch.ScalarType.Long);
    };
  }
}
