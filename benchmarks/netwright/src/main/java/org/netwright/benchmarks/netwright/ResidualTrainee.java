package org.netwright.benchmarks.netwright;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;

/** The generated trainer of the residual network. */
final class ResidualTrainee implements Trainee {
  private final ResidualNetTrainer trainer = ResidualNetTrainer.create();
  private final LossReport report = trainer.newReport();
  private final List<INDArray> x;
  private final List<INDArray> y;

  ResidualTrainee(GraphData data, double learningRate) {
    trainer.learningRate(learningRate);
    List<Layer> layers = new ArrayList<>();
    for (ResidualBlock block : trainer.network().body) {
      layers.add(block.inner);
      layers.add(block.sum);
    }
    layers.add(trainer.network().classes);
    for (int i = 0; i < layers.size(); i++) {
      assign(data.layers().get(i), layers.get(i));
    }
    int n = GraphTask.RESIDUAL.batchSize();
    x =
        data.batches().stream()
            .map(batch -> Nd4j.createFromArray(batch.x()).reshape(n, GraphTask.WIDTH))
            .toList();
    y = data.batches().stream().map(batch -> Nd4j.createFromArray(batch.classes())).toList();
  }

  static void assign(Dense source, Layer layer) {
    layer.weight(Nd4j.createFromArray(source.weight()).reshape(source.in(), source.out()));
    layer.bias(Nd4j.createFromArray(source.bias()));
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
  public void close() {
    trainer.close();
  }
}
