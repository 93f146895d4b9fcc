package org.netwright.onnx;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.data.StandardScaler;

/**
 * Nodes that scale numbers to mean 0 and deviation 1, or back. They compute in double, as the
 * runtime does: a mean may be much larger than a deviation.
 */
final class Scaling {
  private final OnnxGraph graph;
  private final String mean;
  private final String deviation;

  /** Takes the scaling of the rows of a tensor. */
  Scaling(OnnxGraph graph, StandardScaler scaler, BatchTensor rows) {
    this.graph = graph;
    this.mean = constant(scaler, scaler.mean(), rows.shape());
    this.deviation = constant(scaler, scaler.deviation(), rows.shape());
  }

  private String constant(StandardScaler scaler, double[] numbers, long... row) {
    long inner = LongStream.of(row).skip(1).reduce(1, Math::multiplyExact);
    if (scaler.span() > 1 && numbers.length == row[0] && scaler.span() == inner) {
      long[] channels = new long[row.length];
      Arrays.fill(channels, 1);
      channels[0] = numbers.length;
      return graph.doubles(channels, numbers);
    }
    if (scaler.span() == 1 && numbers.length == row[row.length - 1]) {
      return graph.doubles(new long[] {numbers.length}, numbers);
    }
    double[] all = new double[scaler.length()];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers[i / scaler.span() % numbers.length];
    }
    return graph.doubles(row, all);
  }

  /** Returns {@code (value − mean) / deviation}. */
  String scaled(String value) {
    String centered = graph.op("Sub", cast(graph, value, ElementType.DOUBLE), mean);
    return cast(graph, graph.op("Div", centered, deviation), ElementType.FLOAT);
  }

  /** Returns {@code value · deviation + mean}. */
  String unscaled(String value) {
    String wide = graph.op("Mul", cast(graph, value, ElementType.DOUBLE), deviation);
    return cast(graph, graph.op("Add", wide, mean), ElementType.FLOAT);
  }

  /** Returns a value as one of another type. */
  static String cast(OnnxGraph graph, String value, ElementType type) {
    return graph.node("Cast", value).with("to", (long) type.number()).out();
  }
}
