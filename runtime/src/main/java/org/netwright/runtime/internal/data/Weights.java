package org.netwright.runtime.internal.data;

import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Checks and adds up the weights of examples. */
public final class Weights {
  private Weights() {}

  /**
   * Returns a copy of weights.
   *
   * @throws IllegalArgumentException if one is not finite or negative, or all are 0
   */
  static float[] checked(float... weights) {
    boolean counts = false;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "expected weights that are finite and ≥ 0, got %s for example %d (counted from 0)"
                .formatted(weights[i], i));
      }
      counts |= weights[i] > 0;
    }
    if (!counts) {
      throw new IllegalArgumentException(
          "expected at least one weight above 0, but all %d are 0".formatted(weights.length));
    }
    return weights.clone();
  }

  /**
   * Requires examples that count. A part of examples with weights may have none.
   *
   * @param what the examples are, for the message, as in {@code the validation examples}
   * @throws IllegalArgumentException if all weights are 0
   */
  public static void requireSome(Table data, String what) {
    if (counting(data) == 0) {
      throw none(what, data.size());
    }
  }

  /** Returns what refuses examples that all have the weight 0; {@link #requireSome} explains it. */
  public static IllegalArgumentException none(String what, long examples) {
    return new IllegalArgumentException(
        "%s have no loss: all %d have the weight 0; choose others, or other weights"
            .formatted(what, examples));
  }

  /** Returns the number of examples that are trained on: those whose weight is not 0. */
  public static int counting(Table data) {
    float[] weights = data.exampleWeights();
    if (weights == null) {
      return data.size();
    }
    int counting = 0;
    for (float weight : weights) {
      counting += weight > 0 ? 1 : 0;
    }
    return counting;
  }

  /** Returns a checksum of the weights, in their order; null if there are none. */
  public static @Nullable String id(Table data) {
    float[] weights = data.exampleWeights();
    if (weights == null) {
      return null;
    }
    CRC32C checksum = new CRC32C();
    for (float weight : weights) {
      int bits = Float.floatToIntBits(weight + 0f); // −0 counts as 0 does
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        checksum.update(bits >>> shift);
      }
    }
    return Long.toHexString(checksum.getValue());
  }
}
