package org.netwright.processor.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void printsTheBatchAsN() {
    assertThat(Shape.batch(3, 32, 32)).hasToString("[n × 3 × 32 × 32]");
    assertThat(Shape.fixed(10)).hasToString("[10]");
    assertThat(Shape.SCALAR).hasToString("[]");
  }

  @Test
  void countsElementsPerExample() {
    assertThat(Shape.batch(3, 32, 32).elements()).isEqualTo(3072);
    assertThat(Shape.SCALAR.elements()).isEqualTo(1);
    assertThat(Shape.batch(List.of(100_000, 100_000)).elements()).isEqualTo(10_000_000_000L);
  }

  @Test
  void saturatesAtTheMaximumOfALong() {
    int most = Integer.MAX_VALUE;
    assertThat(Shape.batch(most, most, most).elements()).isEqualTo(Long.MAX_VALUE);
    assertThat(Shape.batch(most, most, 2).elements()).isEqualTo(2L * most * most);
    assertThat(Shape.batch(most, most, 3).elements()).isEqualTo(Long.MAX_VALUE);
  }
}
