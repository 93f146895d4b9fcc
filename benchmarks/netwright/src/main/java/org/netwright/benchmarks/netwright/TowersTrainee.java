package org.netwright.benchmarks.netwright;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.Trainee;
import org.netwright.runtime.LossReport;

/** The generated trainer of the two towers. */
final class TowersTrainee implements Trainee {
  private static final int N = GraphTask.TOWERS.batchSize();

  private final TowersNetTrainer trainer = TowersNetTrainer.create();
  private final LossReport report = trainer.newReport();
  private final List<INDArray> users;
  private final List<INDArray> films;
  private final List<INDArray> y;

  TowersTrainee(GraphData data, double learningRate) {
    trainer.learningRate(learningRate);
    TowersNet network = trainer.network();
    network.userVector.weight(table(data.tables().get(0)));
    network.filmVector.weight(table(data.tables().get(1)));
    ResidualTrainee.assign(data.layers().get(0), network.rating);
    users = data.batches().stream().map(batch -> ids(batch, 0)).toList();
    films = data.batches().stream().map(batch -> ids(batch, 1)).toList();
    y =
        data.batches().stream()
            .map(batch -> Nd4j.createFromArray(batch.y()).reshape(N, 1))
            .toList();
  }

  private static INDArray table(float[] rows) {
    return Nd4j.createFromArray(rows).reshape(rows.length / GraphTask.ROW, GraphTask.ROW);
  }

  private static INDArray ids(Batch batch, int column) {
    return Nd4j.createFromArray(GraphData.ids(batch, column)).reshape(N, 1);
  }

  @Override
  public void step(int batch) {
    trainer.step(users.get(batch), films.get(batch), y.get(batch), report);
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
