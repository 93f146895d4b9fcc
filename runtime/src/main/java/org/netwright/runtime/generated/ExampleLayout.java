package org.netwright.runtime.generated;

import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.internal.records.CalendarColumn;
import org.netwright.runtime.internal.records.CategoryColumn;
import org.netwright.runtime.internal.records.NumericColumn;
import org.netwright.runtime.internal.records.RecordColumn;

/**
 * The columns of the records that a network takes, and the classes of its targets.
 *
 * @param example the class of the examples
 * @param target the class of the targets
 * @param columns in the order of the components, of all inputs
 * @param losses the classes of each loss, in the order of the fields
 */
public record ExampleLayout(
    Class<?> example, Class<?> target, List<RecordColumn> columns, List<LossClasses> losses) {

  /** Copies the lists. */
  public ExampleLayout {
    columns = List.copyOf(columns);
    losses = List.copyOf(losses);
  }

  /** Returns the names of the classes of each loss; empty if they have none. */
  public List<List<String>> classes() {
    return losses.stream().map(LossClasses::names).toList();
  }

  /**
   * Returns a builder of an empty layout.
   *
   * @param example the class of the examples
   * @param target the class of the targets, of a primitive type its box
   */
  public static Builder builder(Class<?> example, Class<?> target) {
    return new Builder(example, target);
  }

  /** Collects columns, in their order. */
  public static final class Builder {
    private final Class<?> example;
    private final Class<?> target;
    private final List<RecordColumn> columns = new ArrayList<>();
    private final List<LossClasses> losses = new ArrayList<>();
    private String input = "";

    private Builder(Class<?> example, Class<?> target) {
      this.example = example;
      this.target = target;
    }

    /**
     * Begins the columns of an input.
     *
     * @param name the input of the network that takes their numbers
     */
    public void input(String name) {
      input = name;
    }

    /** Adds a number. */
    public Builder number(String name) {
      return add(NumericColumn.number(name, input));
    }

    /** Adds a boolean. */
    public Builder flag(String name) {
      return add(NumericColumn.flag(name, input));
    }

    /** Adds an array of numbers. */
    public Builder numbers(String name, int length) {
      return add(NumericColumn.vector(name, input, length));
    }

    /** Adds a date or a time. */
    public Builder calendar(String name, String zone, CalendarPart... parts) {
      return add(new CalendarColumn(name, input, zone, List.of(parts)));
    }

    /**
     * Adds an enum.
     *
     * @param constants those of the enum
     * @param names those that it had when the encoder was compiled
     * @throws IllegalStateException if they are not the same
     */
    public Builder constant(String name, Enum<?>[] constants, String... names) {
      return add(CategoryColumn.ofEnum(name, input, LossClasses.of(constants, names).names()));
    }

    /** Adds a text. */
    public Builder text(String name, int atLeast, int atMost) {
      return add(CategoryColumn.ofTexts(name, input, atLeast, atMost));
    }

    /** Lets values of the last column be missing. */
    public Builder orMissing() {
      return add(removeLast().orMissing());
    }

    /** Lets values of the last column be missing together with the record they belong to. */
    public Builder orMissingAround() {
      return add(removeLast().orMissingAround());
    }

    /**
     * Makes the last column, a category, an id.
     *
     * @param ids the input of the network that takes it
     */
    public Builder asId(String ids) {
      return add(((CategoryColumn) removeLast()).asId(ids));
    }

    private RecordColumn removeLast() {
      return columns.remove(columns.size() - 1);
    }

    private Builder add(RecordColumn column) {
      columns.add(column);
      return this;
    }

    /** Adds the target of a loss that has no names of classes. */
    public void target() {
      losses.add(LossClasses.NONE);
    }

    /**
     * Adds the target of a loss whose classes are an enum.
     *
     * @param constants those of the enum
     * @param names those that it had when the encoder was compiled
     * @throws IllegalStateException if they are not the same
     */
    public void target(Enum<?>[] constants, String... names) {
      losses.add(LossClasses.of(constants, names));
    }

    /** Returns the layout of all that was added. */
    public ExampleLayout build() {
      return new ExampleLayout(example, target, columns, losses);
    }
  }
}
