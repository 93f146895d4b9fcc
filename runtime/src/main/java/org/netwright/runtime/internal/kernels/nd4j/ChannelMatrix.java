package org.netwright.runtime.internal.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;

/** Batches as matrices with one column for each channel, in double. */
final class ChannelMatrix {
  private ChannelMatrix() {}

  /** Returns a copy of a batch, [elements of a channel × channels]. */
  static INDArray of(INDArray batch, long channels, boolean channelsFirst, Temporaries scope) {
    INDArray copy = scope.inDouble(batch);
    if (!channelsFirst) {
      return copy.reshape(copy.length() / channels, channels);
    }
    INDArray matrix = scope.copy(split(copy, channels).permute(0, 2, 1));
    return matrix.reshape(matrix.length() / channels, channels);
  }

  /** Overwrites the first n rows of a batch. */
  static void write(INDArray matrix, boolean channelsFirst, BatchTensor out, int n) {
    INDArray rows = out.rows(n);
    long channels = matrix.size(1);
    if (channelsFirst) {
      long positions = rows.length() / n / channels;
      split(rows, channels).assign(matrix.reshape(n, positions, channels).permute(0, 2, 1));
    } else {
      rows.assign(matrix.reshape(rows.shape()));
    }
  }

  /** Returns a copy in the order of a batch with channels first, as rows of a width. */
  static INDArray toRows(INDArray matrix, int n, long width, Temporaries scope) {
    INDArray split = matrix.reshape(n, matrix.size(0) / n, matrix.size(1));
    return scope.copy(split.permute(0, 2, 1)).reshape(matrix.length() / width, width);
  }

  /** Returns a view, [n × channels × positions]. */
  private static INDArray split(INDArray batch, long channels) {
    long n = batch.size(0);
    return batch.reshape(n, channels, batch.length() / n / channels);
  }
}
