package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.memory.FloatMemory;

/** The transforms of weights of {@link WinogradConvolution}. */
final class WinogradWeights {
  private static final int TAPS = 9;
  private static final int SIDE = 4;
  private static final int PLACES = 16;

  private float[] weights = {};
  private float[] places = {};
  private final float[] half = new float[12];

  /**
   * Transforms windows of 3 × 3, for each of 16 places one number of each window: G g Gᵀ.
   *
   * @param count how many windows
   */
  void transform(FloatMemory weight, int count, FloatMemory memory, long index) {
    weights = ConvolutionWork.atLeast(count * TAPS, weights);
    places = ConvolutionWork.atLeast(count * PLACES, places);
    weight.get(0, weights, count * TAPS);
    float[] w = weights;
    float[] t = half;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < 3; j++) {
        int tap = i * TAPS + j;
        float outer = (w[tap] + w[tap + 6]) / 2;
        float inner = w[tap + 3] / 2;
        t[j] = w[tap];
        t[3 + j] = outer + inner;
        t[6 + j] = outer - inner;
        t[9 + j] = w[tap + 6];
      }
      int to = i;
      for (int row = 0; row < 12; row += 3) {
        float outer = (t[row] + t[row + 2]) / 2;
        float inner = t[row + 1] / 2;
        places[to] = t[row];
        places[to + count] = outer + inner;
        places[to + 2 * count] = outer - inner;
        places[to + 3 * count] = t[row + 2];
        to += SIDE * count;
      }
    }
    memory.put(index, places, count * PLACES);
  }

  /** Transforms gradients back: Gᵀ u G. */
  void transformGradient(FloatMemory memory, long index, int count, FloatMemory gradient) {
    weights = ConvolutionWork.atLeast(count * TAPS, weights);
    places = ConvolutionWork.atLeast(count * PLACES, places);
    memory.get(index, places, count * PLACES);
    float[] u = places;
    float[] t = half;
    for (int i = 0; i < count; i++) {
      int row = 4 * count;
      for (int j = 0; j < SIDE; j++) {
        int place = i + j * count;
        float sum = (u[place + row] + u[place + 2 * row]) / 2;
        t[j] = u[place] + sum;
        t[SIDE + j] = (u[place + row] - u[place + 2 * row]) / 2;
        t[2 * SIDE + j] = sum + u[place + 3 * row];
      }
      int to = i * TAPS;
      for (int j = 0; j < 12; j += SIDE) {
        float sum = (t[j + 1] + t[j + 2]) / 2;
        weights[to] = t[j] + sum;
        weights[to + 1] = (t[j + 1] - t[j + 2]) / 2;
        weights[to + 2] = sum + t[j + 3];
        to += 3;
      }
    }
    gradient.put(0, weights, count * TAPS);
  }
}
