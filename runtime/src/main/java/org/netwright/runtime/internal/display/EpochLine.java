package org.netwright.runtime.internal.display;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.netwright.runtime.training.EpochReport;

/**
 * The numbers of an epoch in one line that fits the terminal: {@code 3/25 loss 0.2134, penalty
 * 0.0121 val loss 0.2310, accuracy 0.9312 0.41 s}. Where there is not enough room, the least
 * important numbers are left out; no number is cut.
 */
final class EpochLine {
  private static final int DURATION_WIDTH = 6;

  private final String mainScore;
  private final int epochs;
  // What did not fit once stays out, so that the lines of a run have the same parts.
  private final Set<String> leftOut = new HashSet<>();
  private int lastWidth;

  /**
   * Makes lines for a run.
   *
   * @param mainScore the score that is shown first
   * @param epochs the number of epochs asked for
   */
  EpochLine(String mainScore, int epochs) {
    this.mainScore = mainScore;
    this.epochs = epochs;
  }

  /** The groups of a line, in their order. */
  private enum Group {
    POSITION,
    TRAINING,
    VALIDATION,
    SPEED
  }

  /**
   * A part of a line.
   *
   * @param importance the lower, the more important
   */
  private record Part(Group group, int place, int importance, String text) {
    String key() {
      return group + " " + place;
    }
  }

  /** Returns the line of an epoch in at most so many columns, if the loss fits them at all. */
  String of(EpochReport report, int width) {
    if (width != lastWidth) {
      leftOut.clear();
      lastWidth = width;
    }
    List<Part> parts = parts(report);
    parts.sort(Comparator.comparingInt(Part::importance));
    List<Part> chosen = new ArrayList<>();
    for (Part part : parts) {
      if (!leftOut.contains(part.key())) {
        chosen.add(part);
        if (part.importance() > 0 && line(chosen).length() > width) {
          chosen.remove(part);
          leftOut.add(part.key());
        }
      }
    }
    return line(chosen);
  }

  /** Returns the number of an epoch, as in {@code 3/25}, in a column of equal width. */
  static String position(int epoch, int epochs) {
    String last = Integer.toString(epochs);
    return String.format(Locale.ROOT, "%" + last.length() + "d/%s", epoch, last);
  }

  private List<Part> parts(EpochReport report) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(Group.POSITION, 0, 5, "epoch"));
    parts.add(new Part(Group.POSITION, 1, 0, position(report.epoch(), epochs)));
    parts.add(new Part(Group.TRAINING, 0, 0, "loss " + Numbers.of(report.dataLoss())));
    if (!report.penalties().isEmpty()) {
      parts.add(new Part(Group.TRAINING, 2, 3, "penalty " + Numbers.of(report.penalty())));
    }
    addScores(parts, Group.TRAINING, report.training(), 2, 7);
    addScores(parts, Group.VALIDATION, report.validation(), 1, 6);
    String duration = Numbers.duration(report.seconds());
    String column = " ".repeat(Math.max(0, DURATION_WIDTH - duration.length())) + duration;
    parts.add(new Part(Group.SPEED, 0, 4, column));
    parts.add(
        new Part(
            Group.SPEED,
            1,
            8,
            String.format(Locale.ROOT, "%,.0f examples/s", report.examplesPerSecond())));
    return parts;
  }

  /** The training loss is in the line already, as the steps saw it. */
  private void addScores(
      List<Part> parts, Group group, Map<String, Double> scores, int main, int other) {
    int place = 3;
    for (Map.Entry<String, Double> score : scores.entrySet()) {
      String name = score.getKey();
      boolean isMain = name.equals(mainScore);
      if (name.equals("loss") && group == Group.VALIDATION) {
        parts.add(new Part(group, 0, 1, "val loss " + Numbers.of(score.getValue())));
      } else if (!name.equals("loss")) {
        String text = name + " " + Numbers.of(score.getValue());
        parts.add(new Part(group, isMain ? 1 : place++, isMain ? main : other, text));
      }
    }
  }

  private static String line(List<Part> parts) {
    List<String> groups = new ArrayList<>();
    for (Group group : Group.values()) {
      String text =
          parts.stream()
              .filter(part -> part.group() == group)
              .sorted(Comparator.comparingInt(Part::place))
              .map(Part::text)
              .collect(Collectors.joining(group == Group.POSITION ? " " : ", "));
      if (!text.isEmpty()) {
        groups.add(text);
      }
    }
    return String.join("  ", groups);
  }
}
