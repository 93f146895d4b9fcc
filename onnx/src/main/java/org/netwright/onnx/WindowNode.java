package org.netwright.onnx;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Window;

/**
 * The attributes of a node with a window, which moves over signals [channels × length] or images
 * [channels × height × width]. How far it reads past the end follows from the number of outputs.
 */
final class WindowNode {
  private final long[] size;
  private final long[] strides;
  private final long[] begins;
  private final long[] dilations;
  private final long[] in;
  private final long[] out;

  /**
   * Takes a window.
   *
   * @param x what it reads
   * @param positions what it has a number for each position of
   */
  WindowNode(Window window, BatchTensor x, BatchTensor positions) {
    int skipped = x.dimensions() == 2 ? 1 : 0;
    this.size = last(skipped, window.height(), window.width());
    this.strides = last(skipped, window.strideHeight(), window.strideWidth());
    this.begins = last(skipped, window.top(), window.left());
    this.dilations = last(skipped, window.dilationHeight(), window.dilationWidth());
    this.in = Arrays.copyOfRange(x.shape(), 1, x.dimensions());
    this.out = Arrays.copyOfRange(positions.shape(), 1, positions.dimensions());
  }

  private static long[] last(int skipped, int height, int width) {
    return skipped == 0 ? new long[] {height, width} : new long[] {width};
  }

  /** Returns how far the last window reads past the end, below 0 if it does not reach the end. */
  private long past(int i) {
    return (out[i] - 1) * strides[i] + (size[i] - 1) * dilations[i] + 1 - begins[i] - in[i];
  }

  private long[] past() {
    return IntStream.range(0, in.length).mapToLong(this::past).toArray();
  }

  private OnnxNode set(OnnxNode node, long... ends) {
    return node.with("kernel_shape", size)
        .with("strides", strides)
        .with("dilations", dilations)
        .with("pads", LongStream.concat(LongStream.of(begins), LongStream.of(ends)).toArray());
  }

  /** Sets the attributes of a convolution or a pooling. */
  OnnxNode set(OnnxNode node) {
    return set(node, LongStream.of(past()).map(end -> Math.max(0, end)).toArray());
  }

  /** Removes positions that ONNX computes because they fit, and the network does not have. */
  String cut(OnnxGraph graph, String value) {
    boolean isLonger =
        IntStream.range(0, in.length).anyMatch(i -> past(i) < 0 && -past(i) >= strides[i]);
    return isLonger
        ? graph.op(
            "Slice",
            value,
            graph.longs(new long[in.length]),
            graph.longs(out),
            graph.longs(LongStream.rangeClosed(2, 1L + in.length).toArray()))
        : value;
  }

  /** Sets the attributes of a transposed convolution, which writes what the window reads. */
  OnnxNode setTransposed(OnnxNode node) {
    return set(node, LongStream.of(past()).map(end -> Math.max(0, end)).toArray())
        .with("output_padding", LongStream.of(past()).map(end -> Math.max(0, -end)).toArray());
  }
}
