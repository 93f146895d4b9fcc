package org.netwright.runtime.internal.random;

/**
 * Random numbers as a pure function of a seed and an index: the SplitMix64 generator of Steele, Lea
 * and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).
 *
 * <p>A stream has no state: any thread can read it at any index, in any order, and it gives the
 * same bits on every Java version, which the JDK's own generators do not promise.
 */
public final class RandomBits {
  /** 2⁶⁴ divided by the golden ratio, the increment that SplitMix64 is proven with. */
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private RandomBits() {}

  /** Returns 64 random bits: number {@code index} of the stream that {@code seed} names. */
  public static long bits(long seed, long index) {
    long z = seed + (index + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns a number from the uniform distribution over [0, 1), a multiple of 2⁻⁵³. */
  public static double uniform(long seed, long index) {
    return (bits(seed, index) >>> 11) * 0x1.0p-53;
  }

  /**
   * Returns a number from the standard normal distribution (Box and Muller, 1958).
   *
   * <p>It uses up the numbers {@code 2 · index} and {@code 2 · index + 1} of the uniform stream.
   */
  public static double gaussian(long seed, long index) {
    double radius = uniform(seed, 2 * index);
    double angle = uniform(seed, 2 * index + 1);
    // StrictMath: Math may differ in the last bit from one machine to the next. 1 − u is never 0.
    return StrictMath.sqrt(-2 * StrictMath.log(1 - radius)) * StrictMath.cos(2 * Math.PI * angle);
  }
}
