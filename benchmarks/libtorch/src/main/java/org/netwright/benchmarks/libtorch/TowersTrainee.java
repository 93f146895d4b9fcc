package org.netwright.benchmarks.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;

/** The two towers, with dense or with sparse gradients of the tables. */
final class TowersTrainee implements Trainee {
  private final boolean sparse;
  private final Tensors tensors = new Tensors();
  private final Tensor users;
  private final Tensor films;
  private final Tensor weight;
  private final Tensor bias;
  private final List<Tensor> user = new ArrayList<>();
  private final List<Tensor> film = new ArrayList<>();
  private final List<Tensor> y = new ArrayList<>();
  private final Optimizer optimizer;
  private double totalLoss;

  @SuppressWarnings("try") // the scope is not named, it is there to be closed
  TowersTrainee(GraphData data, double learningRate, boolean sparse) {
    this.sparse = sparse;
    try (PointerScope temporaries = new PointerScope()) {
      users = tensors.parameter(Tensors.matrix(data.tables().get(0), GraphTask.USERS));
      films = tensors.parameter(Tensors.matrix(data.tables().get(1), GraphTask.FILMS));
      Dense layer = data.layers().get(0);
      weight = tensors.parameter(Tensors.matrix(layer.weight(), layer.in()));
      bias = tensors.parameter(torch.tensor(layer.bias()));
      optimizer = tensors.keep(new SGD(tensors.parameters(), new SGDOptions(learningRate)));
      for (Batch batch : data.batches()) {
        user.add(ids(batch, 0));
        film.add(ids(batch, 1));
        y.add(tensors.keep(Tensors.matrix(batch.y(), GraphTask.TOWERS.batchSize())));
      }
    }
  }

  private Tensor ids(Batch batch, int column) {
    return tensors.keep(torch.tensor(GraphData.ids(batch, column)).to(torch.ScalarType.Long));
  }

  @Override
  @SuppressWarnings("try") // as above
  public void step(int batch) {
    try (PointerScope temporaries = new PointerScope()) {
      optimizer.zero_grad(true);
      Tensor agreement = rows(users, user.get(batch)).mul(rows(films, film.get(batch)));
      Tensor loss = torch.mse_loss(torch.addmm(bias, agreement, weight), y.get(batch));
      loss.backward();
      optimizer.step();
      totalLoss = loss.item_float();
    }
  }

  private Tensor rows(Tensor table, Tensor ids) {
    return torch.embedding(table, ids, -1, false, sparse);
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
