package org.netwright.runtime.internal.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the numbers of each column are in the inputs of a network. */
final class InputColumns {
  /** The most elements that the array of a JVM can have. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final List<RecordColumn> columns;
  private final int[] inputs;
  private final int[] offsets;
  private final int[] widths;

  /**
   * Finds the places.
   *
   * @param names of the inputs, in the order of the network
   */
  InputColumns(List<RecordColumn> columns, List<String> names) {
    this.columns = columns;
    this.inputs = new int[columns.size()];
    this.offsets = new int[columns.size()];
    this.widths = new int[names.size()];
    for (int i = 0; i < columns.size(); i++) {
      int input = names.indexOf(columns.get(i).input());
      inputs[i] = input;
      offsets[i] = widths[input];
      widths[input] += columns.get(i).width();
    }
  }

  List<RecordColumn> all() {
    return columns;
  }

  /** Returns the input of each column. */
  int[] inputs() {
    return inputs;
  }

  /** Returns the first number of each column in the rows of its input. */
  int[] offsets() {
    return offsets;
  }

  /** Returns the length of a row of each input. */
  int[] widths() {
    return widths;
  }

  /**
   * Returns new arrays for the rows of examples, in the order of the inputs.
   *
   * @throws IllegalArgumentException if one would be longer than an array can be
   */
  List<float[]> newRows(int examples) {
    List<float[]> rows = new ArrayList<>();
    for (int input = 0; input < widths.length; input++) {
      if ((long) examples * widths[input] > MOST) {
        RecordColumn widest = widest(input);
        throw new IllegalArgumentException(
            "%s of %d examples becomes %d numbers each, more than one array can hold; give %s an @Embedding or fewer values, or train on a stream"
                .formatted(widest.input(), examples, widths[input], widest.name()));
      }
      rows.add(new float[examples * widths[input]]);
    }
    return rows;
  }

  private RecordColumn widest(int input) {
    @Nullable RecordColumn widest = null;
    for (int i = 0; i < inputs.length; i++) {
      boolean isWider = widest == null || columns.get(i).width() > widest.width();
      if (inputs[i] == input && isWider) {
        widest = columns.get(i);
      }
    }
    return Objects.requireNonNull(widest);
  }
}
