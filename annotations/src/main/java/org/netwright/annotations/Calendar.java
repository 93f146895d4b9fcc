package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What of a {@code LocalDate}, {@code LocalDateTime} or {@code Instant} of a record becomes numbers
 * of {@link Features}.
 *
 * <pre>{@code
 * record Trip(@Calendar({CalendarPart.WEEKDAY, CalendarPart.HOUR}) LocalDateTime start, double km) {}
 * }</pre>
 *
 * <p>A part that repeats, such as the weekday, becomes two numbers, the sine and the cosine of its
 * angle in the period, so that Sunday is next to Monday. {@link CalendarPart#YEAR} and {@link
 * CalendarPart#EPOCH_DAY} become one number, scaled as other numbers are.
 *
 * <p>{@code java.util} has a class of this name. A file that imports both packages with a star
 * imports this annotation by its name too.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Calendar {
  /** The parts, each at most once; a {@code LocalDate} has no time of day. */
  CalendarPart[] value();

  /**
   * The time zone in which an {@code Instant} is read, the name of a region such as {@code
   * "Europe/Paris"}; UTC if not set. Other types have none.
   */
  String zone() default "UTC";
}
