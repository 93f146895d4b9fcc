package org.netwright.runtime.internal.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.netwright.runtime.internal.data.CsvLines;
import org.netwright.runtime.internal.data.MissingColumn;
import org.netwright.runtime.internal.text.Spelling;

/**
 * Finds the column of each component: one with its name, or else one whose name differs only in
 * case, blanks, underscores, hyphens and points. A component of a nested record has several names:
 * its path, as in {@code customer.address.town}, and the ends of it that no other component has, as
 * {@code address.town} and {@code town}.
 */
final class ColumnFinder {
  private static final Pattern DETAILS = Pattern.compile("[\\s_.-]+");

  private final CsvLines lines;
  private final List<Component> components;

  /** How many components have the same end of a path, for each number of parts. */
  private final List<Map<String, Long>> counts = new ArrayList<>();

  private ColumnFinder(CsvLines lines, List<Component> components) {
    this.lines = lines;
    this.components = components;
    int longest = components.stream().mapToInt(c -> parts(c).length).max().orElse(0);
    for (int length = 1; length <= longest; length++) {
      int parts = length;
      counts.add(
          components.stream()
              .collect(Collectors.groupingBy(c -> similar(end(c, parts)), Collectors.counting())));
    }
  }

  /**
   * Sets the columns of components.
   *
   * @throws IllegalArgumentException if one has no column, or several fit
   */
  static void find(List<Component> components, CsvLines lines) {
    ColumnFinder finder = new ColumnFinder(lines, components);
    finder.matchAll(UnaryOperator.identity());
    finder.matchAll(ColumnFinder::similar);
    finder.requireAll();
  }

  private static String similar(String name) {
    return DETAILS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  private void matchAll(UnaryOperator<String> form) {
    for (int length = counts.size(); length > 0; length--) {
      int parts = length;
      match(component -> name(component, parts), form);
    }
  }

  /** Returns the path, unless the own name is enough. */
  private String ownName(Component component) {
    return name(component, 1);
  }

  /** Returns the end of a path, or the path if another component has the same end. */
  private String name(Component component, int length) {
    String end = end(component, length);
    return counts.get(length - 1).getOrDefault(similar(end), 0L) == 1 ? end : component.path();
  }

  private static String end(Component component, int length) {
    String[] parts = parts(component);
    int first = Math.max(0, parts.length - length);
    return String.join(".", Arrays.copyOfRange(parts, first, parts.length));
  }

  private static String[] parts(Component component) {
    return component.path().split("\\.", -1);
  }

  /** Finds columns that are not those of other components. */
  private void match(Function<Component, String> name, UnaryOperator<String> form) {
    Set<Integer> taken =
        components.stream().map(Component::column).collect(Collectors.toCollection(HashSet::new));
    Map<String, List<Integer>> columns = new HashMap<>();
    for (int column = 0; column < lines.header().size(); column++) {
      if (!taken.contains(column)) {
        String key = form.apply(lines.header().get(column));
        columns.computeIfAbsent(key, k -> new ArrayList<>()).add(column);
      }
    }
    Map<Integer, Component> found = new HashMap<>();
    for (Component component : components) {
      if (component.hasColumn()) {
        continue;
      }
      List<Integer> fitting = columns.getOrDefault(form.apply(name.apply(component)), List.of());
      if (fitting.size() > 1) {
        throw lines
            .format()
            .refused(
                "the columns %s and %s both fit %s; rename one of them"
                    .formatted(
                        lines.header().get(fitting.get(0)),
                        lines.header().get(fitting.get(1)),
                        component.qualifiedName()));
      }
      if (fitting.size() == 1) {
        Component other = found.put(fitting.get(0), component);
        String column = lines.header().get(fitting.get(0));
        if (other != null) {
          throw lines
              .format()
              .refused(
                  "the column %s fits both %s and %s; name it as one of them, and add a column for the other"
                      .formatted(column, other.qualifiedName(), component.qualifiedName()));
        }
        component.column(fitting.get(0), column);
      }
    }
  }

  private void requireAll() {
    List<Component> missing = components.stream().filter(c -> !c.hasColumn()).toList();
    if (missing.isEmpty()) {
      return;
    }
    List<String> free = new ArrayList<>(lines.header());
    components.forEach(component -> free.remove(component.columnName()));
    String advice =
        missing.stream()
            .flatMap(component -> Stream.of(ownName(component), component.name()))
            .map(name -> Spelling.didYouMean(name, free))
            .filter(question -> !question.isEmpty())
            .findFirst()
            .orElse("");
    String names = missing.stream().map(this::ownName).collect(Collectors.joining(", "));
    String qualified =
        missing.stream().map(Component::qualifiedName).collect(Collectors.joining(", "));
    throw MissingColumn.refused(
        "%s %s for %s".formatted(missing.size() == 1 ? "a column" : "columns", names, qualified),
        lines,
        advice);
  }
}
