package org.netwright.samples.records;

import java.time.LocalDate;
import org.netwright.annotations.Calendar;
import org.netwright.annotations.CalendarPart;
import org.netwright.annotations.Embedding;

/** A machine, of which training sees only some of the possible values. */
record Machine(
    double load,
    @Nullable Double pressure,
    double voltage,
    boolean outdoor,
    Color color,
    @Embedding(width = 3) Color paint,
    @Nullable Color cover,
    @Calendar({CalendarPart.YEAR, CalendarPart.MONTH}) LocalDate built) {

  enum Color {
    RED,
    GREEN,
    BLUE
  }
}
