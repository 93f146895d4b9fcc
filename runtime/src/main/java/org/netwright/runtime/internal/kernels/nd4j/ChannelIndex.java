package org.netwright.runtime.internal.kernels.nd4j;

import org.netwright.runtime.generated.BatchTensor;

/** Which channel of which row an element belongs to. */
record ChannelIndex(int channels, int positions, boolean first) {

  /**
   * Looks at a batch, [n × channels × …] or [n × … × channels].
   *
   * @param channels with one number for each channel of a row, [n × channels]
   */
  static ChannelIndex of(BatchTensor batch, BatchTensor channels, boolean channelsFirst) {
    int count = Math.toIntExact(channels.rowLength());
    return new ChannelIndex(count, Math.toIntExact(batch.rowLength() / count), channelsFirst);
  }

  /** Returns the index in [n × channels] of an index in the batch. */
  int of(int i) {
    return first ? i / positions : i / (channels * positions) * channels + i % channels;
  }
}
