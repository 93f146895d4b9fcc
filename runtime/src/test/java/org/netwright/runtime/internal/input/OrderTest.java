package org.netwright.runtime.internal.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.internal.data.Table;

class OrderTest {
  private static final int N = 1007;
  private static final int BATCH = 4;

  private static Table data() {
    Random random = new Random(1);
    List<float[][]> sequences = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      sequences.add(new float[1 + random.nextInt(40)][1]);
    }
    return Table.of(Data.sequences(sequences, new int[N]));
  }

  @Test
  void rowsOfAMiniBatchHaveSimilarLengths() {
    Table data = data();
    int[] lengths = data.totalLengths();
    Order shuffled = Order.of(data).shuffled(5);
    Order similar = shuffled.ofSimilarLengths(lengths, BATCH, 6);

    assertThat(similar.rows()).containsExactlyInAnyOrder(shuffled.rows());
    assertThat(padding(similar, lengths)).isLessThan(padding(shuffled, lengths) / 10);
    // The windows of 50 mini-batches keep their rows.
    List<int[]> batches = batches(similar.rows());
    int[] window = Arrays.copyOf(shuffled.rows(), 200);
    long ofFirst =
        batches.stream()
            .filter(batch -> Arrays.stream(batch).allMatch(row -> contains(window, row)))
            .count();
    assertThat(ofFirst).isEqualTo(50);
    // Mini-batches are not sorted.
    int[] first = batches.stream().limit(N / BATCH).mapToInt(batch -> lengths[batch[0]]).toArray();
    int[] sorted = first.clone();
    Arrays.sort(sorted);
    assertThat(first).isNotEqualTo(sorted);
    // The rest is the longest of its window.
    int[] last = batches.get(batches.size() - 1);
    assertThat(last).hasSize(N % BATCH);
  }

  @Test
  void dependsOnTheSeedAlone() {
    Table data = data();
    int[] lengths = data.totalLengths();
    Order shuffled = Order.of(data).shuffled(5);
    int[] rows = shuffled.ofSimilarLengths(lengths, BATCH, 6).rows();
    assertThat(shuffled.ofSimilarLengths(lengths, BATCH, 6).rows()).isEqualTo(rows);
    assertThat(shuffled.ofSimilarLengths(lengths, BATCH, 7).rows()).isNotEqualTo(rows);
    assertThat(Order.of(data).shuffled(6).ofSimilarLengths(lengths, BATCH, 6).rows())
        .isNotEqualTo(rows);
  }

  @Test
  void weightsStayWithTheirRows() {
    float[] weights = new float[N];
    for (int i = 0; i < N; i++) {
      weights[i] = i % 5;
    }
    Table data = Table.of(data().weighted(weights));
    Order similar = Order.of(data).shuffled(5).ofSimilarLengths(data.totalLengths(), BATCH, 6);
    float[] ordered = similar.weights();
    assertThat(ordered).isNotNull();
    for (int i = 0; i < similar.rows().length; i++) {
      assertThat(ordered[i]).isEqualTo(similar.rows()[i] % 5).isPositive();
    }
  }

  private static boolean contains(int[] rows, int row) {
    return Arrays.stream(rows).anyMatch(other -> other == row);
  }

  private static List<int[]> batches(int[] rows) {
    return IntStream.iterate(0, from -> from < rows.length, from -> from + BATCH)
        .mapToObj(from -> Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BATCH)))
        .toList();
  }

  /** How many steps are padded up to the longest of each mini-batch. */
  private static long padding(Order order, int[] lengths) {
    return batches(order.rows()).stream()
        .mapToLong(
            batch -> {
              int longest = Arrays.stream(batch).map(row -> lengths[row]).max().orElseThrow();
              return Arrays.stream(batch).mapToLong(row -> longest - lengths[row]).sum();
            })
        .sum();
  }
}
