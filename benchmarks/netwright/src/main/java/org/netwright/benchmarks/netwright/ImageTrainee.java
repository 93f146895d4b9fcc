package org.netwright.benchmarks.netwright;

import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.Convolution;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.Trainee;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;

/** The generated trainer of a network with convolutions. */
final class ImageTrainee implements Trainee {
  private final GraphTask task;
  private final Trainer<?> trainer;
  private final LossReport report;
  private final List<INDArray> x;
  private final List<INDArray> y;
  private final List<INDArray> rows;
  private final INDArray prediction;

  ImageTrainee(GraphTask task, GraphData data, double learningRate) {
    this.task = task;
    trainer =
        switch (task) {
          case LENET -> LenetNetTrainer.create();
          case BLOCK -> BlockNetTrainer.create();
          case SEPARABLE -> SeparableNetTrainer.create();
          case RESIDUAL, TOWERS ->
              throw new IllegalArgumentException("no network of images: " + task);
        };
    trainer.learningRate(learningRate);
    report = trainer.newReport();
    List<Layer> layers = trainer.layers().stream().filter(Layer::hasWeight).toList();
    int convolutions = data.convolutions().size();
    for (int i = 0; i < convolutions; i++) {
      assign(data.convolutions().get(i), layers.get(i));
    }
    for (int i = 0; i < data.layers().size(); i++) {
      ResidualTrainee.assign(data.layers().get(i), layers.get(convolutions + i));
    }
    x = data.batches().stream().map(batch -> images(batch.x())).toList();
    y = data.batches().stream().map(batch -> Nd4j.createFromArray(batch.classes())).toList();
    int numbers = task.channels() * task.side() * task.side();
    rows =
        IntStream.range(0, TaskData.BATCHES)
            .mapToObj(row -> images(data.batches().get(0).row(row, numbers)))
            .toList();
    prediction = trainer.predict(rows.get(0));
  }

  private static void assign(Convolution source, Layer layer) {
    int k = source.kernel();
    int depth = source.channels() / source.groups();
    layer.weight(Nd4j.createFromArray(source.weight()).reshape(source.filters(), depth, k, k));
    if (source.hasBias()) {
      layer.bias(Nd4j.createFromArray(source.bias()));
    }
  }

  private INDArray images(float[] elements) {
    return Nd4j.createFromArray(elements).reshape(-1, task.channels(), task.side(), task.side());
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
}
