package org.netwright.runtime.internal.records;

import java.util.ArrayList;
import java.util.List;

/** Where the numbers of each column are in the inputs of a network. */
final class InputColumns {
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

  /** Returns new arrays for the rows of examples, in the order of the inputs. */
  List<float[]> newRows(int examples) {
    List<float[]> rows = new ArrayList<>();
    for (int width : widths) {
      rows.add(new float[Math.multiplyExact(examples, width)]);
    }
    return rows;
  }
}
