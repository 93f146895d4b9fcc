package org.netwright.runtime.internal.memory;

/** Arrays for intermediate numbers, which only grow, so that no garbage is made in the long run. */
public final class FloatArrays {
  private FloatArrays() {}

  /** Returns the array if it is long enough, or a longer one. */
  public static float[] atLeast(int length, float[] array) {
    return array.length < length ? new float[length] : array;
  }

  /** Returns the arrays if they are enough and long enough, or more or longer ones. */
  public static float[][] atLeast(int count, int length, float[][] arrays) {
    int known = arrays.length == 0 ? 0 : arrays[0].length;
    if (arrays.length >= count && known >= length) {
      return arrays;
    }
    return new float[Math.max(count, arrays.length)][Math.max(length, known)];
  }
}
