package org.netwright.benchmarks.netwright;

import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;

/** A generated trainer. */
final class NetwrightTrainee implements Trainee {
  private final Trainer<?> trainer;
  private final List<INDArray> x;
  private final List<INDArray> y;
  private final List<INDArray> rows;
  private final LossReport report;
  private final INDArray prediction;

  /** Trains the network of a task. */
  NetwrightTrainee(Task task, TaskData data, double learningRate) {
    this(
        switch (task) {
          case SEED -> SeedNetTrainer.create();
          case MLP -> MlpNetTrainer.create();
          case WIDE -> WideNetTrainer.create();
        },
        task,
        data,
        learningRate);
  }

  /** Trains a network of the task's layers. */
  NetwrightTrainee(Trainer<?> trainer, Task task, TaskData data, double learningRate) {
    this.trainer = trainer;
    trainer.learningRate(learningRate);
    report = trainer.newReport();
    for (int i = 0; i < data.layers().size(); i++) {
      Dense source = data.layers().get(i);
      Layer layer = trainer.layers().get(i + 1); // the first is the input
      layer.weight().assign(matrix(source.weight(), source.in()));
      layer.bias().assign(Nd4j.createFromArray(source.bias()));
    }
    x = data.batches().stream().map(batch -> matrix(batch.x(), task.batchSize())).toList();
    y = data.batches().stream().map(batch -> targets(task, batch)).toList();
    rows =
        IntStream.range(0, TaskData.BATCHES)
            .mapToObj(row -> matrix(data.batches().get(0).row(row, task.inputs()), 1))
            .toList();
    prediction = trainer.predict(rows.get(0));
  }

  @Override
  public void step(int batch) {
    trainer.step(x.get(batch), y.get(batch), report);
  }

  @Override
  public double totalLoss() {
    return report.total();
  }

  @Override
  public void predict(int row) {
    trainer.predict(rows.get(row), prediction);
  }

  @Override
  public void close() {
    trainer.close();
  }

  private static INDArray targets(Task task, Batch batch) {
    return switch (task.loss()) {
      case MEAN_SQUARED_ERROR -> matrix(batch.y(), task.batchSize());
      case CROSS_ENTROPY -> Nd4j.createFromArray(batch.classes());
    };
  }

  private static INDArray matrix(float[] elements, int rows) {
    return Nd4j.createFromArray(elements).reshape(rows, elements.length / rows);
  }
}
