package org.netwright.runtime.internal.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomBitsTest {
  @Test
  void isTheGeneratorOfThePaper() {
    // SplittableRandom(long) walks the same stream.
    SplittableRandom random = new SplittableRandom(-12345);
    for (int i = 0; i < 100; i++) {
      assertThat(RandomBits.bits(-12345, i)).isEqualTo(random.nextLong());
    }
  }

  @Test
  void uniformFillsTheUnitInterval() {
    double[] draws =
        LongStream.range(0, 100_000).mapToDouble(i -> RandomBits.uniform(3, i)).toArray();
    assertThat(Arrays.stream(draws))
        .allSatisfy(u -> assertThat(u).isBetween(0.0, Math.nextDown(1.0)));
    assertThat(Draws.mean(draws)).isCloseTo(0.5, within(0.005));
    assertThat(Draws.variance(draws)).isCloseTo(1 / 12.0, within(0.002));
  }

  @Test
  void gaussianHasMeanZeroAndVarianceOne() {
    double[] draws =
        LongStream.range(0, 100_000).mapToDouble(i -> RandomBits.gaussian(3, i)).toArray();
    assertThat(Draws.mean(draws)).isCloseTo(0, within(0.015));
    assertThat(Draws.variance(draws)).isCloseTo(1, within(0.02));
    assertThat(Arrays.stream(draws).filter(z -> Math.abs(z) > 1.959964).count())
        .isBetween(4600L, 5400L);
  }
}
