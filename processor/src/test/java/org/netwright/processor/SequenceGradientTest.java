package org.netwright.processor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.GradientProbe;
import org.netwright.processor.support.SequenceNetworks;

/**
 * Compares the gradients of networks of sequences with central differences of their loss: of each
 * kind of layer, over random shapes and lengths, with padding of NaN.
 */
class SequenceGradientTest {
  private static final Map<String, String> SOURCES = new HashMap<>();
  private static Map<String, CompiledNetwork> networks = Map.of();

  // Recurrent layers in all ways, with small random shapes.
  static {
    Random random = new Random(5);
    for (String cell : List.of("Rnn", "Gru", "Lstm")) {
      for (String returns : List.of("LAST", "ALL")) {
        for (boolean bidirectional : new boolean[] {false, true}) {
          String input =
              random.nextBoolean()
                  ? "@Input(value = {%d, %d}, variable = true)"
                  : "@Input({%d, %d})";
          String fields =
              """
              %s Layer x;
              @%s(value = %d, returns = Returns.%s, bidirectional = %s%s) %s Layer states;
              @Linear(%d) %s Layer y;
              """
                  .formatted(
                      input.formatted(2 + random.nextInt(5), 1 + random.nextInt(4)),
                      cell,
                      1 + random.nextInt(4),
                      returns,
                      bidirectional,
                      random.nextBoolean() ? ", recurrentDropout = 0.4" : "",
                      random.nextBoolean() ? "@Dropout(0.3)" : "",
                      2 + random.nextInt(2),
                      random.nextBoolean() ? "@CrossEntropy" : "@MeanSquaredError");
          SOURCES.put(cell + returns + (bidirectional ? "Both" : "One"), fields);
        }
      }
    }
    SOURCES.putAll(SequenceNetworks.ALL);
    SOURCES.put(
        "DroppedAttention",
        """
        @Input(value = 5, variable = true) Layer ids;
        @Embedding(vocabulary = 6, width = 4, padding = 0) @PositionalEmbedding Layer words;
        @SelfAttention(heads = 2, dropout = 0.3) Layer mixed;
        @Add("words") Layer sum;
        @SameAs("mixed") Layer again;
        @GlobalAveragePool Layer mean;
        @Linear(2) @CrossEntropy Layer y;
        """);
    SOURCES.put(
        "DroppedMemory",
        """
        @Input({4, 3}) Layer source;
        @Linear(5) @Tanh Layer memory;
        @Input(value = {6, 4}, variable = true) Layer asked;
        @CrossAttention(to = "memory", heads = 2, dropout = 0.3) @Add("asked") Layer answered;
        @Linear(2) @MeanSquaredError Layer y;
        """);
    SOURCES.put(
        "Shared",
        """
        @Input(value = {4, 2}, variable = true) Layer left;
        @Gru(value = 3, bidirectional = true, recurrentDropout = 0.3) @Dropout(0.2) Layer first;
        @Input(value = {4, 2}, variable = true) Layer right;
        @SameAs("first") Layer second;
        @Multiply("first") Layer product;
        @Linear(1) @BinaryCrossEntropy Layer same;
        """);
  }

  @BeforeAll
  static void compile() {
    networks = SequenceNetworks.compile(SOURCES);
  }

  static Stream<Arguments> cases() {
    List<String> names = SOURCES.keySet().stream().sorted().toList();
    return IntStream.range(0, names.size())
        .mapToObj(i -> Arguments.of(names.get(i), i % 2 == 0 ? 2 : 7, (long) i));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithCentralDifferences(String network, int rows, long seed) {
    new GradientProbe(networks.get(network), rows, seed).check();
  }
}
