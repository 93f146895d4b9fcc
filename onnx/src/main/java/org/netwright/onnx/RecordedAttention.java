package org.netwright.onnx;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.AttentionInference;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;

/** Scaled dot-product attention, from matrix products and a softmax. */
interface RecordedAttention extends AttentionInference, Recorded {
  /** The score of a step that is not attended to: its exponential is 0, and no row has NaN. */
  double EXCLUDED = -Float.MAX_VALUE;

  @Override
  default void selfAttention(BatchTensor x, Attention attention, BatchTensor out, int n) {
    recordSelf(x, null, attention, out);
  }

  @Override
  default void selfAttention(
      BatchTensor x, Lengths lengths, Attention attention, BatchTensor out, int n) {
    recordSelf(x, lengths, attention, out);
  }

  private void recordSelf(
      BatchTensor x, @Nullable Lengths lengths, Attention attention, BatchTensor out) {
    String input = trace().read(x);
    long width = width(out);
    put(
        part(input, 0, width),
        part(input, width, width),
        part(input, 2 * width, width),
        lengths,
        attention,
        out);
  }

  @Override
  default void crossAttention(
      BatchTensor query, BatchTensor memory, Attention attention, BatchTensor out, int n) {
    recordCross(query, memory, null, attention, out);
  }

  @Override
  default void crossAttention(
      BatchTensor query,
      BatchTensor memory,
      Lengths lengths,
      Attention attention,
      BatchTensor out,
      int n) {
    recordCross(query, memory, lengths, attention, out);
  }

  private void recordCross(
      BatchTensor query,
      BatchTensor memory,
      @Nullable Lengths lengths,
      Attention attention,
      BatchTensor out) {
    String input = trace().read(memory);
    long width = width(out);
    put(
        trace().read(query),
        part(input, 0, width),
        part(input, width, width),
        lengths,
        attention,
        out);
  }

  private static long width(BatchTensor out) {
    return out.shape()[1];
  }

  private String part(String value, long first, long width) {
    return graph()
        .op("Slice", value, graph().longs(first), graph().longs(first + width), graph().longs(2));
  }

  private void put(
      String queries,
      String keys,
      String values,
      @Nullable Lengths lengths,
      Attention attention,
      BatchTensor out) {
    long width = width(out);
    double factor = 1 / Math.sqrt((double) width / attention.heads());
    String scaled = graph().op("Mul", queries, graph().number(factor));
    String scores =
        graph()
            .op(
                "MatMul",
                heads(scaled, width, attention, 0, 2, 1, 3),
                heads(keys, width, attention, 0, 2, 3, 1));
    if (attention.isCausal()) {
      scores = excluded(scores, notLater(queries));
    }
    if (lengths != null) {
      String mask = trace().masks(lengths).ofSteps();
      scores = excluded(scores, graph().op("Unsqueeze", mask, graph().longs(1, 2)));
    }
    String shares = graph().node("Softmax", scores).with("axis", -1L).out();
    String mixed = graph().op("MatMul", shares, heads(values, width, attention, 0, 2, 1, 3));
    String joined = graph().node("Transpose", mixed).with("perm", new long[] {0, 2, 1, 3}).out();
    trace().write(out, graph().op("Reshape", joined, graph().longs(0, 0, width)));
  }

  /** Returns [n × steps × width] as [n × steps × heads × width / heads], permuted. */
  private String heads(String value, long width, Attention attention, long... permutation) {
    String shape = graph().longs(0, 0, attention.heads(), width / attention.heads());
    String split = graph().op("Reshape", value, shape);
    return graph().node("Transpose", split).with("perm", permutation).out();
  }

  private String excluded(String scores, String mask) {
    return graph().op("Where", mask, scores, graph().number(EXCLUDED));
  }

  /** Returns whether a key is not later than a query, [queries × keys]. */
  private String notLater(String sequences) {
    String steps = StepMasks.stepsOf(graph(), sequences);
    String numbers = graph().op("Range", graph().whole(0), steps, graph().whole(1));
    String query = graph().op("Unsqueeze", numbers, graph().longs(1));
    return graph().op("LessOrEqual", numbers, query);
  }
}
