package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.internal.data.RecordTable;

/** The lines of a CSV file as a stream of examples that are records. */
class CsvRecordStreamTest {
  private static final String FILE = "x,y,kind\n1,2,A\n3,4,B\n5,6,A\n7,8,B\n9,10,A\n";

  enum Kind {
    A,
    B
  }

  record Point(int x, int y) {}

  record Line(Point point, Kind kind) {}

  @TempDir private Path folder;

  private final CountedFile file = new CountedFile(FILE);

  @Test
  void eachEpochHasAllLinesInTheirOrder() throws IOException {
    DataStream stream = stream();
    assertThat(file.opened()).isEqualTo(1);
    assertThat(file.open()).isZero();
    for (int epoch = 1; epoch <= 3; epoch++) {
      List<Integer> sizes = new ArrayList<>();
      List<Object> examples = new ArrayList<>();
      List<Object> targets = new ArrayList<>();
      try (DataStream.Batches batches = stream.open(2, epoch)) {
        for (Data batch = batches.next(); batch != null; batch = batches.next()) {
          sizes.add(batch.size());
          for (int i = 0; i < batch.size(); i++) {
            examples.add(((RecordTable) batch).example(i));
            targets.add(((RecordTable) batch).target(i));
          }
        }
      }
      assertThat(sizes).containsExactly(2, 2, 1);
      assertThat(examples)
          .containsExactly(
              new Point(1, 2), new Point(3, 4), new Point(5, 6), new Point(7, 8), new Point(9, 10));
      assertThat(targets).containsExactly(Kind.A, Kind.B, Kind.A, Kind.B, Kind.A);
      assertThat(file.opened()).isEqualTo(1 + epoch);
      assertThat(file.open()).isZero();
    }
  }

  @Test
  void theFileIsClosedAtItsEnd() throws IOException {
    DataStream.Batches batches = stream().open(5);
    assertThat(batches.next()).isNotNull();
    assertThat(file.open()).isEqualTo(1);
    assertThat(batches.next()).isNull();
    assertThat(file.open()).isZero();
    assertThat(batches.next()).isNull();
    batches.close();
    assertThat(file.open()).isZero();
  }

  @Test
  void theFileIsClosedIfTheReaderStopsEarly() throws IOException {
    try (DataStream.Batches batches = stream().open(2)) {
      assertThat(batches.next()).isNotNull();
      assertThat(file.open()).isEqualTo(1);
    }
    assertThat(file.open()).isZero();
    try (DataStream.Batches batches = stream().shuffled(2, 1).open(1)) {
      assertThat(batches.next()).isNotNull();
      assertThat(file.open()).isEqualTo(1);
    }
    assertThat(file.open()).isZero();
  }

  @Test
  void theFileIsClosedAfterAnError() throws IOException {
    file.replace("x,y,kind\n1,2,A\nthree,4,B\n");
    DataStream.Batches batches = stream().open(1);
    assertThat(batches.next()).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(batches::next)
        .withMessage(
            "data.csv: line 3, column x (Line.point.x): expected a whole number in the range of"
                + " int, got \"three\"");
    assertThat(file.open()).isZero();
    batches.close();
    assertThat(file.open()).isZero();
  }

  @Test
  void theFileIsClosedIfAFunctionThrows() throws IOException {
    DataStream stream =
        csv().stream(
            Line.class,
            line -> {
              throw new IllegalStateException("of the function");
            },
            Line::kind);
    DataStream.Batches batches = stream.open(1);
    assertThatIllegalStateException().isThrownBy(batches::next).withMessage("of the function");
    assertThat(file.open()).isZero();
  }

  @Test
  void nullIsRefusedWithItsLine() throws IOException {
    file.replace("x,y,kind\n1,2,A\n3,4,\n");
    try (DataStream.Batches batches = stream().open(10)) {
      assertThatIllegalArgumentException()
          .isThrownBy(batches::next)
          .withMessage(
              "data.csv: line 3: the function of the target, which was passed to stream(…), returned"
                  + " null; complete the line or remove it from the file");
    }
    DataStream noExamples = csv().stream(Line.class, line -> none(), Line::kind);
    try (DataStream.Batches batches = noExamples.open(10)) {
      assertThatIllegalArgumentException()
          .isThrownBy(batches::next)
          .withMessageStartingWith("data.csv: line 2: the function of the example, which");
    }
    assertThat(file.open()).isZero();
  }

  private static @Nullable Point none() {
    return null;
  }

  @Test
  void columnsAreFoundAgainInEachEpoch() throws IOException {
    DataStream stream = stream();
    file.replace("kind,y,x\nB,4,3\n");
    try (DataStream.Batches batches = stream.open(10)) {
      assertThat(((RecordTable) batches.next()).example(0)).isEqualTo(new Point(3, 4));
    }
    file.replace("kind,y\nB,4\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.open(10))
        .withMessage("data.csv: expected a column x for Line.point.x, got the columns kind, y");
    assertThat(file.open()).isZero();
  }

  @Test
  void anEmptyFileHasNoBatches() throws IOException {
    file.replace("x,y,kind\n");
    try (DataStream.Batches batches = stream().open(10)) {
      assertThat(batches.next()).isNull();
    }
    assertThat(stream().columns()).isEmpty();
  }

  @Test
  void aFileThatIsGoneIsAnIoException() throws IOException {
    Path path = Files.writeString(folder.resolve("points.csv"), FILE);
    DataStream stream = Data.csv(path).stream(Line.class, Line::point, Line::kind);
    Files.delete(path);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> stream.open(1))
        .withCauseInstanceOf(NoSuchFileException.class);
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Data.csv(path).stream(Line.class, Line::point, Line::kind));
  }

  @Test
  void whatCannotBeReadIsRefusedAtOnce() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv().stream(Other.class, Other::x, Other::z))
        .withMessage("data.csv: expected a column z for Other.z, got the columns x, y, kind");
    assertThat(file.open()).isZero();
    assertThatIllegalStateException()
        .isThrownBy(() -> csv().target("kind").stream(Line.class, Line::point, Line::kind))
        .withMessage(
            "data.csv: stream reads the columns of the components of Line, so that target(…) has no"
                + " effect; remove it");
    assertThatNullPointerException()
        .isThrownBy(() -> csv().stream(Line.class, null, Line::kind))
        .withMessage("example");
    assertThatNullPointerException()
        .isThrownBy(() -> csv().stream(Line.class, Line::point, null))
        .withMessage("target");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream().open(0))
        .withMessage("batchSize must be at least 1, got 0");
  }

  record Other(int x, int z) {}

  private CsvData csv() throws IOException {
    return Data.csv(file.url());
  }

  private DataStream stream() throws IOException {
    return csv().stream(Line.class, Line::point, Line::kind);
  }
}
