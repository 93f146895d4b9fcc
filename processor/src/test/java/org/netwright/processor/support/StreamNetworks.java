package org.netwright.processor.support;

import java.util.Map;

/** The fields of networks whose models take sequences step by step, and of others. */
public final class StreamNetworks {
  /**
   * Networks whose models take sequences step by step: ids below 5 where the name ends with Ids,
   * otherwise 3 features; 6 steps where the name begins with Whole, otherwise up to 6.
   */
  public static final Map<String, String> STREAMED =
      Map.of(
          "EndState",
          """
          @Input(value = {6, 3}, variable = true) Layer x;
          @Gru(5) Layer last;
          @Linear(2) @MeanSquaredError Layer y;
          """,
          "LstmOfAll",
          """
          @Input(value = {6, 3}, variable = true) Layer x;
          @Linear(4) @Tanh @LayerNorm Layer wide;
          @Lstm(value = 5, returns = Returns.ALL) Layer states;
          @Linear(2) @CrossEntropy Layer y;
          """,
          "TwoLayers",
          """
          @Input(value = {6, 3}, variable = true) Layer x;
          @Lstm(value = 3, returns = Returns.ALL, recurrentDropout = 0.5) @Add("x") Layer first;
          @Rnn(value = 4, returns = Returns.ALL) @Silu @Dropout(0.5) Layer second;
          @Gru(3) Layer last;
          @Linear(2) @Softplus Layer hidden;
          @Linear(1) @BinaryCrossEntropy Layer y;
          """,
          "Joined",
          """
          @Input(value = {6, 3}, variable = true) Layer x;
          @Lstm(value = 4, returns = Returns.ALL) @Concat("x") Layer both;
          @Gru(3) Layer last;
          @Linear(2) @MeanSquaredError Layer y;
          """,
          "WholeJoined",
          """
          @Input({6, 3}) Layer x;
          @Gru(value = 4, returns = Returns.ALL) @Concat("x") Layer both;
          @Linear(2) @CrossEntropy Layer y;
          """,
          "Ids",
          """
          @Input(value = 6, variable = true) Layer ids;
          @Embedding(vocabulary = 5, width = 3) Layer words;
          @Gru(value = 4, returns = Returns.ALL) Layer states;
          @Linear(5) @CrossEntropy Layer next;
          """,
          "Whole",
          """
          @Input({6, 3}) Layer x;
          @Gru(value = 4, returns = Returns.ALL, truncate = 2) Layer states;
          @Repeat(2) Part[] body;
          @Linear(2) @MeanSquaredError Layer y;

          @Block
          static class Part {
            @Input Layer x;
            @Lstm(value = 4, returns = Returns.ALL) @Add("x") Layer sum;
          }
          """,
          "WholeIds",
          """
          @Input(6) Layer ids;
          @Embedding(vocabulary = 5, width = 3) Layer words;
          @Lstm(value = 4, returns = Returns.ALL) Layer states;
          @Linear(2) @CrossEntropy Layer y;
          """);

  /** Networks whose outputs need steps that come later, or that keep nothing of those before. */
  public static final Map<String, String> NOT_STREAMED =
      Map.of(
          "Bidirectional",
          """
          @Input(value = {6, 3}, variable = true) Layer x;
          @Gru(value = 5, bidirectional = true) Layer last;
          @Linear(2) @MeanSquaredError Layer y;
          """,
          "Attending",
          """
          @Input(value = {6, 4}, variable = true) Layer x;
          @Lstm(value = 4, returns = Returns.ALL) Layer states;
          @SelfAttention(heads = 2, causal = true) Layer mixed;
          @Linear(2) @CrossEntropy Layer y;
          """,
          "Averaging",
          """
          @Input(value = {6, 4}, variable = true) Layer x;
          @Lstm(value = 4, returns = Returns.ALL) Layer states;
          @GlobalAveragePool Layer mean;
          @Linear(2) @CrossEntropy Layer y;
          """,
          "Placed",
          """
          @Input(value = {6, 4}, variable = true) Layer x;
          @SinusoidalPosition Layer placed;
          @Lstm(4) Layer last;
          @Linear(2) @CrossEntropy Layer y;
          """,
          "Flattened",
          """
          @Input({6, 4}) Layer x;
          @Lstm(value = 4, returns = Returns.ALL) Layer states;
          @Flatten @Linear(2) @CrossEntropy Layer y;
          """,
          "ReadAgain",
          """
          @Input({6, 4}) Layer x;
          @Lstm(6) Layer last;
          @Reshape({3, 2}) Layer again;
          @Lstm(4) Layer summary;
          @Linear(2) @CrossEntropy Layer y;
          """,
          "Reshaped",
          """
          @Input(12) Layer x;
          @Reshape({3, 4}) Layer again;
          @Lstm(4) Layer summary;
          @Linear(2) @CrossEntropy Layer y;
          """,
          "TwoInputs",
          """
          @Input({6, 4}) Layer x;
          @Lstm(4) Layer last;
          @Input(3) Layer more;
          @Concat("last") Layer both;
          @Linear(2) @CrossEntropy Layer y;
          """,
          "WithoutState",
          """
          @Input(value = {6, 4}, variable = true) Layer x;
          @Linear(2) @CrossEntropy Layer y;
          """);

  /** The state is as wide as the input has steps, so that both have one shape. */
  public static final String WHOLE_END_IDS =
      """
      @Input(6) Layer ids;
      @Embedding(vocabulary = 5, width = 3) Layer words;
      @Gru(6) Layer last;
      @Linear(6) @Tanh Layer hidden;
      @Linear(2) @CrossEntropy Layer y;
      """;

  private StreamNetworks() {}
}
