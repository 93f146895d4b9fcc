package org.netwright.runtime.internal.records;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.ExampleLayout;

/**
 * What training examples have shown about the columns of a network's records. It is saved with the
 * network, together with what the columns are, so that a network with other records is refused.
 */
public final class LearntRecord {
  private static final Gson GSON = new Gson();

  private final List<LearntColumn> columns;

  LearntRecord(List<LearntColumn> columns) {
    this.columns = List.copyOf(columns);
  }

  List<LearntColumn> columns() {
    return columns;
  }

  /**
   * Returns whether this can be another one, or one that it was extended to: no scale or text that
   * both know differs.
   */
  public boolean agreesWith(LearntRecord other) {
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).agreesWith(other.columns.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the ids that no training example had, for each input of ids by its name. */
  public Map<String, List<Integer>> unusedIds(ExampleLayout layout) {
    Map<String, List<Integer>> unused = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (layout.columns().get(i) instanceof CategoryColumn category && category.isId()) {
        unused.put(category.input(), category.unusedIds(columns.get(i)));
      }
    }
    return unused;
  }

  /** The form in a file. */
  private record Saved(List<SavedColumn> columns, List<List<String>> classes) {}

  /** One column in a file; what was learnt is null if nothing was. */
  private record SavedColumn(
      String name,
      String kind,
      @Nullable List<Double> means,
      @Nullable List<Double> deviations,
      @Nullable List<String> values,
      boolean others,
      @Nullable List<String> rare,
      boolean missing) {}

  /**
   * Returns the columns as JSON.
   *
   * @param learnt null if the network has not been trained
   */
  public static String toJson(ExampleLayout layout, @Nullable LearntRecord learnt) {
    List<SavedColumn> saved = new ArrayList<>();
    for (int i = 0; i < layout.columns().size(); i++) {
      RecordColumn column = layout.columns().get(i);
      LearntColumn own = learnt == null ? null : learnt.columns.get(i);
      saved.add(
          own == null
              ? new SavedColumn(column.name(), column.kind(), null, null, null, false, null, false)
              : new SavedColumn(
                  column.name(),
                  column.kind(),
                  list(own.means()),
                  list(own.deviations()),
                  own.values(),
                  own.hasOthers(),
                  own.others().stream().sorted().toList(),
                  own.hasMissing()));
    }
    return GSON.toJson(new Saved(saved, layout.classes()));
  }

  /**
   * Reads what {@link #toJson} has written.
   *
   * @return null if the network had not been trained
   * @throws IllegalArgumentException if it is of other columns or classes, or damaged
   */
  public static @Nullable LearntRecord ofJson(String text, ExampleLayout layout) {
    Saved saved = saved(text);
    requireSame(saved, layout);
    List<LearntColumn> learnt = new ArrayList<>();
    for (int i = 0; i < saved.columns().size(); i++) {
      SavedColumn column = saved.columns().get(i);
      if (column.means() == null || column.deviations() == null || column.values() == null) {
        return null;
      }
      requireUsable(column, layout.columns().get(i));
      learnt.add(
          new LearntColumn(
              array(column.means()),
              array(column.deviations()),
              column.values(),
              column.others(),
              rare(column),
              column.missing()));
    }
    return new LearntRecord(learnt);
  }

  /** Returns whether what {@link #toJson} has written is of a network that has been trained. */
  public static boolean isLearnt(String text) {
    try {
      return saved(text).columns().stream().anyMatch(column -> column.means() != null);
    } catch (IllegalArgumentException damaged) {
      return false;
    }
  }

  private static List<String> rare(SavedColumn column) {
    return Objects.requireNonNullElse(column.rare(), List.of());
  }

  private static List<Double> list(double... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Saved saved(String text) {
    try {
      Saved saved = GSON.fromJson(text, Saved.class);
      Objects.requireNonNull(saved, "nothing");
      for (SavedColumn column : Objects.requireNonNull(saved.columns(), "columns")) {
        Objects.requireNonNull(column.name(), "a name");
        Objects.requireNonNull(column.kind(), "a kind");
      }
      Objects.requireNonNull(saved.classes(), "classes");
      return saved;
    } catch (JsonParseException | NullPointerException e) {
      throw new IllegalArgumentException("its records cannot be read: " + e.getMessage(), e);
    }
  }

  private static void requireSame(Saved saved, ExampleLayout layout) {
    String difference = firstDifference(saved, layout);
    if (!difference.isEmpty()) {
      throw new IllegalArgumentException(
          "it takes other records than %s: %s"
              .formatted(layout.example().getSimpleName(), difference));
    }
  }

  private static String firstDifference(Saved saved, ExampleLayout layout) {
    List<RecordColumn> columns = layout.columns();
    for (int i = 0; i < Math.max(saved.columns().size(), columns.size()); i++) {
      String theirs = i < saved.columns().size() ? described(saved.columns().get(i)) : "nothing";
      String own =
          i < columns.size()
              ? "%s (%s)".formatted(columns.get(i).name(), columns.get(i).kind())
              : "nothing";
      if (!theirs.equals(own)) {
        return "component %d is %s in the file, %s in the class".formatted(i + 1, theirs, own);
      }
    }
    return saved.classes().equals(layout.classes())
        ? ""
        : "the classes are %s in the file, %s in the class"
            .formatted(saved.classes(), layout.classes());
  }

  private static String described(SavedColumn column) {
    return "%s (%s)".formatted(column.name(), column.kind());
  }

  /** A file is not trusted. */
  private static void requireUsable(SavedColumn saved, RecordColumn column) {
    int numbers = column instanceof NumericColumn numeric ? numeric.numbers() : 0;
    int most = column instanceof CategoryColumn category ? category.mostValues() : 0;
    List<Double> means = Objects.requireNonNull(saved.means());
    List<Double> deviations = Objects.requireNonNull(saved.deviations());
    List<String> values = Objects.requireNonNull(saved.values());
    boolean usable =
        (means.isEmpty() || means.size() == numbers)
            && deviations.size() == means.size()
            && values.size() <= most
            && means.stream().allMatch(x -> x != null && Double.isFinite(x))
            && deviations.stream().allMatch(x -> x != null && Double.isFinite(x) && x >= 0)
            && values.stream().noneMatch(Objects::isNull)
            && rare(saved).size() <= ColumnMeasure.MOST_OTHERS
            && rare(saved).stream().noneMatch(Objects::isNull)
            && values.stream().distinct().count() == values.size();
    if (!usable) {
      throw new IllegalArgumentException(
          "its records cannot be read: what was learnt about %s is damaged"
              .formatted(saved.name()));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LearntRecord record && columns.equals(record.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public String toString() {
    return columns.toString();
  }
}
