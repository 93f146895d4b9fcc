package org.netwright.runtime.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Means and standard deviations of columns. */
class MomentsTest {
  private static final double[][] ROWS = {{1, 1e9, 0.1}, {2, 1e9 + 1, 0.1}, {6, 1e9 + 2, 0.1}};

  @Test
  void measuresRowsThatComeOneByOne() {
    Moments moments = new Moments();
    for (double[] row : ROWS) {
      moments.add(row, 3);
    }
    assertThat(moments.mean()).containsExactly(3, 1e9 + 1, 0.1);
    double[] deviation = moments.deviation();
    assertThat(deviation[0]).isCloseTo(Math.sqrt(14 / 3.0), within(1e-15));
    assertThat(deviation[1]).isCloseTo(Math.sqrt(2 / 3.0), within(1e-15));
    assertThat(deviation[2]).isZero(); // constant
    assertThat(moments.toScaler().scale(0.5, 2)).isEqualTo(0.5 - 0.1);
  }

  @Test
  void rowsOfATableGiveTheSameBits() {
    Moments one = new Moments();
    Moments table = new Moments();
    double[] elements = new double[9];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = ROWS[i / 3][i % 3];
    }
    for (int row : new int[] {2, 0, 2}) {
      one.add(Arrays.copyOf(ROWS[row], 5), 3); // what is longer does not count
    }
    table.add(Rows.of(elements, 3), 2, 0, 2);
    assertThat(one.mean()).isEqualTo(table.mean());
    assertThat(one.deviation()).isEqualTo(table.deviation());
    StandardScaler scaler = table.toScaler();
    assertThat(scaler.scale(7, 0)).isEqualTo((7 - one.mean()[0]) / one.deviation()[0]);
  }

  @Test
  void withoutRowsThereIsNothing() {
    assertThat(new Moments().mean()).isEmpty();
    assertThat(new Moments().deviation()).isEmpty();
  }

  @Test
  void sumsThatOverflowAreNotFinite() {
    Moments moments = new Moments();
    moments.add(new double[] {1e200}, 1);
    moments.add(new double[] {-1e200}, 1);
    assertThat(moments.deviation()[0]).isInfinite();
  }
}
