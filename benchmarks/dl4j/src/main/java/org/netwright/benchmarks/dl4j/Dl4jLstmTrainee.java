package org.netwright.benchmarks.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.netwright.benchmarks.protocol.Recurrent;
import org.netwright.benchmarks.protocol.SequenceData;
import org.netwright.benchmarks.protocol.SequenceTask;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Trainee;

/**
 * The LSTM. DL4J has neither a GRU nor an encoder block: there is self-attention, but no layer that
 * normalises what a block has added up.
 */
final class Dl4jLstmTrainee implements Trainee {
  private static final SequenceTask TASK = SequenceTask.LSTM;

  private final MultiLayerNetwork network;

  /**
   * Gives the classes of each step: only such a network can be asked for one step after another.
   */
  private final MultiLayerNetwork streaming;

  private final List<DataSet> batches;
  private final List<INDArray> sequences;
  private final List<INDArray> steps;

  Dl4jLstmTrainee(SequenceData data, double learningRate) {
    Layer layer = layer(data.recurrent().get(0), learningRate);
    network = network(data, new LastTimeStep(layer), new OutputLayer.Builder(), learningRate);
    streaming = network(data, layer, new RnnOutputLayer.Builder(), learningRate);
    batches = data.batches().stream().map(Dl4jLstmTrainee::dataSet).toList();
    sequences = data.sequences(TASK).stream().map(Dl4jLstmTrainee::sequences).toList();
    steps = data.steps(TASK).stream().map(step -> matrix(step, 1)).toList();
  }

  /**
   * It has one bias where PyTorch has two, which learn the same: their sum learns twice as fast.
   */
  private static Layer layer(Recurrent lstm, double learningRate) {
    return new LSTM.Builder()
        .nIn(lstm.in())
        .nOut(lstm.units())
        .activation(Activation.TANH)
        .gateActivationFunction(Activation.SIGMOID)
        .biasUpdater(new Adam(2 * learningRate))
        .build();
  }

  private static MultiLayerNetwork network(
      SequenceData data, Layer layer, BaseOutputLayer.Builder<?> output, double learningRate) {
    Recurrent lstm = data.recurrent().get(0);
    Dense classifier = data.layers().get(0);
    output
        .lossFunction(LossFunction.MCXENT)
        .nIn(classifier.in())
        .nOut(classifier.out())
        .activation(Activation.SOFTMAX);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new Adam(learningRate))
                .list()
                .layer(layer)
                .layer(output.build())
                .build());
    network.init();
    float[] bias = sum(lstm.bias(), lstm.recurrentBias());
    assign(network, "0_W", gates(lstm.weight(), lstm.units()), lstm.in());
    assign(network, "0_RW", gates(lstm.recurrent(), lstm.units()), lstm.units());
    assign(network, "0_b", gates(bias, lstm.units()), 1);
    assign(network, "1_W", classifier.weight(), classifier.in());
    assign(network, "1_b", classifier.bias(), 1);
    return network;
  }

  private static void assign(
      MultiLayerNetwork network, String parameter, float[] values, int rows) {
    network.getParam(parameter).assign(matrix(values, rows));
  }

  /** Returns the columns of the gates i, f, g, o in DL4J's order: g, f, o, i. */
  private static float[] gates(float[] columns, int units) {
    int[] order = {2, 1, 3, 0};
    int width = order.length * units;
    float[] ordered = new float[columns.length];
    for (int row = 0; row < columns.length; row += width) {
      for (int gate = 0; gate < order.length; gate++) {
        System.arraycopy(columns, row + order[gate] * units, ordered, row + gate * units, units);
      }
    }
    return ordered;
  }

  private static float[] sum(float[] a, float[] b) {
    float[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private static DataSet dataSet(Batch batch) {
    return new DataSet(
        sequences(batch.x()), matrix(batch.oneHot(TASK.classes()), TASK.batchSize()));
  }

  /** Returns [n × inputs × steps], as its layers read sequences. */
  private static INDArray sequences(float[] elements) {
    return Nd4j.createFromArray(elements)
        .reshape(-1, TASK.steps(), TASK.inputs())
        .permute(0, 2, 1)
        .dup('c');
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
  public void predict(int row) {
    network.output(sequences.get(row)).close();
  }

  @Override
  public void stream(int step) {
    streaming.rnnTimeStep(steps.get(step)).close();
  }

  @Override
  public void close() {
    network.close();
    streaming.close();
  }
}
