package org.netwright.samples.pruning;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.indexing.SpecifiedIndex;

/** Which filters of a convolution count, and weights without the others. */
final class Filters {
  private Filters() {}

  /** Returns how many filters are not zero. */
  static long used(INDArray weight) {
    return IntStream.range(0, (int) weight.size(0)).filter(f -> norm(weight, f) > 0).count();
  }

  /**
   * Returns the filters with the largest norms, in their order: all that are not zero.
   *
   * @param layer of the weight, for the message
   * @throws IllegalArgumentException if more of them are not zero
   */
  static long[] largest(String layer, INDArray weight, long count) {
    long used = used(weight);
    if (used > count) {
      throw new IllegalArgumentException(
          "%s: expected at most %d filters that are not zero, got %d; declare more filters in the smaller network, or a stronger group lasso"
              .formatted(layer, count, used));
    }
    return IntStream.range(0, (int) weight.size(0))
        .boxed()
        .sorted(Comparator.comparing(f -> -norm(weight, f)))
        .limit(count)
        .sorted()
        .mapToLong(Integer::longValue)
        .toArray();
  }

  private static double norm(INDArray weight, int filter) {
    return weight.slice(filter).norm2Number().doubleValue();
  }

  /** Returns the weight of some filters, and of the channels that they read. */
  static INDArray of(INDArray weight, long[] filters, long[] channels) {
    return weight
        .get(
            new SpecifiedIndex(filters), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all())
        .dup()
        .get(
            NDArrayIndex.all(),
            new SpecifiedIndex(channels),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .dup();
  }

  /**
   * Returns the rows of a linear layer's weight that read some channels of flattened images.
   *
   * @param pixels the number of pixels of a channel
   */
  static INDArray rows(INDArray weight, long[] channels, int pixels) {
    INDArray rows = Nd4j.create(weight.dataType(), channels.length * (long) pixels, weight.size(1));
    for (int i = 0; i < channels.length; i++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        rows.putRow((long) i * pixels + pixel, weight.getRow(channels[i] * pixels + pixel));
      }
    }
    return rows;
  }
}
