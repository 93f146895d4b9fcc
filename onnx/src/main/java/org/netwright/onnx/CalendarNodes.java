package org.netwright.onnx;

import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.generated.CalendarPart;

/**
 * The numbers of the calendar, from seconds since 1970 in local time: the algorithm of H. Hinnant,
 * "chrono-compatible low-level date algorithms", {@code civil_from_days}, which the encoder has.
 */
final class CalendarNodes {
  private static final long DAY = 86_400;
  private static final long HOUR = 3_600;
  private static final long ERA = 146_097;

  private final OnnxGraph graph;
  private final String secondOfDay;
  private final String epochDay;
  private final String dayFromMarch;
  private final String monthFromMarch;
  private final String isEarly;
  private final String year;

  /**
   * Makes the nodes.
   *
   * @param seconds [n × 1] whole numbers
   */
  CalendarNodes(OnnxGraph graph, String seconds) {
    this.graph = graph;
    secondOfDay = op("Mod", seconds, DAY);
    epochDay = op("Div", graph.op("Sub", seconds, secondOfDay), DAY);
    String shifted = op("Add", epochDay, 719_468);
    String dayOfEra = op("Mod", shifted, ERA);
    String era = op("Div", graph.op("Sub", shifted, dayOfEra), ERA);
    String withoutLeapDays =
        graph.op(
            "Sub",
            graph.op(
                "Add",
                graph.op("Sub", dayOfEra, op("Div", dayOfEra, 1_460)),
                op("Div", dayOfEra, 36_524)),
            op("Div", dayOfEra, 146_096));
    String yearOfEra = op("Div", withoutLeapDays, 365);
    String days =
        graph.op(
            "Sub",
            graph.op("Add", op("Mul", yearOfEra, 365), op("Div", yearOfEra, 4)),
            op("Div", yearOfEra, 100));
    dayFromMarch = graph.op("Sub", dayOfEra, days);
    monthFromMarch = op("Div", op("Add", op("Mul", dayFromMarch, 5), 2), 153);
    // January and February, which the years of the algorithm end with.
    isEarly = op("GreaterOrEqual", monthFromMarch, 10);
    String march = graph.op("Add", yearOfEra, op("Mul", era, 400));
    year = graph.op("Where", isEarly, op("Add", march, 1), march);
  }

  private String op(String operator, String value, long number) {
    return graph.op(operator, value, graph.whole(number));
  }

  /** Returns the numbers of the parts, in double, [n × numbers]. */
  String numbers(List<CalendarPart> parts) {
    List<String> numbers = new ArrayList<>();
    for (CalendarPart part : parts) {
      switch (part) {
        case YEAR -> numbers.add(wide(year));
        case EPOCH_DAY -> numbers.add(wide(epochDay));
        case MONTH -> addCycle(month(), constant(12), numbers);
        case DAY_OF_MONTH -> addCycle(dayOfMonth(), constant(31), numbers);
        case DAY_OF_YEAR -> addCycle(dayOfYear(), daysOfYear(), numbers);
        case WEEKDAY -> addCycle(op("Mod", op("Add", epochDay, 3), 7), constant(7), numbers);
        case HOUR -> addCycle(secondOfDay, constant(DAY), numbers);
        case MINUTE -> addCycle(op("Mod", secondOfDay, HOUR), constant(HOUR), numbers);
      }
    }
    return numbers.size() == 1
        ? numbers.get(0)
        : graph.node("Concat", numbers.toArray(String[]::new)).with("axis", 1L).out();
  }

  private String wide(String value) {
    return Scaling.cast(graph, value, ElementType.DOUBLE);
  }

  private String constant(double number) {
    return graph.doubles(new long[] {1}, number);
  }

  /** The cosine is a sine: not every runtime has that of a double. */
  private void addCycle(String place, String length, List<String> numbers) {
    String share = graph.op("Div", wide(place), length);
    String angle = graph.op("Mul", share, constant(2 * Math.PI));
    numbers.add(graph.op("Sin", angle));
    numbers.add(graph.op("Sin", graph.op("Add", angle, constant(Math.PI / 2))));
  }

  /** Counted from 0. */
  private String month() {
    return graph.op("Where", isEarly, op("Sub", monthFromMarch, 10), op("Add", monthFromMarch, 2));
  }

  /** Counted from 0. */
  private String dayOfMonth() {
    String before = op("Div", op("Add", op("Mul", monthFromMarch, 153), 2), 5);
    return graph.op("Sub", dayFromMarch, before);
  }

  /** 1 January is 306 days after 1 March. */
  private String dayOfYear() {
    String later =
        graph.op(
            "Add", dayFromMarch, graph.op("Where", isLeap(), graph.whole(60), graph.whole(59)));
    return graph.op("Where", isEarly, op("Sub", dayFromMarch, 306), later);
  }

  private String daysOfYear() {
    return graph.op("Where", isLeap(), constant(366), constant(365));
  }

  private String isLeap() {
    String isCentury = divides(100);
    String isOrdinary = graph.op("And", divides(4), graph.op("Not", isCentury));
    return graph.op("Or", isOrdinary, divides(400));
  }

  private String divides(long number) {
    return op("Equal", op("Mod", year, number), 0);
  }
}
