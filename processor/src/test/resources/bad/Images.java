package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** What does not fit in networks of images and signals. */
class Images {
  @Network
  static class Filters {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(kernel = 3) @Relu Layer a;
//  ^ @Conv2d needs the number of its filters. Set it, as in @Conv2d(32). [netwright.without-filters]
    @Conv2d(value = 4, filters = 4) @Relu Layer b;
//  ^ @Conv2d takes only one of value and filters, which are the same. Remove one. [netwright.filters-twice]
    @ConvTranspose2d @Relu Layer c;
//  ^ @ConvTranspose2d needs the number of its filters. Set it, as in @ConvTranspose2d(32). [netwright.without-filters]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Numbers {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(value = 4, kernel = {3, 3, 3}) @Relu Layer a;
//  ^ kernel of @Conv2d takes one number, or two: height and width, but has 3 numbers. [netwright.numbers-of-dimensions]
    @MaxPool2d({2, 2, 2}) Layer b;
//  ^ value of @MaxPool2d takes one number, or two: height and width, but has 3 numbers. [netwright.numbers-of-dimensions]
    @Upsample2d({1, 2, 3}) Layer c;
//  ^ value of @Upsample2d takes one number, or two: height and width, but has 3 numbers. [netwright.numbers-of-dimensions]
    @ConvTranspose2d(value = 4, pad = 0, outputPadding = {0, 0, 0}) @Relu Layer d;
//  ^ outputPadding of @ConvTranspose2d takes one number, or two: height and width, but has 3 numbers. [netwright.numbers-of-dimensions]
    @Conv2d(value = 4, stride = 0) @Relu Layer e;
    //                          ^ stride of @Conv2d must be a whole number of at least 1, but is 0. [netwright.value-out-of-range]
    @Conv2d(value = 4, pad = -1) @Relu Layer f;
    //                       ^ pad of @Conv2d must be a whole number of at least 0, but is -1. [netwright.value-out-of-range]
    @Conv2d(value = 4, padding = Padding.SAME, pad = 1) @Relu Layer g;
//  ^ @Conv2d takes only one of padding and pad. Remove one. [netwright.padding-twice]
    @MaxPool2d(value = 2, pad = {1, 2}) Layer h;
//  ^ @MaxPool2d pads by 2, more than half of its window of 2, so that a window could read only padding. Set pad to at most half the window. [netwright.padding-of-pooling]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class OutputPadding {
    @Input({3, 8, 8}) Layer x;
    @ConvTranspose2d(value = 4, stride = 2, pad = 1, outputPadding = 2) @Relu Layer a;
//  ^ outputPadding of @ConvTranspose2d is 2, but must be less than 2, the larger of its stride and its dilation. Make it smaller. [netwright.output-padding]
    @ConvTranspose2d(value = 4, stride = 2, outputPadding = 1) @Relu Layer b;
//  ^ outputPadding of @ConvTranspose2d adds to what pad leaves, but it has no pad. Set it, as in pad = 0. [netwright.output-padding-without-pad]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Reshapes {
    @Input({3, 8, 8}) Layer x;
    @Reshape({}) Layer a;
//  ^ @Reshape needs at least one dimension, such as @Reshape({1, 28, 28}). [netwright.reshape-to-nothing]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class OtherSize {
    @Input({3, 8, 8}) Layer x;
    @Reshape({4, 8, 8}) Layer a;
//  ^ The output of x is [n × 3 × 8 × 8], a row of which has 192 numbers, but one of [n × 4 × 8 × 8] has 256. Choose dimensions with the same product. [netwright.reshape-of-other-size]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a                   @Reshape takes 256 numbers a row
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Vector {
    @Input(12) Layer x;
    @Conv2d(4) @Relu Layer a;
//  ^ The output of x is [n × 12], but @Conv2d takes images, [n × channels × height × width]. Declare the dimensions of the @Input, or add @Reshape to the field, as in @Reshape({1, 28, 28}). [netwright.needs-images]⏎      x  [n × 12]  @Input⏎      a            @Conv2d takes [n × channels × height × width]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class VectorOfSignal {
    @Input(12) Layer x;
    @Conv1d(4) @Relu Layer a;
//  ^ The output of x is [n × 12], but @Conv1d takes signals, [n × channels × length]. If it is one channel, add @Reshape({1, 12}) to the field. [netwright.needs-images]⏎      x  [n × 12]  @Input⏎      a            @Conv1d takes [n × channels × length]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Matrix {
    @Input({28, 28}) Layer x;
    @MaxPool2d(2) Layer a;
//  ^ The output of x is [n × 28 × 28], but @MaxPool2d takes images, [n × channels × height × width]. If it is one channel, add @Reshape({1, 28, 28}) to the field, and if it is a signal, use the 1-d form of the annotation. [netwright.needs-images]⏎      x  [n × 28 × 28]  @Input⏎      a                 @MaxPool2d takes [n × channels × height × width]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Words {
    @Input(5) Layer x;
    @Embedding(vocabulary = 7, width = 4) Layer words;
    @Conv1d(4) @Relu Layer a;
//  ^ The output of words is [n × 5 × 4], but @Conv1d takes signals, [n × channels × length]. This is a sequence, [n × steps × features], not a signal. Make vectors of it with @GlobalAveragePool, and use @Linear. [netwright.needs-images]⏎      x      [n × 5]      @Input⏎      words  [n × 5 × 4]  @Embedding⏎      a                   @Conv1d takes [n × channels × length]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class GroupedWords {
    @Input(5) Layer x;
    @Embedding(vocabulary = 7, width = 4) Layer words;
    @GroupNorm(2) Layer a;
//  ^ The output of words is [n × 5 × 4], but @GroupNorm takes images, signals and vectors, whose channels come first. This is a sequence, [n × steps × features]. Use @LayerNorm, which normalises the features of each step. [netwright.needs-images]⏎      x      [n × 5]      @Input⏎      words  [n × 5 × 4]  @Embedding⏎      a                   @GroupNorm takes [n × channels × …]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class ImageOfSignal {
    @Input({3, 28, 28}) Layer x;
    @Conv1d(4) @Relu Layer a;
//  ^ The output of x is [n × 3 × 28 × 28], but @Conv1d takes signals, [n × channels × length]. These are images. Use @Conv2d, or add @Reshape({3, 784}) to the field, which makes signals of them. [netwright.needs-images]⏎      x  [n × 3 × 28 × 28]  @Input⏎      a                     @Conv1d takes [n × channels × length]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class FourDimensions {
    @Input({2, 3, 4, 5}) Layer x;
    @MaxPool1d(2) Layer a;
//  ^ The output of x is [n × 2 × 3 × 4 × 5], but @MaxPool1d takes signals, [n × channels × length]. Add @Reshape to the field, as in @Reshape({1, 120}). [netwright.needs-images]⏎      x  [n × 2 × 3 × 4 × 5]  @Input⏎      a                       @MaxPool1d takes [n × channels × length]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class LikeAnImage {
    @Input({1, 28, 28}) Layer image;
    @Flatten @Linear(20) @Relu Layer code;
    @Linear(like = "image") @MeanSquaredError Layer y;
//  ^ @Linear(like = "image") is as wide as the vectors that image gives, but it gives [n × 1 × 28 × 28]. Set the number, as in @Linear(784), and add @Reshape({1, 28, 28}) to the field after it. [netwright.like-needs-vectors]⏎      image  [n × 1 × 28 × 28]  @Input⏎      code   [n × 20]           @Flatten @Linear @Relu⏎      y                         @Linear takes the width of vectors
  }

  @Network
  static class ManyFilters {
    @Input({3, 8, 8}) Layer x;
    @DepthwiseConv2d(multiplier = 1_000_000_000) @Relu Layer a;
//  ^ x gives [n × 3 × 8 × 8], so @DepthwiseConv2d would have 3000000000 filters. Use a smaller multiplier. [netwright.too-many-filters]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a                   @DepthwiseConv2d gives fewer filters
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class LargeBeforePooling {
    @Input({1, 2, 2}) Layer x;
    @Upsample2d(65_536) @MaxPool2d(65_536) Layer a;
//  ^ a needs 17179869184 numbers, more than the 2147483639 that one array can hold. Make it smaller. [netwright.too-large]⏎      x  [n × 1 × 2 × 2]            @Input⏎      a  [n × 1 × 131072 × 131072]  @Upsample2d @MaxPool2d⏎                                    does not fit
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class LargeBeforePoolingOfFilters {
    @Input({3, 2048, 2048}) Layer x;
    @Conv2d(512) @Relu @MaxPool2d(2) Layer a;
//  ^ a needs 2147483648 numbers, more than the 2147483639 that one array can hold. Make it smaller. [netwright.too-large]⏎      x  [n × 3 × 2048 × 2048]    @Input⏎      a  [n × 512 × 2048 × 2048]  @Conv2d @Relu @MaxPool2d⏎                                  does not fit
    @GlobalAveragePool Layer b;
    @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class TooLarge {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(4) @Relu @MaxPool2d(3) Layer a;
    @Conv2d(value = 4, padding = Padding.VALID) @Relu Layer b;
//  ^ The output of a is [n × 4 × 2 × 2], but the window of @Conv2d reads 3 × 3, and there are only 2 × 2. Use a smaller window, or pad the input. [netwright.window-too-large]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a  [n × 4 × 2 × 2]  @Conv2d @Relu @MaxPool2d⏎      b                   @Conv2d takes at least 3 × 3
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class TooLargeDilated {
    @Input({3, 9}) Layer x;
    @Conv1d(value = 4, kernel = 5, dilation = 3, pad = 1) @Relu Layer a;
//  ^ The output of x is [n × 3 × 9], but the window of @Conv1d reads 13, and there are only 11 with its padding. Use a smaller window, or pad the input. [netwright.window-too-large]⏎      x  [n × 3 × 9]  @Input⏎      a               @Conv1d takes at least 13
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class TooLargePool {
    @Input({3, 8, 8}) Layer x;
    @MaxPool2d({9, 2}) Layer a;
//  ^ The output of x is [n × 3 × 8 × 8], but the window of @MaxPool2d reads 9 × 2, and there are only 8 × 8. Use a smaller window, or pad the input. [netwright.window-too-large]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a                   @MaxPool2d takes at least 9 × 2
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class NothingLeft {
    @Input({1, 1, 1}) Layer x;
    @ConvTranspose2d(value = 4, pad = 2) @Relu Layer a;
//  ^ The output of x is [n × 1 × 1 × 1], of which @ConvTranspose2d cuts off more than it adds. Use less pad. [netwright.nothing-left]⏎      x  [n × 1 × 1 × 1]  @Input⏎      a                   @ConvTranspose2d cuts off more than there is
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Groups {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(value = 6, groups = 2) @Relu Layer a;
//  ^ The output of x is [n × 3 × 8 × 8], but the @Conv2d's 2 groups do not divide its 3 channels and 6 filters evenly. Choose a number that divides both. [netwright.groups-unequal]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a                   @Conv2d takes channels and gives filters that 2 divides
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class GroupsOfFilters {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(value = 4, groups = 3) @Relu Layer a;
//  ^ The output of x is [n × 3 × 8 × 8], but the @Conv2d's 3 groups do not divide its 3 channels and 4 filters evenly. Choose a number that divides both. [netwright.groups-unequal]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a                   @Conv2d takes channels and gives filters that 3 divides
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Norms {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(6) @GroupNorm Layer a;
    //         ^ @GroupNorm needs the number of its groups, once. Set it, as in @GroupNorm(8). [netwright.groups-of-norm]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Channels {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(6) @GroupNorm(4) Layer a;
    //         ^ The output of a is [n × 6 × 8 × 8], but the 4 groups of @GroupNorm do not divide its 6 channels evenly. Choose a number that does. [netwright.channels-not-divided]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a                   @GroupNorm takes channels that 4 divides
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class SmallGroups {
    @Input(6) Layer x;
    @GroupNorm(6) Layer a;
//  ^ @GroupNorm is given [n × 6], with one element in a group, whose normalised value is always 0. Give it more elements, or remove it. [netwright.nothing-to-normalize]⏎      x  [n × 6]  @Input⏎      a           @GroupNorm takes groups of at least 2 elements
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Branch {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(3) @StochasticDepth(0.1) @Relu Layer a;
    //         ^ @StochasticDepth drops the branch of a for whole examples, which nothing replaces. Add the other branch with @Add, or use @Dropout. [netwright.branch-without-add]
    @Conv2d(3) @StochasticDepth(0.1) @Multiply("a") @Relu Layer b;
    //         ^ @StochasticDepth drops the branch of b for whole examples, which nothing replaces. Add the other branch with @Add, or use @Dropout. [netwright.branch-without-add]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Pooled {
    @Input(6) Layer x;
    @GlobalMaxPool Layer a;
//  ^ The output of x is [n × 6], with one number for each feature already, so @GlobalMaxPool has nothing to pool. Remove it. [netwright.nothing-to-pool]⏎      x  [n × 6]  @Input⏎      a           @GlobalMaxPool takes [n × channels × height × width], or signals or sequences
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Dropped {
    @Input(6) Layer x;
    @Linear(6) @Relu @SpatialDropout Layer a;
    //               ^ The output of a is [n × 6], which has no channels of several elements. Use @Dropout. [netwright.no-channels-to-drop]⏎      x  [n × 6]  @Input⏎      a           @SpatialDropout takes [n × channels × height × width], or signals or sequences
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Momentum {
    @Input({3, 8, 8}) Layer x;
    @BatchNorm(momentum = 0) Layer a;
    //                    ^ momentum of @BatchNorm must be in (0, 1], but is 0.0. [netwright.value-out-of-range]
    @BatchNorm(epsilon = 0) Layer b;
    //                   ^ epsilon of @BatchNorm must be finite and > 0, but is 0.0. [netwright.value-out-of-range]
    @SpatialDropout(1) Layer c;
    //              ^ value of @SpatialDropout must be in [0, 1), but is 1.0. [netwright.value-out-of-range]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class OnlyOnce {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(3) @Relu @MaxPool2d(2) @AveragePool2d(2) Layer a;
    //                             ^ a has both @MaxPool2d and @AveragePool2d, but a layer has at most one pooling. Move @AveragePool2d to a separate Layer field. [netwright.parts-conflict]
    @BatchNorm @LayerNorm Layer b;
    //         ^ b has both @BatchNorm and @LayerNorm, but a layer has at most one normalisation. Move @LayerNorm to a separate Layer field. [netwright.parts-conflict]
    //         ^ warning: @LayerNorm of b normalises the last dimension, the 2 columns of each line. Use @GroupNorm(1) for each example, or @BatchNorm for each channel. [netwright.normalizes-lines]
    @Flatten @Reshape(192) Layer c;
    //       ^ The output of c is [n × 12], a row of which has 12 numbers, but one of [n × 192] has 192. Choose dimensions with the same product. [netwright.reshape-of-other-size]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a  [n × 3 × 2 × 2]  @Conv2d @Relu @MaxPool2d @AveragePool2d⏎      b  [n × 3 × 2 × 2]  @BatchNorm @LayerNorm⏎      c                   @Reshape takes 192 numbers a row
    //       ^ c has both @Flatten and @Reshape, but a layer has at most one reshaping. Move @Reshape to a separate Layer field. [netwright.parts-conflict]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class LinearOnImage {
    @Input({3, 8, 8}) Layer x;
    @Linear(4) Layer a;
//  ^ @Linear takes vectors [n × in], but the output of x is [n × 3 × 8 × 8]. Add @Flatten to the field, which makes vectors of 192 numbers of it, or pool it before, in a field of its own with @GlobalAveragePool. [netwright.linear-needs-vectors]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a                   @Linear takes [n × in]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
    //       ^ warning: y follows a without an activation between them, so the two are equivalent to one linear layer. Add an activation to a, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  }

  @Network
  static class Reading {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(4) @Relu Layer a;
    @Conv2d(4) @Relu Layer b;
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class FilterGroups {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(4) @Relu @GroupLasso(value = 0.1, axis = Axis.INPUT) Layer a;
    //               ^ @GroupLasso has axis = Axis.INPUT, but the groups of the weight of a, a convolution, are its filters. Remove axis. [netwright.groups-are-filters]
    @ConvTranspose2d(4) @Relu @MaxNorm(2) Layer b;
    //                        ^ @MaxNorm acts on groups of weights, but the weight of b, [4 × 4 × 3 × 3], is that of a transposed convolution, whose filters are no rows or columns. Remove it, or use an @Upsample2d before a @Conv2d. [netwright.groups-of-transposed]
    @Conv2d(1) @Relu @Orthogonal(0.1) Layer c;
    //               ^ @Orthogonal compares pairs of vectors, but the weight of c, [1 × 4 × 3 × 3], has only one filter. Give it more filters, or remove it. [netwright.nothing-to-be-orthogonal-to]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a  [n × 4 × 8 × 8]  @Conv2d @Relu⏎      b  [n × 4 × 8 × 8]  @ConvTranspose2d @Relu⏎      c                   @Conv2d with the weight [1 × 4 × 3 × 3]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class FilterGroupsOfSignals {
    @Input({3, 8}) Layer x;
    @ConvTranspose1d(4) @Relu @UnitNorm Layer a;
    //                        ^ @UnitNorm acts on groups of weights, but the weight of a, [3 × 4 × 3], is that of a transposed convolution, whose filters are no rows or columns. Remove it, or use an @Upsample1d before a @Conv1d. [netwright.groups-of-transposed]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Lines {
    @Input({3, 8, 9}) Layer x;
    @Conv2d(4) @LayerNorm @Relu Layer a;
    //         ^ warning: @LayerNorm of a normalises the last dimension, the 9 columns of each line. Use @GroupNorm(1) for each example, or @BatchNorm for each channel. [netwright.normalizes-lines]
    @Reshape({3, 96}) @Conv1d(2) @Relu Layer b;
    @RmsNorm Layer c;
//  ^ warning: @RmsNorm of c normalises the last dimension, the 96 steps of each channel. Use @GroupNorm(1) for each example, or @BatchNorm for each channel. [netwright.normalizes-lines]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class ResidualOutput {
    @Input({3, 8, 8}) Layer x;
    @Conv2d(3) @StochasticDepth(0.1) @Add("x") @MeanSquaredError Layer a;
    @After("x") @Conv2d(3) @SpatialDropout(0.1) @MeanSquaredError Layer b;
    //                     ^ warning: @SpatialDropout sets elements of the output of b to 0, which the loss compares with the targets. Move it to a hidden layer. [netwright.dropout-on-output]
  }
}
