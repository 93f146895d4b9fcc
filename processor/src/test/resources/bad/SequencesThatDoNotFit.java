package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class SequencesThatDoNotFit {

  @Network
  static class LastState {
    @Input({5, 3}) Layer x;
    @Lstm(4) Layer first;
    @Gru(4) Layer second;
  //^ The output of first is [n × 4], but @Gru takes sequences [n × steps × features]. If it is the last state of a recurrent layer, add returns = Returns.ALL there; if pooling gives it, pool after this layer; if it is an input, declare @Input({steps, features}), or add @Reshape({steps, features}). [netwright.needs-sequences]⏎      x       [n × 5 × 3]  @Input⏎      first   [n × 4]      @Lstm⏎      second               @Gru takes [n × steps × features]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class LastStateOfSequence {
    @Input({5, 3}) Layer x;
    @Gru(4) Layer last;
    @After("x") @Linear(4) @Add("last") Layer sum;
  //                       ^ sum gives [n × 5 × 4], but is combined with last, which is [n × 4]. Both must have the same shape: add returns = Returns.ALL to a recurrent layer that gives only its last state, or pool the sequence. [netwright.combination-needs-equal-shapes]⏎      x     [n × 5 × 3]  @Input⏎      last  [n × 4]      @Gru⏎      sum                @Add takes [n × 5 × 4] of each
    @GlobalAveragePool @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class Picture {
    @Input({1, 5, 3}) Layer x;
    @Rnn(4) Layer state;
  //^ The output of x is [n × 1 × 5 × 3], but @Rnn takes sequences [n × steps × features]. Add @Reshape({steps, features}) to a field before it. [netwright.needs-sequences]⏎      x      [n × 1 × 5 × 3]  @Input⏎      state                   @Rnn takes [n × steps × features]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class SignalAsSequence {
    @Input({5, 3}) Layer x;
    @Conv1d(4) Layer filtered;
    @SelfAttention(heads = 1) Layer mixed;
  //^ The output of filtered is [n × 4 × 3], but @SelfAttention takes sequences [n × steps × features]. It is used as a signal, whose channels come first; give sequences an input of their own. [netwright.needs-sequences]⏎      x         [n × 5 × 3]  @Input⏎      filtered  [n × 4 × 3]  @Conv1d⏎      mixed                  @SelfAttention takes [n × steps × features]
    @GlobalAveragePool Layer mean;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class Heads {
    @Input({5, 6}) Layer x;
    @SelfAttention Layer mixed;
  //^ The output of x is [n × 5 × 6], but the 4 heads of @SelfAttention do not divide its 6 features evenly. Choose another number of heads. [netwright.heads-do-not-divide]⏎      x      [n × 5 × 6]  @Input⏎      mixed               @SelfAttention takes a number of features that the heads divide
    @GlobalAveragePool Layer mean;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class Memory {
    @Input({5, 4}) Layer x;
    @After("x") @Gru(4) Layer last;
    @After("x") @CrossAttention(to = "last") Layer mixed;
  //            ^ x gives [n × 5 × 4] and would attend to last, whose output is [n × 4]. It must be sequences [n × steps × features], as a recurrent layer with returns = Returns.ALL gives them. [netwright.memory-needs-sequences]⏎      x      [n × 5 × 4]  @Input⏎      last   [n × 4]      @Gru⏎      mixed               @CrossAttention attends to [n × steps × features]
    @GlobalMaxPool Layer mean;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class Padding {
    @Input(value = {5, 4}, variable = true) Layer x;
    @Flatten Layer flat;
  //^ The output of x is [n × ≤5 × 4], sequences of different lengths, whose padding @Flatten would read. Use layers that take lengths or each step by itself, such as a recurrent layer, @SelfAttention, @Linear or @GlobalAveragePool, before it. [netwright.padding-not-taken]⏎      x     [n × ≤5 × 4]  @Input⏎      flat                @Flatten takes sequences that all have all steps
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class NormalizedPadding {
    @Input(value = {5, 4}, variable = true) Layer x;
    @Gru(value = 4, returns = Returns.ALL) @BatchNorm Layer states;
  //                                       ^ The output of states is [n × ≤5 × 4], sequences of different lengths, whose padding @BatchNorm would read. Use layers that take lengths or each step by itself, such as a recurrent layer, @SelfAttention, @Linear or @GlobalAveragePool, before it. [netwright.padding-not-taken]⏎      x       [n × ≤5 × 4]  @Input⏎      states                @BatchNorm takes sequences that all have all steps
    @GlobalAveragePool Layer mean;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class OtherLengths {
    @Input(value = {5, 4}, variable = true) Layer x;
    @Input({5, 4}) Layer other;
    @Add("x") Layer sum;
  //^ The output of other is [n × 5 × 4], but @Add joins sequences of different lengths: all steps, those of x. Join sequences that come from the same input, or give one input the lengths of the other: @Input(…, lengths = "…"). [netwright.lengths-differ]⏎      x      [n × ≤5 × 4]  @Input⏎      other  [n × 5 × 4]   @Input⏎      sum                  @Add takes sequences of the same lengths
    @Gru(2) Layer last;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class NoSteps {
    @Input(value = {5, 4, 3}, variable = true) Layer x;
  //^ Sequences of different lengths need steps: declare @Input(value = {steps, features}, variable = true), or @Input(value = steps, variable = true) for the ids of an @Embedding. [netwright.variable-without-steps]
    @Flatten @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class PaddedActivity {
    @Input(value = {5, 4}, variable = true) Layer x;
    @Gru(value = 4, returns = Returns.ALL) @ActivityL1(0.1) Layer states;
  //                                       ^ The output of states is [n × ≤5 × 4], sequences of different lengths, but @ActivityL1 would count their padding. Put it on a layer that gives vectors, such as the last state of a recurrent layer. [netwright.padding-in-activity]
    @GlobalAveragePool Layer mean;
    @Linear(1) @MeanSquaredError Layer y;
  }

  static class Own implements OutputLoss {
    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      return 0;
    }
  }

  @Network
  static class PaddedLoss {
    @Input(value = {5, 4}, variable = true) Layer x;
    @Gru(value = 4, returns = Returns.ALL) Layer states;
    @Linear(1) @Loss(Own.class) Layer y;
  //           ^ The output of y is [n × ≤5 × 1], sequences of different lengths, but @Loss would count their padding. Use a loss of the library, or give the last state to it. [netwright.padding-in-own-loss]
  }

  @Network
  static class OwnClassesOfSteps {
    @Input({5, 4}) Layer x;
    @Gru(value = 4, returns = Returns.ALL) Layer states;
    @Linear(3) @Loss(value = Own.class, targets = Targets.CLASSES) Layer y;
  //           ^ @Loss takes logits [n × classes], but the output of y is [n × 5 × 3]. End with a @Linear that has one output for each class, after @Flatten or a global pooling. [netwright.loss-needs-vectors]⏎      x       [n × 5 × 4]  @Input⏎      states  [n × 5 × 4]  @Gru⏎      y       [n × 5 × 3]  @Linear⏎                           @Loss takes [n × classes]
  }

  @Network
  static class Values {
    @Input({5, 4}) Layer x;
    @Lstm(value = 0, recurrentDropout = 1, truncate = -1) Layer last;
  //              ^ value of @Lstm must be a whole number of at least 1, but is 0. [netwright.value-out-of-range]
  //                                    ^ recurrentDropout of @Lstm must be in [0, 1), but is 1.0. [netwright.value-out-of-range]
  //                                                  ^ truncate of @Lstm must be a whole number of at least 0, but is -1. [netwright.value-out-of-range]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class NumbersWithoutFeatures {
    @Input(value = 50, variable = true) Layer load;
    @Gru(8) Layer last;
  //^ The output of load is [n × ≤50], ids of sequences of different lengths, which an @Embedding looks up, but @Gru calculates with numbers. Add an @Embedding, or for numbers declare @Input(value = {50, 1}, variable = true). [netwright.ids-not-looked-up]⏎      load  [n × ≤50]  @Input⏎      last             @Gru takes numbers
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class LinearOnIds {
    @Input(value = 50, variable = true) Layer load;
    @Linear(8) @Relu Layer wide;
  //^ The output of load is [n × ≤50], ids of sequences of different lengths, which an @Embedding looks up, but @Linear calculates with numbers. Add an @Embedding, or for numbers declare @Input(value = {50, 1}, variable = true). [netwright.ids-not-looked-up]⏎      load  [n × ≤50]  @Input⏎      wide             @Linear takes numbers
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class TooWide {
    @Input({5, 4}) Layer x;
    @Lstm(1_000_000_000) Layer last;
  //^ x gives [n × 5 × 4], so the layer would have 4000000000 columns, more than an array can have. Use fewer units. [netwright.recurrent-too-wide]⏎      x     [n × 5 × 4]  @Input⏎      last               @Lstm takes fewer units
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class ZeroSteps {
    @Input(value = 0, variable = true) Layer x;
  //               ^ value of @Input must be a whole number of at least 1, but is 0. [netwright.value-out-of-range]
    @Gru(8) Layer last;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class BlockWithLengths {
    @Input(value = {5, 4}, variable = true) Layer x;
    Part part;
    @Linear(1) @MeanSquaredError Layer y;

    @Block
    static class Part {
      @Input(variable = true) Layer x;
  //  ^ The input of a block takes what comes in, with its lengths, so x has neither dimensions nor variable. Remove them. [netwright.block-input-has-dimensions]
      @Gru(8) Layer last;
    }
  }

  @Network
  static class StatesAsLogits {
    @Input({5, 4}) Layer x;
    @Gru(3) @Dropout(0.1) @CrossEntropy Layer kind;
  //^ warning: @CrossEntropy takes logits, but @Gru gives states between -1 and 1 for kind, so that no class can become likely. Add a field with @Linear for the logits. [netwright.states-as-logits]
  //        ^ warning: @Dropout sets elements of the output of kind to 0, which the loss compares with the targets. Move it to a hidden layer. [netwright.dropout-on-output]
  }

  @Network
  static class NormalizedStates {
    @Input({5, 4}) Layer x;
    @Gru(3) @LayerNorm @CrossEntropy Layer kind;
  }

  @Network
  static class UnknownAround {
    @Input({5, 4}) Layer memory;
    @Repeat(2) Decoder[] body;
    @Gru(2) Layer last;
    @Linear(1) @MeanSquaredError Layer y;

    @Block
    static class Decoder {
      @Input Layer x;
      @CrossAttention(to = "memry") @Add("x") Layer asked;
  //                       ^ asked refers to memry, but no layer field has this name. Give the name of one. Did you mean memory? [netwright.unknown-field]
      @SameAs("last") Layer shared;
  //          ^ shared refers to last, but no layer field has this name. Give the name of one. [netwright.unknown-field]
    }
  }

  @Network
  static class StepsOfRecords {
    @Features(Row.class) Layer row;
    @Reshape({2, 2}) Layer steps;
    @Gru(value = 5, returns = Returns.ALL) Layer states;
    @Linear(3) @CrossEntropy Layer tag;
  //           ^ @CrossEntropy takes logits [n × classes], but the output of tag is [n × 2 × 3]. End with a @Linear that has one output for each class, after @Flatten or a global pooling. [netwright.loss-needs-vectors]⏎      row     [n × 4]      @Features⏎      steps   [n × 2 × 2]  @Reshape⏎      states  [n × 2 × 5]  @Gru⏎      tag     [n × 2 × 3]  @Linear⏎                           @CrossEntropy takes [n × classes]

    record Row(float a, float b, float c, float d) {}
  }

  @Network
  static class LengthsOfLater {
    @Input(value = {5, 2}, lengths = "second") Layer first;
  //                                 ^ first cannot have the lengths of second: it is declared later. Move it before first. [netwright.lengths-of-another]
    @Input(value = {5, 3}, variable = true) Layer second;
    @Concat("first") Layer both;
    @Gru(2) Layer last;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class LengthsOfOthers {
    @Input(value = {5, 3}, variable = true) Layer first;
    @Input(value = {6, 2}, lengths = "first") Layer longer;
    @Input({5, 2}) Layer whole;
    @Input(value = {5, 2}, lengths = "whole") Layer second;
    @Input(value = {5, 2}, lengths = "frist") Layer third;
  //                                 ^ third refers to frist, but no layer field has this name. Give the name of one. Did you mean first? [netwright.unknown-field]
    @Concat("second") Layer both;
    @Gru(2) Layer last;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class LengthsOfWhole {
    @Input(value = {5, 3}, variable = true) Layer first;
    @Input(value = {6, 2}, lengths = "first") Layer longer;
  //                                 ^ longer cannot have the lengths of first: it has up to 5 steps, and longer 6. Declare the same number. [netwright.lengths-of-another]
    @Input({5, 2}) Layer whole;
    @Input(value = {5, 2}, lengths = "whole") Layer second;
  //                                 ^ second cannot have the lengths of whole: its sequences have all steps. Declare variable = true there. [netwright.lengths-of-another]
    @GlobalAveragePool Layer mean;
    @After("first") @GlobalAveragePool Layer ofFirst;
    @After("longer") @GlobalMaxPool Layer ofLonger;
    @After("whole") @GlobalMaxPool Layer ofWhole;
    @Concat({"mean", "ofFirst", "ofLonger"}) Layer all;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class AroundABlock {
    @Input(value = {5, 3}, variable = true) Layer x;
    @Gru(value = 4, returns = Returns.ALL) Layer memory;
    @Linear(4) @Add("body") Layer early;
    @Linear(4) @After("last") Layer again;
  //                  ^ again reads its own output: body → again → last → body. Let one of these fields read another one. [netwright.reads-itself]
    Decoder body;
    @Linear(4) Layer last;
    @Linear(1) @MeanSquaredError Layer y;

    @Block
    static class Decoder {
      @Input Layer x;
      @CrossAttention(to = "memory") @Add("x") Layer asked;
    }
  }

  @Network
  static class SharedAroundABlock {
    @Input(4) Layer x;
    @Linear(4) @Tanh Layer table;
    Part part;
    @Linear(1) @MeanSquaredError Layer y;

    @Block
    static class Part {
      @Input Layer x;
      @SameAs("table") Layer again;
  //          ^ again refers to table, but no layer field has this name. Give the name of one. [netwright.unknown-field]
    }
  }

  @Network
  static class AttendsToIds {
    @Input(value = 50, variable = true) Layer load;
    @Input(value = {20, 8}, variable = true) Layer x;
    @CrossAttention(to = "load") Layer asked;
  //^ x gives [n × ≤20 × 8] and would attend to load, whose output is [n × ≤50]. It must be sequences [n × steps × features], as a recurrent layer with returns = Returns.ALL gives them. [netwright.memory-needs-sequences]⏎      load   [n × ≤50]      @Input⏎      x      [n × ≤20 × 8]  @Input⏎      asked                 @CrossAttention attends to [n × steps × features]
    @Gru(4) Layer last;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class LengthsOfSharers {
    @Input(value = {5, 3}, variable = true) Layer first;
    @Input(value = {5, 2}, lengths = "first") Layer second;
    @Input(value = {5, 2}, lengths = "second") Layer third;
  //                                 ^ third cannot have the lengths of second: it has those of first. Name first. [netwright.lengths-of-another]
    @Input(value = {5, 2}, lengths = "first", variable = true) Layer fourth;
  //                                 ^ fourth cannot have the lengths of first: variable = true is for lengths of its own. Remove one of the two. [netwright.lengths-of-another]
    @After("first") @Gru(value = 4, returns = Returns.ALL) Layer states;
  //                                                             ^ Nothing reads the output of states, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    @Input(value = {5, 2}, lengths = "states") Layer fifth;
  //                                 ^ fifth cannot have the lengths of states: it is not an input. Name the input that its steps come from. [netwright.lengths-of-another]
    @GlobalAveragePool Layer a;
    @After("second") @GlobalAveragePool Layer b;
    @After("third") @GlobalAveragePool Layer c;
    @After("fourth") @GlobalAveragePool Layer d;
    @Concat({"a", "b", "c"}) Layer all;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class NoHeads {
    @Input({5, 4}) Layer x;
    @SelfAttention(heads = 0) Layer mixed;
  //                       ^ heads of @SelfAttention must be a whole number of at least 1, but is 0. [netwright.value-out-of-range]
    @CrossAttention(to = "mixed", heads = 0) Layer asked;
  //                                      ^ heads of @CrossAttention must be a whole number of at least 1, but is 0. [netwright.value-out-of-range]
    @Gru(2) Layer last;
    @Linear(1) @MeanSquaredError Layer y;
  }
}
