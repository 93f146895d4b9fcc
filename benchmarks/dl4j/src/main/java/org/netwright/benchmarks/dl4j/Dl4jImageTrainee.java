package org.netwright.benchmarks.dl4j;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.Convolution;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;

/** A {@link ComputationGraph} with convolutions. */
final class Dl4jImageTrainee implements Trainee {
  private final GraphTask task;
  private final ComputationGraph network;
  private final List<MultiDataSet> batches;
  private final List<INDArray> rows;

  Dl4jImageTrainee(GraphTask task, GraphData data, double learningRate) {
    this.task = task;
    network = new ComputationGraph(new ImageGraph(task, data, learningRate).configuration());
    network.init();
    for (int i = 0; i < data.convolutions().size(); i++) {
      assign(ImageGraph.convolution(i), data.convolutions().get(i));
    }
    for (int i = 0; i < data.layers().size(); i++) {
      Dense layer = data.layers().get(i);
      String name = ImageGraph.linear(i);
      network.getParam(name + "_W").assign(array(layer.weight(), layer.in(), layer.out()));
      network.getParam(name + "_b").assign(array(layer.bias(), 1, layer.out()));
    }
    batches = data.batches().stream().map(this::dataSet).toList();
    int numbers = task.channels() * task.side() * task.side();
    rows =
        IntStream.range(0, TaskData.BATCHES)
            .mapToObj(row -> images(data.batches().get(0).row(row, numbers), 1))
            .toList();
  }

  private void assign(String name, Convolution source) {
    int k = source.kernel();
    INDArray weight =
        array(source.weight(), source.filters(), source.channels() / source.groups(), k, k);
    // A depthwise weight is [kernel × kernel × channels × 1].
    network
        .getParam(name + "_W")
        .assign(source.isDepthwise() ? weight.permute(2, 3, 0, 1) : weight);
    if (source.hasBias()) {
      network.getParam(name + "_b").assign(array(source.bias(), 1, source.filters()));
    }
  }

  private MultiDataSet dataSet(Batch batch) {
    int n = task.batchSize();
    return new MultiDataSet(
        images(batch.x(), n), array(batch.oneHot(GraphTask.CLASSES), n, GraphTask.CLASSES));
  }

  private INDArray images(float[] elements, int n) {
    return array(elements, n, task.channels(), task.side(), task.side());
  }

  private static INDArray array(float[] elements, long... shape) {
    return Nd4j.createFromArray(elements).reshape(shape);
  }

  @Override
  public void step(int batch) {
    network.fit(batches.get(batch));
  }

  @Override
  public double totalLoss() {
    return network.score();
  }

  @Override
  public void predict(int row) {
    network.outputSingle(rows.get(row)).close();
  }

  @Override
  public void close() {
    network.close();
  }
}
