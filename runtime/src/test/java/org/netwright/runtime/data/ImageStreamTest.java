package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.netwright.runtime.internal.image.ImageFiles.colour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.internal.image.ImageFiles;

class ImageStreamTest {
  private static final int N = 40;

  @TempDir Path folder;

  /** The number of an image is its red, 25 of class a and 15 of class b. */
  @BeforeEach
  void writeFiles() throws IOException {
    for (int i = 0; i < N; i++) {
      ImageFiles.write(file(i), 3, 2, colour(i, 100, 200));
    }
  }

  private Path file(int i) {
    return folder.resolve(i < 25 ? "a" : "b").resolve("%02d.png".formatted(i));
  }

  @AfterEach
  void threadsHaveEnded() throws InterruptedException {
    endWithin(1000);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("netwright-images"))
        .count();
  }

  /** An executor has ended shortly before its threads have. */
  private static void endWithin(int milliseconds) throws InterruptedException {
    for (int i = 0; i < milliseconds && threads() > 0; i += 10) {
      Thread.sleep(10);
    }
    assertThat(threads()).isZero();
  }

  private static List<Integer> numbers(Data batch) {
    assertThat(batch.x().shape()).containsExactly(batch.size(), 3, 3, 2);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      int number = Math.round(255 * batch.x().getFloat(i, 0, 0, 0));
      numbers.add(number);
      assertThat(batch.y().getInt(i, 0)).isEqualTo(number < 25 ? 0 : 1);
      assertThat(batch.x().getFloat(i, 2, 2, 1)).isEqualTo(200 / 255f);
    }
    return numbers;
  }

  private static List<List<Integer>> batches(DataStream.Batches batches) {
    List<List<Integer>> all = new ArrayList<>();
    try (batches) {
      for (Data batch = batches.next(); batch != null; batch = batches.next()) {
        assertThat(batch.classNames()).containsExactly("a", "b");
        all.add(numbers(batch));
      }
      assertThat(batches.next()).isNull();
    }
    return all;
  }

  private static List<Integer> flat(List<List<Integer>> batches) {
    return batches.stream().flatMap(List::stream).toList();
  }

  private static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  @Test
  void comesInTheOrderOfTheFiles() throws IOException {
    DataStream stream = Data.images(folder).stream();
    assertThat(stream.columns()).isEqualTo(Data.images(folder).read().columns());
    for (int epoch = 1; epoch < 3; epoch++) {
      List<List<Integer>> batches = batches(stream.open(16, epoch));
      assertThat(batches).extracting(List::size).containsExactly(16, 16, 8);
      assertThat(flat(batches)).isEqualTo(upTo(N));
    }
    assertThat(batches(stream.open(100))).containsExactly(upTo(N));
    assertThat(flat(batches(stream.open(1)))).isEqualTo(upTo(N));
  }

  @Test
  void shufflesAllFilesInEachEpoch() throws IOException {
    DataStream stream = Data.images(folder).stream(7);
    List<Integer> first = flat(batches(stream.open(16, 1)));
    List<Integer> second = flat(batches(stream.open(16, 2)));
    assertThat(first).containsExactlyInAnyOrderElementsOf(upTo(N)).isNotEqualTo(upTo(N));
    assertThat(second).containsExactlyInAnyOrderElementsOf(upTo(N)).isNotEqualTo(first);
    assertThat(flat(batches(stream.open(16)))).isEqualTo(first);
    assertThat(flat(batches(Data.images(folder).stream(7).open(5, 2)))).isEqualTo(second);
    assertThat(flat(batches(Data.images(folder).stream(8).open(16, 1)))).isNotEqualTo(first);
  }

  @Test
  void canBeShuffledInABuffer() throws IOException {
    DataStream stream = Data.images(folder).stream().shuffled(30, 1);
    assertThat(flat(batches(stream.open(16, 1))))
        .containsExactlyInAnyOrderElementsOf(upTo(N))
        .isNotEqualTo(flat(batches(stream.open(16, 2))));
  }

  @Test
  void filesAreListedOnce() throws IOException {
    DataStream stream = Data.images(folder).stream();
    ImageFiles.write(folder.resolve("a/99.png"), 3, 2, 0);
    assertThat(flat(batches(stream.open(16)))).isEqualTo(upTo(N));
  }

  @Test
  void aDamagedFileEndsTheEpoch() throws Exception {
    DataStream stream = Data.images(folder).stream();
    Files.writeString(file(11), "x");
    Files.writeString(file(10), "x");
    try (DataStream.Batches batches = stream.open(8)) {
      assertThat(batches.next()).isNotNull();
      // Whichever thread is first.
      assertThatIllegalArgumentException()
          .isThrownBy(batches::next)
          .withMessageStartingWith(file(10) + ": expected an image that Java can read");
      endWithin(1000);
      assertThatIllegalStateException()
          .isThrownBy(batches::next)
          .withMessage("the batches are closed; open the stream again");
    }
  }

  @Test
  void aFileThatIsGoneEndsTheEpoch() throws IOException {
    DataStream stream = Data.images(folder).stream();
    Files.delete(file(3));
    try (DataStream.Batches batches = stream.open(8)) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(batches::next)
          .withMessage("%s: deleted since the folder was listed, or a broken link", file(3));
    }
  }

  @Test
  void anImageOfAnotherSizeEndsTheEpoch() throws IOException {
    DataStream stream = Data.images(folder).stream();
    ImageFiles.write(file(9), 2, 3, 0);
    try (DataStream.Batches batches = stream.open(8)) {
      assertThat(batches.next()).isNotNull();
      assertThatIllegalArgumentException()
          .isThrownBy(batches::next)
          .withMessageStartingWith(
              "%s: expected an image of 3 × 2 pixels, as %s is, got one of 2 × 3;"
                  .formatted(file(9), file(0)));
    }
    // It is known before an epoch which size the images have.
    Files.writeString(file(0), "x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.images(folder).stream())
        .withMessageStartingWith(file(0) + ": expected an image");
    assertThat(Data.images(folder).size(3, 2).stream()).isNotNull();
  }

  @Test
  void onlyTheNextBatchesAreDecoded() throws Exception {
    DataStream stream = Data.images(folder).stream();
    try (DataStream.Batches batches = stream.open(4)) {
      assertThat(numbers(batches.next())).containsExactly(0, 1, 2, 3);
      Thread.sleep(300);
      for (int i = 12; i < N; i++) {
        Files.delete(file(i));
      }
      assertThat(numbers(batches.next())).containsExactly(4, 5, 6, 7);
      assertThat(numbers(batches.next())).containsExactly(8, 9, 10, 11);
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(batches::next)
          .withMessageStartingWith(file(12) + ": deleted");
    }
  }

  @Test
  void closingEndsTheThreads() throws Exception {
    DataStream.Batches batches = Data.images(folder).stream().open(2);
    assertThat(batches.next()).isNotNull();
    batches.close();
    endWithin(1000);
    batches.close();
    assertThatIllegalStateException().isThrownBy(batches::next);
    try (DataStream.Batches unread = Data.images(folder).stream().open(2)) {
      assertThat(unread).isNotNull();
    }
  }

  @Test
  void threadsEndAtTheEndOfTheEpoch() throws Exception {
    DataStream.Batches batches = Data.images(folder).stream().open(16);
    while (batches.next() != null) {
      assertThat(batches).isNotNull();
    }
    endWithin(1000);
  }

  /** A pass that nobody closes has idle threads, which end after some seconds. */
  @Test
  void threadsOfAForgottenPassEnd() throws Exception {
    assertThat(Data.images(folder).stream().open(2).next()).isNotNull();
    endWithin(10_000);
  }

  @Test
  void anInterruptDoesNotEndTheBatch() throws Exception {
    DataStream.Batches batches = Data.images(folder).stream().open(16);
    Thread.currentThread().interrupt();
    assertThat(numbers(batches.next())).isEqualTo(upTo(16));
    assertThat(Thread.interrupted()).isTrue();
    Thread.currentThread().interrupt();
    batches.close();
    assertThat(Thread.interrupted()).isTrue();
    endWithin(1000);
  }

  @Test
  void severalPassesAtOnceDoNotMeet() throws IOException {
    DataStream stream = Data.images(folder).stream();
    try (DataStream.Batches first = stream.open(3);
        DataStream.Batches second = stream.open(5)) {
      List<Integer> ofFirst = new ArrayList<>();
      List<Integer> ofSecond = new ArrayList<>();
      for (Data batch = first.next(); batch != null; batch = first.next()) {
        ofFirst.addAll(numbers(batch));
        Data other = second.next();
        if (other != null) {
          ofSecond.addAll(numbers(other));
        }
      }
      assertThat(ofFirst).isEqualTo(ofSecond).isEqualTo(upTo(N));
    }
  }

  @Test
  void batchesAreChecked() throws IOException {
    DataStream stream = Data.images(folder).size(20_000, 20_000).stream();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.open(0))
        .withMessage("batchSize must be at least 1, got 0");
    try (DataStream.Batches batches = stream.open(32)) {
      assertThatIllegalArgumentException()
          .isThrownBy(batches::next)
          .withMessage(
              "a batch of 32 images of 3 × 20000 × 20000 has more than 2³¹ numbers; choose a smaller"
                  + " batch, or smaller images with size(height, width)");
    }
  }
}
