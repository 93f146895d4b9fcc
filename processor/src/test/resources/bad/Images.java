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
//  ^ The outputPadding of @ConvTranspose2d must be less than its stride or its dilation, and is added to what pad leaves. Make it smaller, and set pad. [netwright.output-padding]
    @ConvTranspose2d(value = 4, stride = 2, outputPadding = 1) @Relu Layer b;
//  ^ The outputPadding of @ConvTranspose2d must be less than its stride or its dilation, and is added to what pad leaves. Make it smaller, and set pad. [netwright.output-padding]
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
//  ^ The output of words is [n × 5 × 4], but @Conv1d takes signals, [n × channels × length]. This is a sequence, [n × steps × features], as those of @Embedding and what @BatchNorm makes of an input of two dimensions. [netwright.needs-images]⏎      x      [n × 5]      @Input⏎      words  [n × 5 × 4]  @Embedding⏎      a                   @Conv1d takes [n × channels × length]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class NormedWords {
    @Input({5, 4}) Layer x;
    @BatchNorm Layer normed;
    @Conv1d(4) @Relu Layer a;
//  ^ The output of normed is [n × 5 × 4], but @Conv1d takes signals, [n × channels × length]. This is a sequence, [n × steps × features], as those of @Embedding and what @BatchNorm makes of an input of two dimensions. [netwright.needs-images]⏎      x       [n × 5 × 4]  @Input⏎      normed  [n × 5 × 4]  @BatchNorm⏎      a                    @Conv1d takes [n × channels × length]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
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
    @Flatten @Reshape(192) Layer c;
    //       ^ The output of c is [n × 12], a row of which has 12 numbers, but one of [n × 192] has 192. Choose dimensions with the same product. [netwright.reshape-of-other-size]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a  [n × 3 × 2 × 2]  @Conv2d @Relu @MaxPool2d @AveragePool2d⏎      b  [n × 3 × 2 × 2]  @BatchNorm @LayerNorm⏎      c                   @Reshape takes 192 numbers a row
    //       ^ c has both @Flatten and @Reshape, but a layer has at most one reshaping. Move @Reshape to a separate Layer field. [netwright.parts-conflict]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class LinearOnImage {
    @Input({3, 8, 8}) Layer x;
    @Linear(4) Layer a;
//  ^ @Linear takes vectors [n × in], but the output of x is [n × 3 × 8 × 8]. Add @Flatten to the field, which makes vectors of 192 numbers of it. [netwright.linear-needs-vectors]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a                   @Linear takes [n × in]
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
    //               ^ @Orthogonal compares pairs of vectors, but the weight of c, [1 × 4 × 3 × 3], has only one vector along Axis.INPUT. Set the other axis, or remove it. [netwright.nothing-to-be-orthogonal-to]⏎      x  [n × 3 × 8 × 8]  @Input⏎      a  [n × 4 × 8 × 8]  @Conv2d @Relu⏎      b  [n × 4 × 8 × 8]  @ConvTranspose2d @Relu⏎      c                   @Conv2d with the weight [1 × 4 × 3 × 3]
    @Flatten @Linear(2) @MeanSquaredError Layer y;
  }
}
