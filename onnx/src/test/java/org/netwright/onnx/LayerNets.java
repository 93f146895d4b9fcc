package org.netwright.onnx;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Networks that have each kind of layer at least once. */
final class LayerNets {
  private LayerNets() {}

  @Network
  static class Vectors {
    @Input(5)                                            Layer features;
    @Linear(8) @LayerNorm @Relu @Dropout(0.2)            Layer a;
    @Linear(7) @LeakyRelu(0.1) @ActivityL2(1e-3)         Layer b;
    @Linear(value = 6, bias = false) @BatchNorm @Tanh    Layer c;
    @Linear(6) @RmsNorm @Sigmoid                         Layer d;
    @Linear(6) @GroupNorm(2) @Gelu                       Layer e;
    @Linear(times = 2) @Elu(0.7)                         Layer f;
    @Linear(5) @Softplus                                 Layer g;
    @Linear(like = "g") @Silu @Add("g")                  Layer h;
    @Relu                                                Layer i;
    @Linear(3) @MeanSquaredError                         Layer predict;
  }

  @Network
  static class Blocks {
    @Input(6)                      Layer features;
    @BatchNorm                     Layer normed;
    @Linear(8) @Relu               Layer stem;
    @Repeat(3)                     Residual[] body;
    @Linear(3) @CrossEntropy       Layer species;
  }

  @Block
  static class Residual {
    @Input                                            Layer x;
    @LayerNorm                                        Layer normed;
    @Linear(times = 2) @Gelu                          Layer wide;
    @Linear(like = "x") @StochasticDepth(0.2) @Add("x") Layer sum;
  }

  @Network
  static class Heads {
    @Input(6)                                      Layer features;
    @Linear(10) @Tanh @Output                      Layer trunk;
    @Linear(3) @CrossEntropy(weight = 0.5)         Layer kind;
    @After("trunk") @Linear(4) @Softplus           Layer branch;
    @Linear(2) @Huber(1)                           Layer size;
    @After("trunk") @Concat("branch")              Layer both;
    @Linear(1) @BinaryCrossEntropy                 Layer flag;
    @After("both") @Linear(1) @MeanAbsoluteError   Layer cost;
  }

  @Network
  static class Towers {
    @Input(1)                                                Layer user;
    @Embedding(vocabulary = 9, width = 4, padding = 2)       Layer userVector;
    @Input(4)                                                Layer film;
    @Linear(4) @Tanh                                         Layer filmVector;
    @Input(4)                                                Layer other;
    @SameAs("filmVector")                                    Layer otherVector;
    @Multiply({"filmVector", "userVector"})                  Layer agreement;
    @Concat("other")                                         Layer all;
    @Linear(1) @MeanSquaredError                             Layer rating;
  }

  @Network
  @SuppressWarnings("netwright.normalizes-lines")
  static class Images {
    @Input({2, 9, 8}) Layer image;
    @Conv2d(value = 6, kernel = {3, 2}, stride = 2, pad = {1, 0}, groups = 2) @BatchNorm @Relu Layer grouped;
    @DepthwiseConv2d(multiplier = 2, dilation = {1, 2}, pad = {1, 2}, bias = false) @SpatialDropout(0.2) Layer depth;
    @MaxPool2d(value = 2, stride = 1, pad = 1) Layer pooled;
    @Conv2d(value = 4, padding = Padding.SAME) @GroupNorm(2) @Silu Layer same;
    @Upsample2d({2, 1}) @Conv2d(value = 4, padding = Padding.VALID) @RmsNorm Layer larger;
    @AveragePool2d(value = 3, stride = 2, pad = 1) Layer mean;
    @BatchNorm(affine = false) @AveragePool2d(value = {2, 1}, padding = Padding.SAME) Layer normed;
    @Flatten @Linear(5) @Tanh Layer hidden;
    @After("normed") @GlobalMaxPool Layer greatest;
    @After("normed") @GlobalAveragePool Layer average;
    @Concat({"greatest", "hidden"}) Layer all;
    @Linear(2) @MeanSquaredError Layer sizes;
  }

  @Network
  static class Decoder {
    @Input({2, 7, 6}) Layer image;
    @Conv2d(value = 6, stride = 2, pad = 1) @Relu Layer halved;
    @Conv2d(value = 4, kernel = 2, stride = {2, 1}, padding = Padding.VALID) @Tanh Layer code;
    @ConvTranspose2d(value = 6, stride = {2, 1}, pad = 1, outputPadding = {1, 0}, groups = 2) Layer doubled;
    @BatchNorm @Relu Layer normed;
    @ConvTranspose2d(value = 4, kernel = {3, 2}, dilation = {1, 2}, pad = {2, 0}, bias = false) @Relu Layer dilated;
    @ConvTranspose2d(value = 2, kernel = 4, stride = 2) @MeanSquaredError Layer restored;
  }

  @Network
  static class Signals {
    @Input({3, 21}) Layer signal;
    @Conv1d(value = 6, kernel = 5, stride = 2, pad = 2, bias = false) @BatchNorm @Relu @MaxPool1d(2) Layer first;
    @DepthwiseConv1d(kernel = 2) @GroupNorm(3) @Gelu Layer second;
    @Upsample1d(2) @Conv1d(value = 8, dilation = 2, groups = 2) Layer third;
    @ConvTranspose1d(value = 4, kernel = 3, stride = 3, pad = 1, outputPadding = 2) @Tanh
    @AveragePool1d(value = 3, stride = 1, pad = 1) Layer fourth;
    @GlobalAveragePool Layer features;
    @Linear(4) @CrossEntropy Layer kind;
  }

  @Network
  static class Shapes {
    @Input(32) Layer pixels;
    @Reshape({2, 4, 4}) @Conv2d(value = 3, kernel = 1) @Relu Layer image;
    @After("image") @Reshape({3, 16}) @Relu Layer image2;
    @After("image") @Reshape({3, 16}) @Conv1d(value = 3, kernel = 1) @Concat("image2") Layer signal;
    @Flatten @Linear(3) @BinaryCrossEntropy Layer flags;
  }
}
