package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

class DataTest {
  @TempDir Path folder;

  @Test
  void keepsWhatArraysHold() {
    INDArray x = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    Data data = Data.of(x.dup('f'), Nd4j.createFromArray(0, 1, 2));
    x.assign(0);
    assertThat(data.x().toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    assertThat(data.x().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(data.y().shape()).containsExactly(3, 1);
    assertThat(data.y().data().asDouble()).containsExactly(0, 1, 2);
    assertThat(data).hasToString("3 examples, x [n × 2], y [n × 1]");
  }

  @Test
  void keepsDoublesAsTheyAre() {
    Data data = Data.of(Nd4j.createFromArray(new double[][] {{1e-300}}), Nd4j.createFromArray(0.1));
    assertThat(data.x().getDouble(0)).isEqualTo(1e-300);
    assertThat(data.y().getDouble(0)).isEqualTo(0.1);
  }

  @Test
  void keepsRowsOfAnyShape() {
    Data data = Data.of(Nd4j.rand(DataType.FLOAT, 4, 2, 3), Nd4j.zeros(4));
    assertThat(data.first(2).x().shape()).containsExactly(2, 2, 3);
  }

  @Test
  void readsNd4jDataSetsAndIterators() {
    DataSet set =
        new DataSet(
            Nd4j.createFromArray(new float[][] {{0}, {10}}),
            Nd4j.createFromArray(new float[][] {{1}, {2}}));
    assertThat(Data.of(set).x().toFloatVector()).containsExactly(0, 10);

    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fit(set);
    SingletonDataSetIterator iterator = new SingletonDataSetIterator(set);
    iterator.setPreProcessor(normalizer);
    assertThat(Data.of(iterator).x().toFloatVector())
        .containsExactly(new float[] {-1, 1}, offset(1e-3f));
  }

  @Test
  void resetsAnIteratorInEachEpoch() {
    DataSet set = new DataSet(Nd4j.ones(3, 2), Nd4j.zeros(3, 1));
    DataStream stream = DataStream.of(new SingletonDataSetIterator(set));
    for (int epoch = 0; epoch < 2; epoch++) {
      try (DataStream.Batches batches = stream.open(32)) {
        assertThat(batches.next()).isNotNull().extracting(Data::size).isEqualTo(3);
        assertThat(batches.next()).isNull();
      }
    }
  }

  @Test
  void refusesInvalidData() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.of(new float[][] {{1}, {Float.NaN}}, new float[] {1, 2}))
        .withMessage("expected finite x, got NaN in row 1, column 0 (counted from 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.of(new float[][] {{1}, {2, 3}}, new float[] {1, 2}))
        .withMessage(
            "expected x with as many numbers in each row, got 1 in row 0 and 2 in row 1 (counted from 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.of(new float[][] {{1}, {2}}, new float[][] {{}, {2}}))
        .withMessage(
            "expected y with as many numbers in each row, got 0 in row 0 and 1 in row 1 (counted from 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.of(new float[2][0], new float[2]))
        .withMessage("expected x with at least one number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.of(new float[][] {{1}}, new int[] {1, 2}))
        .withMessage("expected x and y with the same number of rows, at least one, got 1 and 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(3).rows(3))
        .withMessage("expected rows from 0 to 2, got 3");
  }

  @Test
  void splitsWithoutLossOrOverlap() {
    Split split = numbered(10).split(0.3, 1);
    assertThat(split.train().size()).isEqualTo(7);
    assertThat(split.test().size()).isEqualTo(3);
    assertThat(all(split)).containsExactlyInAnyOrder(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f);
    assertThat(all(numbered(10).split(0.3, 1))).isEqualTo(all(split));
    assertThat(all(numbered(10).split(0.3, 2))).isNotEqualTo(all(split));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(10).split(0.01, 1))
        .withMessage(
            "expected a share to hold out that leaves examples on both sides, got 0.01 of 10 examples");
  }

  @Test
  void stratifiedPartsHaveTheSameShareOfEachClass() {
    float[][] x = new float[100][1];
    int[] classes = IntStream.range(0, 100).map(i -> i < 80 ? 0 : i < 95 ? 1 : 2).toArray();
    Data data = Data.of(x, classes).shuffled(3);
    assertThat(counts(data.stratifiedSplit(0.2, 5).test())).containsExactly(16, 3, 1);
    for (Split fold : data.stratifiedFolds(5, 7)) {
      assertThat(counts(fold.test())).containsExactly(16, 3, 1);
      assertThat(counts(fold.train())).containsExactly(64, 12, 4);
    }
  }

  @Test
  void splitsIntoThreeParts() {
    ThreeWaySplit split = numbered(50).split(0.3, 0.2, 1);
    assertThat(split.train().size()).isEqualTo(25);
    assertThat(split.validation().size()).isEqualTo(15);
    assertThat(split.test().size()).isEqualTo(10);
    assertThat(numbers(split.test())).isEqualTo(numbers(numbered(50).split(0.2, 1).test()));
    List<Float> all = numbers(split.train());
    all.addAll(numbers(split.validation()));
    all.addAll(numbers(split.test()));
    assertThat(all).hasSize(50).doesNotHaveDuplicates();
    for (double[] shares : new double[][] {{0.5, 0.5}, {0, 0.2}, {0.2, 0}, {0.001, 0.2}, {-1, 1}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> numbered(50).split(shares[0], shares[1], 1))
          .withMessage(
              "expected shares for validation and test that leave examples in all three parts, got"
                  + " %s and %s of 50 examples",
              shares[0], shares[1]);
    }
  }

  @Test
  void threeStratifiedPartsHaveTheSameShareOfEachClass() {
    int[] classes = IntStream.range(0, 100).map(i -> i < 80 ? 0 : i < 95 ? 1 : 2).toArray();
    Data data = Data.of(new float[100][1], classes).shuffled(3);
    ThreeWaySplit split = data.stratifiedSplit(0.2, 0.2, 5);
    assertThat(counts(split.train())).containsExactly(48, 9, 3);
    assertThat(counts(split.validation())).containsExactly(16, 3, 1);
    assertThat(counts(split.test())).containsExactly(16, 3, 1);
  }

  @Test
  void foldsHoldEachExampleOutOnce() {
    List<Float> held = new ArrayList<>();
    for (Split fold : numbered(11).folds(4, 9)) {
      assertThat(all(fold)).hasSize(11).doesNotHaveDuplicates();
      held.addAll(numbers(fold.test()));
    }
    assertThat(held).hasSize(11).doesNotHaveDuplicates();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(3).folds(4, 1))
        .withMessage("expected a number of folds from 2 to 3, the number of examples, got 4");
  }

  @Test
  void shufflesEvenly() {
    int[][] places = new int[4][4];
    for (int seed = 0; seed < 4000; seed++) {
      List<Float> order = numbers(numbered(4).shuffled(seed));
      for (int place = 0; place < 4; place++) {
        places[order.get(place).intValue()][place]++;
      }
    }
    // Each of 4 numbers is in each place 1000 times, within 4.5 deviations of a binomial
    // distribution.
    assertThat(Arrays.stream(places).flatMapToInt(Arrays::stream).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(877, 1123));
  }

  @Test
  void readsImages() throws IOException {
    Path images = folder.resolve("images");
    Path labels = folder.resolve("labels");
    Files.write(
        images, new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, -1, 102});
    Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 7, 3});
    Data data = Data.idx(images, labels);
    assertThat(data.x().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 51 / 255f}, {1, 102 / 255f}});
    assertThat(data.y().toFloatVector()).containsExactly(7, 3);

    Files.write(images, new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, -1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.idx(images, labels))
        .withMessage(images + ": expected 4 bytes after its sizes, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.idx(labels, labels))
        .withMessage(
            labels
                + ": expected an IDX file of bytes in 3 dimensions, which begins with 00000803;"
                + " got 00000801");
  }

  @Test
  void anImageFileThatClaimsToBeHugeIsNotBelieved() throws IOException {
    Path images = folder.resolve("images");
    Files.write(images, new byte[] {0, 0, 8, 3, 0, 0, 0x7f, 0, 0, 0, 0x40, 0, 0, 0, 0, 4, 1, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.idx(images, images))
        .withMessageContaining("bytes after its sizes, but its 18 bytes cannot hold them");
  }

  @Test
  void aCompressedFileIsReadUpToALimitOnly() throws IOException {
    Path images = folder.resolve("images");
    Path labels = folder.resolve("labels");
    // 64 million pixels, all 0, in 64 thousand bytes.
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(images), 1 << 16)) {
      out.write(new byte[] {0, 0, 8, 3, 0, 0, 0x03, (byte) 0xe8, 0, 0, 0, (byte) 250, 0, 0, 1, 0});
      byte[] image = new byte[64_000];
      for (int i = 0; i < 1000; i++) {
        out.write(image);
      }
    }
    try (OutputStream out = Files.newOutputStream(labels)) {
      out.write(new byte[] {0, 0, 8, 1, 0, 0, 0x03, (byte) 0xe8});
      out.write(new byte[1000]);
    }
    assertThat(Data.idx(images, labels).size()).isEqualTo(1000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.idx(images, labels, 10_000_000))
        .withMessage(
            images
                + ": expected at most 10000000 bytes after its sizes, but its sizes [1000, 250, 256]"
                + " claim 64000000; if you trust the file, set a higher limit, as in"
                + " Data.idx(images, labels, 64000000L)");
  }

  /** The header is refused before a byte of the pixels is read. */
  @ParameterizedTest
  @ValueSource(ints = {2_147_483, 100_000})
  void aCompressedFileThatClaimsToBeHugeIsNotBelieved(int count) throws IOException {
    Path images = folder.resolve("images");
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(images)))) {
      out.writeInt(0x803);
      out.writeInt(count);
      out.writeInt(1000);
      out.writeInt(1);
      out.write(new byte[1 << 12]);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.idx(images, images))
        .withMessageContaining(" bytes cannot hold them");
  }

  private static Data numbered(int n) {
    float[][] x = new float[n][1];
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      x[i][0] = i;
      y[i] = -i;
    }
    return Data.of(x, y);
  }

  private static List<Float> all(Split split) {
    List<Float> all = new ArrayList<>(numbers(split.train()));
    all.addAll(numbers(split.test()));
    return all;
  }

  /** Returns the features of numbered examples, after checking that the targets match. */
  private static List<Float> numbers(Data data) {
    List<Float> numbers = new ArrayList<>();
    float[] x = data.x().data().asFloat();
    float[] y = data.y().data().asFloat();
    for (int i = 0; i < x.length; i++) {
      assertThat(y[i]).isEqualTo(-x[i]);
      numbers.add(x[i]);
    }
    return numbers;
  }

  private static int[] counts(Data data) {
    int[] counts = new int[3];
    for (double number : data.y().data().asDouble()) {
      counts[(int) number]++;
    }
    return counts;
  }
}
