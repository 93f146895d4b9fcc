package org.netwright.samples.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the output that a page shows with what the program prints.
 *
 * <p>A line {@code ...} stands for any number of lines. Times and rates are not compared. Numbers
 * may differ a little, because another processor adds up in another order; everything else is
 * equal, except the number of spaces.
 */
final class Transcript {
  private static final String OMITTED = "...";

  /** By how much a number may differ between processors, relative to the larger one. */
  static final double TOLERANCE = 0.02;

  private static final Pattern TIME =
      Pattern.compile("\\d[\\d.,]*(?:e-?\\d+)? (?:s|ms|µs|ns|min)\\b|[\\d.,]+ examples/s");

  private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d,]*(?:\\.\\d+)?(?:[eE]-?\\d+)?");

  private final List<String> documented;
  private final List<String> actual;
  private final int omitted;

  Transcript(String documented, String actual) {
    this.documented = documented.stripTrailing().lines().toList();
    this.actual = actual.stripTrailing().lines().map(String::stripTrailing).toList();
    this.omitted = this.documented.stream().map(String::strip).toList().indexOf(OMITTED);
  }

  /**
   * Returns the lines that differ; none if the page shows what the program prints.
   *
   * @param tolerance by how much numbers may differ, relative to the larger one
   */
  List<String> differences(double tolerance) {
    List<String> expected = shown(actual);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(documented.size(), expected.size()); i++) {
      String shown = i < documented.size() ? documented.get(i) : "(nothing)";
      String printed = i < expected.size() ? expected.get(i) : "(nothing)";
      if (i != omitted && !same(shown, printed, tolerance)) {
        differences.add("the page shows: " + shown + "\nthe program prints: " + printed);
      }
    }
    return differences;
  }

  /** Returns what the page has to show: the same lines, as the program prints them. */
  String corrected() {
    return String.join("\n", shown(actual)) + "\n";
  }

  /** The lines of the program that the page shows: all, or those around the omitted ones. */
  private List<String> shown(List<String> lines) {
    int after = documented.size() - omitted - 1;
    if (omitted < 0 || lines.size() < omitted + after) {
      return lines;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, omitted));
    shown.add(documented.get(omitted));
    shown.addAll(lines.subList(lines.size() - after, lines.size()));
    return shown;
  }

  private static boolean same(String one, String other, double tolerance) {
    String left = TIME.matcher(one).replaceAll("…");
    String right = TIME.matcher(other).replaceAll("…");
    if (!words(left).equals(words(right))) {
      return false;
    }
    Matcher numbers = NUMBER.matcher(left);
    Matcher others = NUMBER.matcher(right);
    while (numbers.find() && others.find()) {
      double a = Double.parseDouble(numbers.group().replace(",", ""));
      double b = Double.parseDouble(others.group().replace(",", ""));
      if (Math.abs(a - b) > tolerance * Math.max(Math.abs(a), Math.abs(b))) {
        return false;
      }
    }
    return true;
  }

  /** The line without its numbers. */
  private static String words(String line) {
    return NUMBER.matcher(line).replaceAll("#").replaceAll("\\s+", " ").strip();
  }
}
