package org.netwright.benchmarks.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.SequenceData;
import org.netwright.benchmarks.protocol.SequenceTask;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;

/** The networks of sequences, on tensors with automatic differentiation. */
final class SequenceTrainee implements Trainee {
  private final SequenceTask task;
  private final Tensors tensors = new Tensors();
  private final SequenceLayer layer;
  private final Tensor weight;
  private final Tensor bias;
  private final List<Tensor> x = new ArrayList<>();
  private final List<Tensor> y = new ArrayList<>();
  private final List<Tensor> sequences = new ArrayList<>();
  private final List<Tensor> steps = new ArrayList<>();
  private final Optimizer optimizer;
  private double totalLoss;

  @SuppressWarnings("try") // the scope is not named, it is there to be closed
  SequenceTrainee(SequenceTask task, SequenceData data, double learningRate) {
    this.task = task;
    try (PointerScope temporaries = new PointerScope()) {
      layer =
          switch (task) {
            case LSTM -> new LstmLayer(data.recurrent().get(0), task.batchSize(), tensors);
            case GRU -> new GruLayer(data.recurrent().get(0), task.batchSize(), tensors);
            case ENCODER -> new EncoderLayer(data.layers(), tensors);
          };
      Dense classifier = data.layers().get(data.layers().size() - 1);
      weight = tensors.parameter(Tensors.matrix(classifier.weight(), classifier.in()));
      bias = tensors.parameter(torch.tensor(classifier.bias()));
      optimizer = tensors.keep(new Adam(tensors.parameters(), new AdamOptions(learningRate)));
      for (Batch batch : data.batches()) {
        x.add(sequences(batch.x()));
        y.add(tensors.keep(torch.tensor(batch.classes()).to(torch.ScalarType.Long)));
      }
      data.sequences(task).forEach(sequence -> sequences.add(sequences(sequence)));
      data.steps(task).forEach(step -> steps.add(tensors.keep(Tensors.matrix(step, 1))));
    }
  }

  private Tensor sequences(float[] elements) {
    return tensors.keep(torch.tensor(elements).view(-1, task.steps(), task.inputs()).clone());
  }

  @Override
  @SuppressWarnings("try") // as above
  public void step(int batch) {
    try (PointerScope temporaries = new PointerScope()) {
      optimizer.zero_grad(true);
      Tensor loss = torch.cross_entropy(classes(layer.forward(x.get(batch))), y.get(batch));
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
    try (PointerScope temporaries = new PointerScope();
        InferenceMode mode = new InferenceMode()) {
      classes(layer.forward(sequences.get(row)));
    }
  }

  @Override
  @SuppressWarnings("try") // as above
  public void stream(int step) {
    try (PointerScope temporaries = new PointerScope();
        InferenceMode mode = new InferenceMode()) {
      classes(layer.stream(steps.get(step)));
    }
  }

  private Tensor classes(Tensor values) {
    return torch.addmm(bias, values, weight);
  }

  @Override
  public void close() {
    tensors.close();
  }
}
