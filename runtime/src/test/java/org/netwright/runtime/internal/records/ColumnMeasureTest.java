package org.netwright.runtime.internal.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.generated.CalendarPart;

/** What training has seen, in spite of rounding errors. */
class ColumnMeasureTest {
  private static CalendarColumn calendar(CalendarPart part) {
    return new CalendarColumn("day", "x", "UTC", List.of(part));
  }

  private static double[] raw(CalendarColumn column, LocalDate day) {
    double[] raw = new double[column.numbers()];
    column.read(day.toEpochDay(), 0, raw);
    return raw;
  }

  private static LearntColumn learnt(NumericColumn column, double[]... rows) {
    ColumnMeasure measure = new ColumnMeasure(column);
    for (double[] row : rows) {
      measure.add(row);
    }
    return measure.toLearnt();
  }

  @Test
  void whatTrainingHadIsSeen() {
    CalendarColumn weekday = calendar(CalendarPart.WEEKDAY);
    CalendarColumn month = calendar(CalendarPart.MONTH);
    for (int first = 1; first <= 7; first++) {
      for (int second = first; second <= 7; second++) {
        DayOfWeek one = DayOfWeek.of(first);
        DayOfWeek other = DayOfWeek.of(second);
        isSeen(
            weekday,
            days(365).filter(day -> day.getDayOfWeek() == one || day.getDayOfWeek() == other));
      }
    }
    for (int first = 1; first <= 12; first++) {
      for (int second = first; second <= 12; second++) {
        Month one = Month.of(first);
        Month other = Month.of(second);
        isSeen(month, days(365).filter(day -> day.getMonth() == one || day.getMonth() == other));
      }
    }
  }

  private static Stream<LocalDate> days(int count) {
    return IntStream.range(0, count).mapToObj(LocalDate.of(2023, 1, 1)::plusDays);
  }

  private static void isSeen(CalendarColumn column, Stream<LocalDate> days) {
    List<double[]> rows = days.map(day -> raw(column, day)).toList();
    LearntColumn learnt = learnt(column, rows.toArray(double[][]::new));
    float[] encoded = new float[column.width()];
    for (double[] row : rows) {
      assertThat(column.isSeen(row, learnt)).isTrue();
      column.encode(row, learnt, encoded, 0);
      assertThat((double) encoded[0]).isCloseTo(row[0], within(1e-7));
      assertThat((double) encoded[1]).isCloseTo(row[1], within(1e-7));
    }
  }

  /** The cosine of April and of October is 0, but for rounding errors. */
  @Test
  void roundingErrorsAreNotSeveralValues() {
    CalendarColumn month = calendar(CalendarPart.MONTH);
    LearntColumn learnt =
        learnt(
            month,
            raw(month, LocalDate.of(2024, 4, 1)),
            raw(month, LocalDate.of(2024, 10, 1)),
            raw(month, LocalDate.of(2024, 4, 30)));
    double[] january = raw(month, LocalDate.of(2024, 1, 1));
    assertThat(month.isSeen(january, learnt)).isFalse();
    float[] encoded = new float[2];
    month.encode(january, learnt, encoded, 0);
    assertThat((double) encoded[1]).isCloseTo(0, within(1e-10));
  }

  @Test
  void roundingErrorsAreNoScale() {
    NumericColumn column = NumericColumn.number("share", "x");
    LearntColumn known = learnt(column, new double[] {0.3}, new double[] {0.3});
    ColumnMeasure later = new ColumnMeasure(column);
    later.add(new double[] {0.1 + 0.2});
    LearntColumn extended = later.extend(known);
    assertThat(extended.deviation(0)).isZero();
    assertThat(column.isSeen(new double[] {0.1 + 0.2}, extended)).isTrue();
    assertThat(column.isSeen(new double[] {0.31}, extended)).isFalse();
    later.add(new double[] {0.5});
    later.add(new double[] {0.4});
    assertThat(later.extend(known).deviation(0)).isGreaterThan(0.05);
  }

  @Test
  void onlySoManyRareTextsAreKept() {
    assertThat(rare(10_000, 10).others()).hasSize(10_000);
    assertThat(rare(10_001, 10).others()).isEmpty();
    assertThat(rare(1_000, 1_000).others()).hasSize(1_000);
    assertThat(rare(1_001, 1_000).others()).isEmpty();
    assertThat(rare(1_001, 1_000).hasOthers()).isTrue();
    assertThat(rare(1_001, 1_000).mayHaveHad("unseen")).isTrue();
    assertThat(rare(1_000, 1_000).mayHaveHad("unseen")).isFalse();
  }

  private static LearntColumn rare(int count, int length) {
    ColumnMeasure measure = new ColumnMeasure(CategoryColumn.ofTexts("text", "x", 2, 10));
    for (int i = 0; i < count; i++) {
      measure.add(("%0" + length + "d").formatted(i));
    }
    return measure.toLearnt();
  }
}
