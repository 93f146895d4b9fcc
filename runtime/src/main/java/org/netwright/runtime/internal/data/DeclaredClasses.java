package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.netwright.runtime.data.Column;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.internal.text.AnyCase;
import org.netwright.runtime.internal.text.Spelling;

/**
 * The classes that a network declares, as the constants of an enum. Those of a table are numbered
 * in their order, so that a number means the same to the table, the network and the enum.
 *
 * @param constants in their order; empty if none are declared
 */
public record DeclaredClasses(List<String> constants) {
  /** Those of a network that does not declare any. */
  public static final DeclaredClasses NONE = new DeclaredClasses(List.of());

  /** Copies the constants. */
  public DeclaredClasses {
    constants = List.copyOf(constants);
  }

  /**
   * Returns the columns of a table with its classes in the order of the constants. They keep their
   * spelling; a constant that the table does not have is a class too.
   *
   * @param what the examples are, for messages, as in {@code the training examples}
   * @throws IllegalArgumentException if a class is not a constant, in any case, or two are the same
   */
  Columns arrange(Columns given, String what) {
    if (constants.isEmpty() || given.classNames().isEmpty()) {
      return given;
    }
    Column target = given.targets().get(0);
    boolean isOfImages = ImageColumns.are(given);
    List<String> arranged = new ArrayList<>(constants);
    List<String> found = new ArrayList<>();
    for (String name : target.values()) {
      int constant = AnyCase.indexOf(constants, name);
      if (constant < 0) {
        throw refused(
            what,
            isOfImages
                ? "the folder %s is not one of the constants %s; rename the folder, or the constant%s"
                    .formatted(name, shown(), Spelling.didYouMean(name, constants))
                : "the column %s has the class \"%s\", which is not one of the constants %s; rename it, or the constant%s"
                    .formatted(target.name(), name, shown(), Spelling.didYouMean(name, constants)));
      }
      String same = constants.get(constant);
      if (found.contains(same)) {
        throw refused(
            what,
            isOfImages
                ? "two folders are the constant %s; move their images into one".formatted(same)
                : "two classes of the column %s are the constant %s; give them the same name"
                    .formatted(target.name(), same));
      }
      found.add(same);
      arranged.set(constant, name);
    }
    return new Columns(given.features(), List.of(new Column(target.name(), arranged)));
  }

  private String shown() {
    return Names.shortened(new ArrayList<>(constants));
  }

  private static IllegalArgumentException refused(String what, String why) {
    return new IllegalArgumentException(what + ": " + why);
  }

  /** As {@link #arrange(Columns, String)}, if there are columns. */
  Optional<Columns> arrange(Optional<Columns> given, String what) {
    return given.map(columns -> arrange(columns, what));
  }

  /** Returns whether names, in this order, are those of the constants in theirs, in any case. */
  public boolean areIn(List<String> names) {
    if (names.size() != constants.size()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      if (AnyCase.indexOf(constants, Objects.requireNonNull(names.get(i))) != i) {
        return false;
      }
    }
    return true;
  }
}
