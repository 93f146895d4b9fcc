package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The shape and the parameters of a call of group normalisation. */
final class GroupNormShape {
  int channels;
  int plane;
  int groups;

  /** The number of elements of a group. */
  int width;

  /** The number of elements of a full tile: some rows, or one group. */
  int tileLength;

  /** Whether all tiles begin with the first group of a row. */
  boolean wholeRows;

  /** The number of all elements. */
  long length;

  boolean centered;
  double epsilon;
  float[] scale = new float[0];
  float[] shift = new float[0];

  void set(
      int rows,
      int newChannels,
      int newPlane,
      int newGroups,
      boolean newCentered,
      double newEpsilon) {
    channels = newChannels;
    plane = newPlane;
    groups = newGroups;
    centered = newCentered;
    epsilon = newEpsilon;
    int rowLength = channels * plane;
    width = rowLength / groups;
    wholeRows = rowLength <= Tiles.SIZE;
    tileLength = wholeRows ? Tiles.SIZE / rowLength * rowLength : width;
    length = (long) rows * rowLength;
    if (scale.length < channels) {
      scale = new float[channels];
      shift = new float[channels];
    }
  }

  void readScale(FloatMemory scales) {
    scales.get(0, scale, channels);
  }

  /** Reads a shift, 0 if there is none. */
  void readShift(@Nullable FloatMemory shifts) {
    if (shifts == null) {
      Arrays.fill(shift, 0, channels, 0);
    } else {
      shifts.get(0, shift, channels);
    }
  }

  int tiles() {
    return Math.toIntExact((length - 1) / tileLength + 1);
  }

  /** Returns the length of the longest tile. */
  int usedLength() {
    return (int) Math.min(tileLength, length);
  }

  int pieces() {
    return SharedWork.pieces(length, tiles());
  }

  /** Returns the first channel of a tile. */
  int firstChannel(int tile) {
    return wholeRows ? 0 : tile % groups * (channels / groups);
  }

  /** Writes the number of its channel to each place of a tile. */
  void expand(float[] numbers, int tile, float[] out) {
    int first = firstChannel(tile);
    int used = wholeRows ? channels * plane : width;
    if (plane == 1) {
      System.arraycopy(numbers, first, out, 0, used);
    } else {
      for (int i = 0; i < used; i += plane) {
        Arrays.fill(out, i, i + plane, numbers[first++]);
      }
    }
    int full = usedLength();
    for (int filled = used; filled < full; filled *= 2) {
      System.arraycopy(out, 0, out, filled, Math.min(filled, full - filled));
    }
  }
}
