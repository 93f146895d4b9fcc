package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of shuffled streams. Example i has the feature i and the target −i. */
class ShuffledStreamTest {

  @ParameterizedTest
  @CsvSource({"100, 7, 8", "100, 64, 1", "100, 100, 30", "100, 1000, 200", "3, 2, 8", "1, 2, 1"})
  void eachEpochHasEachExampleOnceInAnOrderOfItsOwn(int size, int bufferSize, int batchSize) {
    DataStream stream = numbered(size).shuffled(bufferSize, 5);
    Set<List<Integer>> orders = new HashSet<>();
    for (int epoch = 1; epoch <= 5; epoch++) {
      List<Integer> order = order(stream, batchSize, epoch);
      assertThat(order).hasSize(size).doesNotHaveDuplicates();
      for (int place = 0; place < size; place++) {
        assertThat(order.get(place)).isLessThan(place + bufferSize);
      }
      orders.add(order);
    }
    if (size > 50) {
      assertThat(orders).hasSize(5);
    }
  }

  @Test
  void theOrderDependsOnTheSeedAndTheEpochAlone() {
    DataStream stream = numbered(100).shuffled(20, 5);
    List<Integer> third = order(stream, 8, 3);
    order(stream, 8, 1);
    assertThat(order(stream, 8, 3)).isEqualTo(third);
    assertThat(order(numbered(100).shuffled(20, 5), 30, 3)).isEqualTo(third);
    assertThat(order(numbered(100).shuffled(20, 6), 8, 3)).isNotEqualTo(third);
    assertThat(numbers(stream.open(8))).isEqualTo(order(stream, 8, 1));
  }

  /** Each of 6 examples is in each place 1000 times of 6000, within 5 deviations. */
  @Test
  void aWindowAsLargeAsTheDataShufflesEvenly() {
    int[][] places = new int[6][6];
    DataStream stream = numbered(6).shuffled(6, 1);
    for (int epoch = 1; epoch <= 6000; epoch++) {
      List<Integer> order = order(stream, 4, epoch);
      for (int place = 0; place < 6; place++) {
        places[order.get(place)][place]++;
      }
    }
    assertThat(Arrays.stream(places).flatMapToInt(Arrays::stream).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(855, 1145));
  }

  @Test
  void batchesHaveTheSizeThatIsAskedFor() {
    // The stream decides the size of its batches: 1, 2, 3, …, 10.
    DataStream uneven =
        batchSize -> {
          int[] next = {0, 1};
          return () -> {
            if (next[0] == 55) {
              return null;
            }
            Data batch = data(next[0], next[0] + next[1]);
            next[0] += next[1]++;
            return batch;
          };
        };
    List<Integer> sizes = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    try (DataStream.Batches batches = uneven.shuffled(12, 1).open(16, 1)) {
      for (Data batch = batches.next(); batch != null; batch = batches.next()) {
        sizes.add(batch.size());
        order.addAll(numbers(batch));
      }
      assertThat(batches.next()).isNull();
    }
    assertThat(sizes).containsExactly(16, 16, 16, 7);
    assertThat(order).hasSize(55).doesNotHaveDuplicates();
  }

  @Test
  void examplesKeepTheirPrecisionAndTheirNames(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("data.csv");
    Files.writeString(
        file, "a,kind\n0.1,up\n16777217,down\n0.3,up\n1e300,down\n-0.25,up\n7,down\n");
    DataStream stream = Data.csv(file).target("kind").categorical("kind").stream().shuffled(3, 1);
    assertThat(stream.columns().orElseThrow().classNames()).containsExactly("down", "up");
    List<Double> up = new ArrayList<>();
    List<Double> down = new ArrayList<>();
    try (DataStream.Batches batches = stream.open(4)) {
      for (Data batch = batches.next(); batch != null; batch = batches.next()) {
        assertThat(batch.columns()).isEqualTo(stream.columns());
        double[] x = batch.x().data().asDouble();
        double[] y = batch.y().data().asDouble();
        for (int i = 0; i < x.length; i++) {
          (y[i] == 0 ? down : up).add(x[i]);
        }
      }
    }
    assertThat(up).containsExactlyInAnyOrder(0.1, 0.3, -0.25);
    assertThat(down).containsExactlyInAnyOrder(16777217.0, 1e300, 7.0);
  }

  @Test
  void severalInputsStayTogether() {
    DataStream stream =
        batchSize -> {
          int[] next = {0};
          return () -> {
            int i = next[0]++;
            return i == 10
                ? null
                : Data.builder()
                    .input("a", new float[][] {{i, i}})
                    .input("b", new float[][] {{10 * i}})
                    .target("y", new float[][] {{-i}})
                    .build();
          };
        };
    try (DataStream.Batches batches = stream.shuffled(4, 1).open(10)) {
      Data all = batches.next();
      float[] a = all.input("a").getColumn(1).dup().data().asFloat();
      float[] b = all.input("b").data().asFloat();
      float[] y = all.target("y").data().asFloat();
      for (int i = 0; i < 10; i++) {
        assertThat(b[i]).isEqualTo(10 * a[i]);
        assertThat(y[i]).isEqualTo(-a[i]);
      }
      assertThat(a).hasSize(10).doesNotHaveDuplicates();
    }
  }

  @Test
  void batchesMustBeAlike() {
    assertRefused(
        Data.of(new float[2][3], new float[2]),
        "expected batches with rows of the same shape, got some of [1] and some of [3]");
    assertRefused(
        Data.builder().input("a", new float[1][1]).target("b", new float[1][1]).build(),
        "expected batches with the same names in the same order, got some with ");
  }

  private static void assertRefused(Data second, String message) {
    DataStream stream =
        batchSize -> {
          int[] next = {0};
          return () -> next[0]++ == 0 ? data(0, 2) : next[0] == 2 ? second : null;
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.shuffled(4, 1).open(8).next())
        .withMessageStartingWith(message);
  }

  @Test
  void aWindowHasAtLeastTwoExamples() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(3).shuffled(1, 1))
        .withMessage(
            "expected a bufferSize of at least 2 examples, got 1; the larger it is, the better are"
                + " the examples shuffled");
  }

  @Test
  void closesTheStream() {
    AtomicBoolean closed = new AtomicBoolean();
    DataStream stream =
        batchSize ->
            new DataStream.Batches() {
              @Override
              public Data next() {
                return data(0, 1);
              }

              @Override
              public void close() {
                closed.set(true);
              }
            };
    stream.shuffled(4, 1).open(1).close();
    assertThat(closed).isTrue();
  }

  @Test
  void aStreamMayBeShuffledAfterItIsChangedByEpoch() {
    // Examples 10·epoch and 10·epoch + 1.
    DataStream byEpoch =
        new DataStream() {
          @Override
          public Batches open(int batchSize) {
            return open(batchSize, 1);
          }

          @Override
          public Batches open(int batchSize, int epoch) {
            int[] next = {0};
            return () -> next[0]++ == 0 ? data(10 * epoch, 10 * epoch + 2) : null;
          }
        };
    assertThat(order(byEpoch.shuffled(5, 1), 8, 4)).containsExactlyInAnyOrder(40, 41);
  }

  private static List<Integer> order(DataStream stream, int batchSize, int epoch) {
    return numbers(stream.open(batchSize, epoch));
  }

  private static List<Integer> numbers(DataStream.Batches opened) {
    List<Integer> order = new ArrayList<>();
    try (DataStream.Batches batches = opened) {
      for (Data batch = batches.next(); batch != null; batch = batches.next()) {
        order.addAll(numbers(batch));
      }
    }
    return order;
  }

  private static List<Integer> numbers(Data batch) {
    int[] x = batch.x().data().asInt();
    int[] y = batch.y().data().asInt();
    assertThat(IntStream.of(y).map(i -> -i).toArray()).isEqualTo(x);
    return IntStream.of(x).boxed().toList();
  }

  private static DataStream numbered(int size) {
    return batchSize -> {
      int[] next = {0};
      return () -> {
        int from = next[0];
        next[0] = Math.min(size, from + batchSize);
        return from == size ? null : data(from, next[0]);
      };
    };
  }

  private static Data data(int from, int to) {
    float[][] x = new float[to - from][1];
    float[] y = new float[to - from];
    for (int i = from; i < to; i++) {
      x[i - from][0] = i;
      y[i - from] = -i;
    }
    return Data.of(x, y);
  }
}
