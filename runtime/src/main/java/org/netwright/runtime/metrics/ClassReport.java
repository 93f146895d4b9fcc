package org.netwright.runtime.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Precision, recall, F1 and support of each class: scikit-learn's {@code classification_report}
 * with {@code labels=range(classes), zero_division=0}.
 *
 * @param classes the scores of each class, in the order of their numbers
 * @param accuracy the share of rows whose class was predicted correctly
 * @param macroMean the means over the classes, with equal weights
 * @param weightedMean the means over the classes, weighted by their supports; its recall is the
 *     accuracy
 */
public record ClassReport(
    List<ClassScores> classes, double accuracy, ClassScores macroMean, ClassScores weightedMean) {
  private static final String GAP = "  ";
  private static final List<String> HEADER = List.of("", "precision", "recall", "f1", "support");

  /** Copies the list. */
  public ClassReport {
    classes = List.copyOf(classes);
  }

  /**
   * Makes the report of a confusion matrix.
   *
   * @param names the names of all classes, in the order of their numbers
   * @throws IllegalArgumentException if the number of names is not the number of classes
   */
  public static ClassReport of(ConfusionMatrix matrix, List<String> names) {
    matrix.requireNames(names);
    List<ClassScores> classes =
        IntStream.range(0, matrix.classes())
            .mapToObj(
                c ->
                    new ClassScores(
                        names.get(c),
                        matrix.precision(c),
                        matrix.recall(c),
                        matrix.f1(c),
                        matrix.support(c)))
            .toList();
    ClassScores macro =
        new ClassScores(
            "macro mean", matrix.precision(), matrix.recall(), matrix.f1(), matrix.total());
    ClassScores weighted =
        new ClassScores(
            "weighted mean",
            weighted(classes, ClassScores::precision),
            weighted(classes, ClassScores::recall),
            weighted(classes, ClassScores::f1),
            matrix.total());
    return new ClassReport(classes, matrix.accuracy(), macro, weighted);
  }

  private static double weighted(List<ClassScores> classes, ToDoubleFunction<ClassScores> score) {
    double sum = 0;
    long rows = 0;
    for (ClassScores one : classes) {
      sum += one.support() * score.applyAsDouble(one);
      rows += one.support();
    }
    return sum / rows;
  }

  /**
   * Returns the scores of a class by its name; of the first, if several have the same.
   *
   * @throws IllegalArgumentException if no class has this name
   */
  public ClassScores of(String name) {
    return classes.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no class is named %s; there are %s"
                        .formatted(name, classes.stream().map(ClassScores::name).toList())));
  }

  /**
   * Returns a table of the classes:
   *
   * <pre>
   *                precision  recall      f1  support
   * no                0.6667  1.0000  0.8000        2
   * yes               1.0000  0.5000  0.6667        2
   * accuracy                          0.7500        4
   * macro mean        0.8333  0.7500  0.7333        4
   * weighted mean     0.8333  0.7500  0.7333        4
   * </pre>
   */
  @Override
  public String toString() {
    List<List<String>> rows = new ArrayList<>(List.of(HEADER));
    classes.forEach(one -> rows.add(row(one)));
    rows.add(List.of("accuracy", "", "", number(accuracy), Long.toString(macroMean.support())));
    rows.add(row(macroMean));
    rows.add(row(weightedMean));
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(row -> line(row, widths))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static List<String> row(ClassScores one) {
    return List.of(
        one.name(),
        number(one.precision()),
        number(one.recall()),
        number(one.f1()),
        Long.toString(one.support()));
  }

  private static String number(double score) {
    return String.format(Locale.ROOT, "%.4f", score);
  }

  /** Aligns names to the left and numbers to the right. */
  private static String line(List<String> row, int... widths) {
    StringBuilder line = new StringBuilder(row.get(0));
    line.append(" ".repeat(widths[0] - row.get(0).length()));
    for (int column = 1; column < widths.length; column++) {
      line.append(GAP)
          .append(" ".repeat(widths[column] - row.get(column).length()))
          .append(row.get(column));
    }
    return line.toString();
  }
}
