package org.netwright.benchmarks.dl4j;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;

/** A {@link MultiLayerNetwork}. */
final class Dl4jTrainee implements Trainee {
  private final MultiLayerNetwork network;
  private final List<DataSet> batches;
  private final List<INDArray> rows;

  Dl4jTrainee(Task task, TaskData data, double learningRate) {
    network = new MultiLayerNetwork(configuration(task, data, learningRate));
    network.init();
    for (int i = 0; i < data.layers().size(); i++) {
      Dense layer = data.layers().get(i);
      parameter(i, DefaultParamInitializer.WEIGHT_KEY).assign(matrix(layer.weight(), layer.in()));
      parameter(i, DefaultParamInitializer.BIAS_KEY).assign(matrix(layer.bias(), 1));
    }
    batches = data.batches().stream().map(batch -> dataSet(task, batch)).toList();
    rows =
        IntStream.range(0, TaskData.BATCHES)
            .mapToObj(row -> matrix(data.batches().get(0).row(row, task.inputs()), 1))
            .toList();
  }

  /** Returns the network. */
  MultiLayerNetwork network() {
    return network;
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
    network.output(rows.get(row)).close();
  }

  @Override
  public void close() {
    network.close();
  }

  private INDArray parameter(int layer, String name) {
    return network.getParam(layer + "_" + name);
  }

  private static MultiLayerConfiguration configuration(
      Task task, TaskData data, double learningRate) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().updater(updater(task, learningRate)).list();
    int last = data.layers().size() - 1;
    for (int i = 0; i < last; i++) {
      Dense layer = data.layers().get(i);
      DenseLayer.Builder builder =
          new DenseLayer.Builder().nIn(layer.in()).nOut(layer.out()).activation(Activation.RELU);
      if (i == 0) {
        // Its l2 has a factor of ½.
        builder.l1(task.l1()).l2(2 * task.l2());
      }
      layers.layer(builder.build());
    }
    Dense output = data.layers().get(last);
    return layers
        .layer(
            new OutputLayer.Builder(loss(task))
                .nIn(output.in())
                .nOut(output.out())
                .activation(outputActivation(task))
                .build())
        .build();
  }

  private static IUpdater updater(Task task, double learningRate) {
    return switch (task.updateRule()) {
      case SGD -> new Sgd(learningRate);
      case ADAM -> new Adam(learningRate);
    };
  }

  private static LossFunction loss(Task task) {
    return switch (task.loss()) {
      case MEAN_SQUARED_ERROR -> LossFunction.MSE;
      case CROSS_ENTROPY -> LossFunction.MCXENT;
    };
  }

  /** DL4J's cross entropy takes probabilities, and knows the shortcut through softmax. */
  private static Activation outputActivation(Task task) {
    return switch (task.loss()) {
      case MEAN_SQUARED_ERROR -> Activation.IDENTITY;
      case CROSS_ENTROPY -> Activation.SOFTMAX;
    };
  }

  private static DataSet dataSet(Task task, Batch batch) {
    float[] targets =
        switch (task.loss()) {
          case MEAN_SQUARED_ERROR -> batch.y();
          case CROSS_ENTROPY -> batch.oneHot(task.outputs());
        };
    int n = task.batchSize();
    return new DataSet(matrix(batch.x(), n), matrix(targets, n));
  }

  private static INDArray matrix(float[] elements, int rows) {
    return Nd4j.createFromArray(elements).reshape(rows, elements.length / rows);
  }
}
