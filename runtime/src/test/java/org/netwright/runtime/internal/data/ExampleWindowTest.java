package org.netwright.runtime.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.Data;

class ExampleWindowTest {

  /** One example of each batch of 100 would otherwise keep the other 99 in memory. */
  @Test
  void copiesItsExamplesBeforeTheirBatchesTakeMoreMemory() {
    ExampleWindow window = new ExampleWindow();
    for (int batch = 0; batch < 5; batch++) {
      IndexedData data = IndexedData.of(batch(batch));
      window.willHave(100);
      window.add(data, 7 + batch);
    }
    IndexedData first = window.source(0);
    window.compact(500);
    assertThat(window.source(0)).isSameAs(first);
    window.compact(499);
    assertThat(window.source(0)).isNotSameAs(first);
    assertThat(IntStream.range(0, 5).mapToObj(window::source)).containsOnly(window.source(0));
    assertThat(window.source(0).size()).isEqualTo(5);
    assertThat(((Table) window.gathered()).x().toFloatVector())
        .containsExactly(7, 108, 209, 310, 411);
    // Counted from here on.
    IndexedData own = window.source(0);
    window.willHave(100);
    window.compact(105);
    assertThat(window.source(0)).isSameAs(own);
  }

  private static Data batch(int number) {
    float[][] x = new float[100][1];
    for (int i = 0; i < 100; i++) {
      x[i][0] = 100 * number + i;
    }
    return Data.of(x, new float[100]);
  }
}
