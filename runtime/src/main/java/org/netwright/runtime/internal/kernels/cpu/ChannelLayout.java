package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;

/**
 * Where the elements of channels are: a matrix of {@code rows} rows, in which each channel has
 * {@code plane} neighbouring columns.
 */
final class ChannelLayout {
  /** Planes of at least this length are copied one by one. */
  private static final int LONG_PLANE = 32;

  int rows;
  int channels;
  int plane;

  /** Whether tiles have the elements of one channel; otherwise they have rows of the matrix. */
  boolean byChannel;

  /** Looks at the first n rows of a batch. */
  void set(BatchTensor batch, int newChannels, boolean channelsFirst, int n) {
    int positions = Math.toIntExact(batch.rowLength() / newChannels);
    channels = newChannels;
    rows = channelsFirst ? n : Math.multiplyExact(n, positions);
    plane = channelsFirst ? positions : 1;
    byChannel = plane >= LONG_PLANE;
  }

  /** Looks at a matrix with one column for each channel. */
  void setRows(int newRows, int newChannels) {
    rows = newRows;
    channels = newChannels;
    plane = 1;
    byChannel = false;
  }

  int width() {
    return channels * plane;
  }

  long length() {
    return (long) rows * width();
  }

  /** Returns how many elements a channel has. */
  long elements() {
    return (long) rows * plane;
  }

  /** Returns the number of pieces that threads share: ranges of channels, or of rows. */
  int pieces() {
    return SharedWork.pieces(length(), byChannel ? channels : rows);
  }
}
