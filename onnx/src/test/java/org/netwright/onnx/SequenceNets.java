package org.netwright.onnx;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Networks of sequences, with lengths and without. */
final class SequenceNets {
  private SequenceNets() {}

  @Network
  static class Whole {
    @Input({6, 3}) Layer signal;
    @Rnn(value = 2, returns = Returns.ALL, bidirectional = true) Layer states;
    @SinusoidalPosition Layer placed;
    @SelfAttention(heads = 4) @Add("states") Layer mixed;
    @LayerNorm Layer normed;
    @CrossAttention(to = "states", heads = 2) Layer asked;
    @Linear(2) @BinaryCrossEntropy(weight = 2) Layer yes;
    @After("asked") @GlobalMaxPool Layer greatest;
    @After("asked") @GlobalAveragePool Layer mean;
    @Concat("greatest") Layer pooled;
    @Linear(1) @MeanSquaredError Layer size;
  }

  @Network
  static class Last {
    @Input({6, 3}) Layer signal;
    @Gru(value = 4, returns = Returns.ALL) Layer first;
    @BatchNorm Layer normed;
    @Lstm(3) Layer second;
    @After("normed") @Gru(value = 2, bidirectional = true) @Concat("second") Layer both;
    @Linear(2) @MeanSquaredError Layer out;
  }

  @Network
  static class Tagger {
    @Input(value = {7, 3}, variable = true) Layer words;
    @Lstm(value = 4, returns = Returns.ALL, bidirectional = true) Layer states;
    @Linear(5) @Tanh Layer hidden;
    @Linear(3) @CrossEntropy Layer tags;
  }

  @Network
  static class Ends {
    @Input(value = {5, 2}, variable = true) Layer readings;
    @Rnn(value = 3, bidirectional = true) Layer simple;
    @After("readings") @Gru(value = 2, bidirectional = true) @Concat("simple") Layer gated;
    @After("readings") @Lstm(value = 2, bidirectional = true) @Concat("gated") Layer all;
    @Linear(1) @BinaryCrossEntropy Layer yes;
  }

  @Network
  static class Pooled {
    @Input(value = {8, 3}, variable = true) Layer readings;
    @Rnn(value = 4, returns = Returns.ALL) @LayerNorm Layer first;
    @Gru(value = 5, returns = Returns.ALL) @RmsNorm Layer second;
    @Linear(2) @MeanSquaredError Layer path;
    @After("second") @GlobalAveragePool Layer mean;
    @After("second") @GlobalMaxPool Layer greatest;
    @Concat("mean") Layer pooled;
    @Linear(1) @MeanSquaredError Layer total;
  }

  @Network
  static class Causal {
    @Input(value = 7, variable = true) Layer ids;
    @Embedding(vocabulary = 9, width = 6) @PositionalEmbedding Layer words;
    @Repeat(2) Encoder[] body;
    @LayerNorm Layer normed;
    @Linear(9) @CrossEntropy Layer next;
  }

  @Block
  static class Encoder {
    @Input Layer x;
    @LayerNorm Layer first;
    @SelfAttention(heads = 2, causal = true) @Add("x") Layer mixed;
    @LayerNorm Layer second;
    @Linear(times = 2) @Gelu Layer wide;
    @Linear(like = "x") @Add("mixed") Layer sum;
  }

  @Network
  static class Translation {
    @Input(value = {5, 3}, variable = true) Layer source;
    @Gru(value = 4, returns = Returns.ALL, bidirectional = true) Layer memory;
    @Input(value = 6, variable = true) Layer asked;
    @Embedding(vocabulary = 7, width = 6) @SinusoidalPosition Layer words;
    @SelfAttention(heads = 3, causal = true) @Add("words") Layer mixed;
    @LayerNorm Layer normed;
    @CrossAttention(to = "memory", heads = 2) @Add("normed") Layer answered;
    @LayerNorm Layer out;
    @Linear(7) @CrossEntropy Layer next;
  }

  @Network
  static class Bag {
    @Input(4) Layer ids;
    @Embedding(vocabulary = 8, width = 3) @PositionalEmbedding Layer words;
    @SelfAttention(heads = 1) Layer mixed;
    @Flatten @Linear(2) @CrossEntropy Layer kind;
  }

  @Network
  static class Shared {
    @Input(value = 6, variable = true) Layer codes;
    @Embedding(vocabulary = 5, width = 4) Layer vectors;
    @Input(value = {6, 3}, lengths = "codes") Layer readings;
    @Linear(4) @Add("vectors") @Relu Layer sum;
    @Concat("readings") Layer both;
    @SelfAttention(heads = 7) Layer mixed;
    @Lstm(3) Layer state;
    @Linear(2) @CrossEntropy Layer kind;
  }
}
