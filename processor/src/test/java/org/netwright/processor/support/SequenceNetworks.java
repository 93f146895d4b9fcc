package org.netwright.processor.support;

import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;

/** Networks of sequences of different lengths, each with one loss and nothing random. */
public final class SequenceNetworks {
  /** The fields of the networks, by their names. */
  public static final Map<String, String> ALL =
      Map.of(
          "LastState",
          """
          @Input(value = {6, 3}, variable = true) Layer x;
          @Linear(4) @Tanh Layer wide;
          @Lstm(value = 3, returns = Returns.ALL) Layer first;
          @Gru(4) Layer last;
          @Linear(3) @CrossEntropy Layer y;
          """,
          "BothEnds",
          """
          @Input(value = {6, 3}, variable = true) Layer x;
          @Rnn(value = 3, bidirectional = true, returns = Returns.ALL) @Silu Layer first;
          @Lstm(value = 4, bidirectional = true) Layer last;
          @Linear(2) @MeanSquaredError Layer y;
          """,
          "Tagger",
          """
          @Input(value = 7, variable = true) Layer x;
          @Embedding(vocabulary = 5, width = 3) Layer words;
          @Gru(value = 3, bidirectional = true, returns = Returns.ALL) @LayerNorm Layer states;
          @Rnn(value = 6, returns = Returns.ALL) @Add("states") Layer sum;
          @Linear(3) @CrossEntropy Layer y;
          """,
          "Averages",
          """
          @Input(value = {6, 4}, variable = true) Layer x;
          @PositionalEmbedding Layer placed;
          @SelfAttention(heads = 2) @Add("placed") @LayerNorm Layer mixed;
          @GlobalAveragePool Layer mean;
          @After("mixed") @GlobalMaxPool Layer greatest;
          @Concat("mean") Layer both;
          @Linear(1) @BinaryCrossEntropy Layer y;
          """,
          "Causal",
          """
          @Input(value = 8, variable = true) Layer ids;
          @Embedding(vocabulary = 7, width = 6) @SinusoidalPosition Layer words;
          @Repeat(2) Part[] body;
          @RmsNorm Layer normed;
          @Linear(7) @CrossEntropy Layer next;

          @Block
          static class Part {
            @Input Layer x;
            @LayerNorm Layer first;
            @SelfAttention(heads = 3, causal = true) @Add("x") Layer mixed;
            @LayerNorm Layer second;
            @Linear(times = 2) @Gelu Layer wide;
            @Linear(like = "x") @Add("mixed") Layer sum;
          }
          """,
          "Repeated",
          """
          @Input(value = {5, 4}, variable = true) Layer x;
          @Repeat(3) Part[] body;
          @Linear(2) @Huber Layer y;

          @Block
          static class Part {
            @Input Layer x;
            @Lstm(value = 2, bidirectional = true, returns = Returns.ALL) @Add("x") Layer sum;
          }
          """,
          "Answers",
          """
          @Input(value = {5, 3}, variable = true) Layer source;
          @Gru(value = 2, bidirectional = true, returns = Returns.ALL) Layer memory;
          @Input(value = {7, 4}, variable = true) Layer asked;
          @SelfAttention(heads = 2, causal = true) @Add("asked") Layer mixed;
          @CrossAttention(to = "memory", heads = 4) @Add("mixed") @LayerNorm Layer answered;
          @Linear(2) @MeanSquaredError Layer y;
          """,
          "Decoders",
          """
          @Input(value = {5, 3}, variable = true) Layer source;
          @Lstm(value = 4, returns = Returns.ALL) Layer memory;
          @Input(value = {7, 4}, variable = true) Layer asked;
          @Repeat(2) Part[] body;
          @Linear(2) @MeanSquaredError Layer y;

          @Block
          static class Part {
            @Input Layer x;
            @SelfAttention(heads = 2, causal = true) @Add("x") Layer mixed;
            @CrossAttention(to = "memory", heads = 2) @Add("mixed") Layer answered;
            @LayerNorm Layer normed;
          }
          """);

  private SequenceNetworks() {}

  /**
   * Compiles networks together.
   *
   * @param fields their fields by their names
   */
  public static Map<String, CompiledNetwork> compile(Map<String, String> fields) {
    List<JavaFileObject> files =
        fields.entrySet().stream()
            .map(
                entry ->
                    JavaFileObjects.forSourceString(
                        "networks." + entry.getKey(), source(entry.getKey(), entry.getValue())))
            .toList();
    return NetworkCompilation.of(files).networks().stream()
        .collect(
            Collectors.toMap(
                network -> network.modelSimpleName().replaceFirst("Model$", ""),
                Function.identity()));
  }

  private static String source(String name, String fields) {
    return """
    package networks;

    import org.netwright.annotations.*;
    import org.netwright.runtime.Layer;

    @Network
    @Sgd(learningRate = 0.1)
    class %s {
      %s
    }
    """
        .formatted(name, fields);
  }
}
