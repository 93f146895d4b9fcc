package org.netwright.processor.support;

import java.util.List;
import java.util.Random;

/** Random annotations of the fields of a network of sequences. */
final class SequenceAnnotations {
  private static final List<String> ACTIVATIONS =
      List.of("@Relu", "@Tanh", "@Sigmoid", "@Gelu", "@Elu", "@Silu");
  private static final List<String> INITS =
      List.of("", "", ", recurrentInit = Init.ORTHOGONAL", ", init = Init.XAVIER_UNIFORM");

  private final Random random;
  private final boolean isTruncated;

  /**
   * Draws with the numbers of a network.
   *
   * @param isTruncated whether gradients of recurrent layers reach back some steps only
   */
  SequenceAnnotations(Random random, boolean isTruncated) {
    this.random = random;
    this.isTruncated = isTruncated;
  }

  String recurrent(int units, boolean bidirectional, String returns) {
    return "@%s(value = %d, returns = Returns.%s, bidirectional = %s%s%s%s)"
        .formatted(
            one(List.of("Rnn", "Gru", "Lstm")),
            units,
            returns,
            bidirectional,
            random.nextInt(3) == 0 ? ", recurrentDropout = 0.3" : "",
            isTruncated ? ", truncate = " + (1 + random.nextInt(3)) : "",
            one(INITS));
  }

  String activation() {
    return one(ACTIVATIONS);
  }

  String norm(int width) {
    return width == 1 || random.nextBoolean()
        ? ""
        : one(List.of("@LayerNorm(epsilon = 0.05)", "@RmsNorm(epsilon = 0.05)"));
  }

  String dropout() {
    return random.nextInt(5) == 0 ? "@Dropout(0.2)" : "";
  }

  String penalty() {
    return one(
        List.of(
            "",
            "",
            "@L2(0.01)",
            "@L1(value = 0.01, on = Scope.RECURRENT)",
            "@ElasticNet(l1 = 0.01, l2 = 0.01, on = Scope.ALL)",
            "@L2(0.01) @L2(value = 0.02, on = Scope.RECURRENT)"));
  }

  String loss(String field, boolean isWeighted) {
    String weight = isWeighted ? "weight = 0.5" : "";
    return one(List.of(
                "@Linear(3) @CrossEntropy(%s)",
                "@Linear(2) @MeanSquaredError(%s)",
                "@Linear(2) @BinaryCrossEntropy(%s)",
                "@Linear(2) @Huber(%s)"))
            .formatted(weight)
        + " Layer "
        + field
        + ";";
  }

  <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
