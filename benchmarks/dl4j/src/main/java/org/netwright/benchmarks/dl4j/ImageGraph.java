package org.netwright.benchmarks.dl4j;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.netwright.benchmarks.protocol.Convolution;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;

/** Describes a network with convolutions to DL4J. Each method adds layers and names the last. */
final class ImageGraph {
  private static final String INPUT = "images";

  private final GraphTask task;
  private final GraphData data;
  private final GraphBuilder graph;

  ImageGraph(GraphTask task, GraphData data, double learningRate) {
    this.task = task;
    this.data = data;
    graph =
        new NeuralNetConfiguration.Builder()
            .updater(new Sgd(learningRate))
            .graphBuilder()
            .addInputs(INPUT)
            .setInputTypes(InputType.convolutional(task.side(), task.side(), task.channels()));
  }

  /** Returns the name of a convolution. */
  static String convolution(int index) {
    return "convolution" + index;
  }

  /** Returns the name of a linear layer. */
  static String linear(int index) {
    return "linear" + index;
  }

  ComputationGraphConfiguration configuration() {
    String output =
        switch (task) {
          case LENET -> lenet();
          case BLOCK -> block();
          case SEPARABLE -> separable();
          case RESIDUAL, TOWERS ->
              throw new IllegalArgumentException("no network of images: " + task);
        };
    return graph.setOutputs(output).build();
  }

  private String lenet() {
    String values = convolution(1, Activation.RELU, convolution(0, Activation.RELU, INPUT));
    graph.addLayer(
        "pool",
        new SubsamplingLayer.Builder(
                SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
            .build(),
        values);
    graph.addLayer(
        linear(0),
        new DenseLayer.Builder()
            .nOut(data.layers().get(0).out())
            .activation(Activation.RELU)
            .build(),
        "pool");
    return classes(1, linear(0));
  }

  private String block() {
    String values = normalisedConvolution(1, relu(0, normalisedConvolution(0, INPUT)));
    graph.addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), values, INPUT);
    return classes(0, channelMeans(relu(1, "sum")));
  }

  private String separable() {
    String values = INPUT;
    for (int i = 0; i < data.convolutions().size(); i++) {
      values = relu(i, normalisedConvolution(i, values));
    }
    return classes(0, channelMeans(values));
  }

  private String convolution(int index, Activation activation, String input) {
    Convolution source = data.convolutions().get(index);
    int[] kernel = {source.kernel(), source.kernel()};
    int[] stride = {source.stride(), source.stride()};
    int[] padding = {source.padding(), source.padding()};
    ConvolutionLayer.BaseConvBuilder<?> builder =
        source.isDepthwise()
            ? new DepthwiseConvolution2D.Builder(kernel, stride, padding)
            : new ConvolutionLayer.Builder(kernel, stride, padding);
    builder.nOut(source.filters()).hasBias(source.hasBias()).activation(activation);
    graph.addLayer(convolution(index), builder.build(), input);
    return convolution(index);
  }

  private String normalisedConvolution(int index, String input) {
    String name = "normalisation" + index;
    graph.addLayer(
        name,
        new BatchNormalization.Builder()
            .decay(1 - GraphTask.MOMENTUM)
            .eps(GraphTask.EPSILON)
            .build(),
        convolution(index, Activation.IDENTITY, input));
    return name;
  }

  private String relu(int index, String input) {
    String name = "relu" + index;
    graph.addLayer(name, new ActivationLayer(Activation.RELU), input);
    return name;
  }

  private String channelMeans(String input) {
    graph.addLayer("means", new GlobalPoolingLayer(PoolingType.AVG), input);
    return "means";
  }

  private String classes(int index, String input) {
    graph.addLayer(
        linear(index),
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(GraphTask.CLASSES)
            .activation(Activation.SOFTMAX)
            .build(),
        input);
    return linear(index);
  }
}
