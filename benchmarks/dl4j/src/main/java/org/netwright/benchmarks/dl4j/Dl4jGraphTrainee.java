package org.netwright.benchmarks.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;

/** A {@link ComputationGraph}. Its embeddings have dense gradients. */
final class Dl4jGraphTrainee implements Trainee {
  private final ComputationGraph network;
  private final List<MultiDataSet> batches = new ArrayList<>();

  Dl4jGraphTrainee(GraphTask task, GraphData data, double learningRate) {
    network =
        new ComputationGraph(
            switch (task) {
              case RESIDUAL -> residual(new Adam(learningRate));
              case TOWERS -> towers(new Sgd(learningRate));
              case LENET, BLOCK, SEPARABLE -> throw images(task);
            });
    network.init();
    List<String> names = new ArrayList<>();
    for (int block = 0; block < GraphTask.BLOCKS; block++) {
      names.addAll(List.of("inner" + block, "outer" + block));
    }
    if (task == GraphTask.TOWERS) {
      names.clear();
      assign("user_W", data.tables().get(0), GraphTask.USERS);
      assign("film_W", data.tables().get(1), GraphTask.FILMS);
    }
    names.add("out");
    for (int i = 0; i < names.size(); i++) {
      Dense layer = data.layers().get(i);
      assign(names.get(i) + "_W", layer.weight(), layer.in());
      assign(names.get(i) + "_b", layer.bias(), 1);
    }
    data.batches().forEach(batch -> batches.add(dataSet(task, batch)));
  }

  private void assign(String parameter, float[] values, int rows) {
    network.getParam(parameter).assign(matrix(values, rows));
  }

  private static ComputationGraphConfiguration residual(IUpdater updater) {
    GraphBuilder graph = builder(updater).addInputs("x");
    String values = "x";
    for (int block = 0; block < GraphTask.BLOCKS; block++) {
      graph.addLayer("inner" + block, dense(Activation.RELU), values);
      graph.addLayer("outer" + block, dense(Activation.IDENTITY), "inner" + block);
      graph.addVertex(
          "sum" + block, new ElementWiseVertex(ElementWiseVertex.Op.Add), "outer" + block, values);
      values = "sum" + block;
    }
    return graph
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(GraphTask.WIDTH)
                .nOut(GraphTask.CLASSES)
                .activation(Activation.SOFTMAX)
                .build(),
            values)
        .setOutputs("out")
        .build();
  }

  private static DenseLayer dense(Activation activation) {
    return new DenseLayer.Builder()
        .nIn(GraphTask.WIDTH)
        .nOut(GraphTask.WIDTH)
        .activation(activation)
        .build();
  }

  private static ComputationGraphConfiguration towers(IUpdater updater) {
    return builder(updater)
        .addInputs("users", "films")
        .addLayer("user", embedding(GraphTask.USERS), "users")
        .addLayer("film", embedding(GraphTask.FILMS), "films")
        .addVertex("agreement", new ElementWiseVertex(ElementWiseVertex.Op.Product), "user", "film")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(GraphTask.ROW)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build(),
            "agreement")
        .setOutputs("out")
        .build();
  }

  private static EmbeddingLayer embedding(int vocabulary) {
    return new EmbeddingLayer.Builder()
        .nIn(vocabulary)
        .nOut(GraphTask.ROW)
        .activation(Activation.IDENTITY)
        .hasBias(false)
        .build();
  }

  private static GraphBuilder builder(IUpdater updater) {
    return new NeuralNetConfiguration.Builder().updater(updater).graphBuilder();
  }

  private static MultiDataSet dataSet(GraphTask task, Batch batch) {
    int n = task.batchSize();
    return switch (task) {
      case RESIDUAL ->
          new org.nd4j.linalg.dataset.MultiDataSet(
              matrix(batch.x(), n), matrix(batch.oneHot(GraphTask.CLASSES), n));
      case TOWERS ->
          new org.nd4j.linalg.dataset.MultiDataSet(
              new INDArray[] {ids(batch, 0), ids(batch, 1)}, new INDArray[] {matrix(batch.y(), n)});
      case LENET, BLOCK, SEPARABLE -> throw images(task);
    };
  }

  private static IllegalArgumentException images(GraphTask task) {
    return new IllegalArgumentException("a network of images: " + task);
  }

  private static INDArray ids(Batch batch, int column) {
    int[] ids = GraphData.ids(batch, column);
    return Nd4j.createFromArray(ids).reshape(ids.length, 1);
  }

  private static INDArray matrix(float[] elements, int rows) {
    return Nd4j.createFromArray(elements).reshape(rows, elements.length / rows);
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
  public void close() {
    network.close();
  }
}
