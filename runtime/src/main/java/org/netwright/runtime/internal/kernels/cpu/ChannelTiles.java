package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatSums;

/**
 * The tiles of one piece of a batch. They form sections, in each of which the elements at an index
 * of all tiles belong to the same channel: the elements of one channel, or a stripe of columns.
 */
final class ChannelTiles {
  private final float[] scratch = new float[Tiles.SIZE];
  private final ChannelLayout layout;

  /** The first channel, or row, of the piece. */
  private int from;

  /** After the last one. */
  private int to;

  /** The channel, or the first column of the stripe. */
  private int start;

  /** The columns of the stripe. */
  private int width;

  /** The rows that a tile has of a stripe. */
  private int rows;

  ChannelTiles(ChannelLayout layout) {
    this.layout = layout;
  }

  /** Takes a piece of the layout as it is now. */
  void set(int piece, int pieces) {
    int units = layout.byChannel ? layout.channels : layout.rows;
    from = SharedWork.cut(units, piece, pieces);
    to = SharedWork.cut(units, piece + 1, pieces);
  }

  /** Takes some rows of a layout whose tiles have rows. */
  void setRows(int first, int end) {
    from = first;
    to = end;
  }

  /** Returns the number of sections. */
  int sections() {
    return layout.byChannel ? to - from : (layout.width() - 1) / Tiles.SIZE + 1;
  }

  /** Takes a section. */
  void section(int index) {
    if (layout.byChannel) {
      start = from + index;
    } else {
      start = index * Tiles.SIZE;
      width = Math.min(Tiles.SIZE, layout.width() - start);
      rows = layout.width() <= Tiles.SIZE ? Tiles.SIZE / width : 1;
    }
  }

  /** Returns the channel of the section, or the first that it has. */
  int channel() {
    return layout.byChannel ? start : start / layout.plane;
  }

  /** Returns the number of columns of a section of tiles of rows. */
  int width() {
    return width;
  }

  /** Returns the number of tiles of the section. */
  int tiles() {
    long units = layout.byChannel ? layout.elements() : to - from;
    int unitsOfTile = layout.byChannel ? Tiles.SIZE : rows;
    return (int) ((units - 1) / unitsOfTile + 1);
  }

  /** Returns the number of elements of a tile; the first has at least as many as the others. */
  int size(int tile) {
    return layout.byChannel
        ? Tiles.size((long) tile * Tiles.SIZE, layout.elements())
        : Math.min(rows, to - from - tile * rows) * width;
  }

  /** Copies a tile of a batch to the heap. */
  void get(FloatMemory batch, int tile, float[] out) {
    if (!layout.byChannel) {
      batch.get(firstOf(tile), out, size(tile));
      return;
    }
    int n = size(tile);
    long position = (long) tile * Tiles.SIZE;
    for (int done = 0; done < n; ) {
      int within = (int) ((position + done) % layout.plane);
      int length = Math.min(layout.plane - within, n - done);
      batch.get(indexOf(position + done - within) + within, out, done, length);
      done += length;
    }
  }

  /** Copies a tile back. */
  void put(FloatMemory batch, int tile, float[] in) {
    if (!layout.byChannel) {
      batch.put(firstOf(tile), in, size(tile));
      return;
    }
    int n = size(tile);
    long position = (long) tile * Tiles.SIZE;
    for (int done = 0; done < n; ) {
      int within = (int) ((position + done) % layout.plane);
      int length = Math.min(layout.plane - within, n - done);
      batch.put(indexOf(position + done - within) + within, in, done, length);
      done += length;
    }
  }

  /** Returns where a tile of rows begins. */
  private long firstOf(int tile) {
    return (from + (long) tile * rows) * layout.width() + start;
  }

  /** Returns where the plane of the channel begins that has an element of it. */
  private long indexOf(long position) {
    return (position / layout.plane * layout.channels + start) * layout.plane;
  }

  /** Writes the number of its channel to each place of a tile of rows. */
  void expand(float[] numbers, float[] out) {
    int channel = start / layout.plane;
    int left = layout.plane - start % layout.plane;
    for (int i = 0; i < width; i++) {
      out[i] = numbers[channel];
      if (--left == 0) {
        channel++;
        left = layout.plane;
      }
    }
    int full = size(0);
    for (int filled = width; filled < full; filled *= 2) {
      System.arraycopy(out, 0, out, filled, Math.min(filled, full - filled));
    }
  }

  /** Raises the maxima of channels with one element to those that tiles have at each place. */
  void raise(float[] lanes, float[] maxima) {
    int used = size(0);
    for (int first = 0; first < used; first += width) {
      for (int i = 0; i < width; i++) {
        maxima[start + i] = Math.max(maxima[start + i], lanes[first + i]);
      }
    }
  }

  /** Adds the sums that tiles have at each place to those of the channels, in double. */
  void addUp(float[] lanes, double[] sums) {
    int used = size(0);
    if (layout.byChannel) {
      sums[start] += FloatSums.fold(lanes, scratch, used);
      return;
    }
    for (int first = 0; first < used; first += width) {
      int channel = start / layout.plane;
      int left = layout.plane - start % layout.plane;
      for (int i = 0; i < width; i++) {
        sums[channel] += lanes[first + i];
        if (--left == 0) {
          channel++;
          left = layout.plane;
        }
      }
    }
  }
}
