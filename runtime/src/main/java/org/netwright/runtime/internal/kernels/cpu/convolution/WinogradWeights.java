package org.netwright.runtime.internal.kernels.cpu.convolution;

import static org.netwright.runtime.internal.kernels.cpu.convolution.WinogradTiles.PLACES;
import static org.netwright.runtime.internal.kernels.cpu.convolution.WinogradTiles.SIDE;

import org.netwright.runtime.internal.memory.FloatMemory;

/** The transforms of weights of {@link WinogradConvolution}, some windows at a time. */
final class WinogradWeights {
  private static final int TAPS = 9;

  /** The rows and columns of a window. */
  private static final int WINDOW = 3;

  /** So many windows that their arrays stay in the first-level cache. */
  private static final int MOST = 128;

  private final WinogradTransforms transforms = new WinogradTransforms();
  private final float[] windows = new float[TAPS * MOST];
  private final float[][] taps = new float[TAPS][MOST];

  /** After a transform in one dimension. */
  private final float[][] half = new float[WINDOW * SIDE][MOST];

  private final float[][] places = new float[SIDE][MOST];
  private final float[][] allPlaces = new float[PLACES][MOST];

  WinogradWeights() {
    transforms.require(MOST);
  }

  /**
   * Transforms windows of 3 × 3, for each of 36 places one number of each window: G g Gᵀ.
   *
   * @param count how many windows
   */
  void transform(FloatMemory weight, int count, FloatMemory memory, long index) {
    for (int from = 0; from < count; from += MOST) {
      int n = Math.min(MOST, count - from);
      weight.get((long) from * TAPS, windows, n * TAPS);
      for (int tap = 0; tap < TAPS; tap++) {
        for (int i = 0; i < n; i++) {
          taps[tap][i] = windows[i * TAPS + tap];
        }
      }
      for (int j = 0; j < WINDOW; j++) {
        transforms.weights(taps, j, WINDOW, half, j, WINDOW, n);
      }
      for (int i = 0; i < SIDE; i++) {
        transforms.weights(half, i * WINDOW, 1, places, 0, 1, n);
        for (int j = 0; j < SIDE; j++) {
          memory.put(index + (long) (i * SIDE + j) * count + from, places[j], n);
        }
      }
    }
  }

  /** Transforms gradients back: Gᵀ u G. */
  void transformGradient(FloatMemory memory, long index, int count, FloatMemory gradient) {
    for (int from = 0; from < count; from += MOST) {
      int n = Math.min(MOST, count - from);
      for (int place = 0; place < PLACES; place++) {
        memory.get(index + (long) place * count + from, allPlaces[place], n);
      }
      for (int j = 0; j < SIDE; j++) {
        transforms.weightGradients(allPlaces, j, SIDE, half, j, SIDE, n);
      }
      for (int i = 0; i < WINDOW; i++) {
        transforms.weightGradients(half, i * SIDE, 1, taps, i * WINDOW, 1, n);
      }
      for (int tap = 0; tap < TAPS; tap++) {
        for (int i = 0; i < n; i++) {
          windows[i * TAPS + tap] = taps[tap][i];
        }
      }
      gradient.put((long) from * TAPS, windows, n * TAPS);
    }
  }
}
