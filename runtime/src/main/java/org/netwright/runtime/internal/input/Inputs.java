package org.netwright.runtime.internal.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.LengthNames;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;

/**
 * The inputs of a network, in the order of their layers; those of sequences are followed by their
 * lengths. All are checked before any is copied, and lengths are copied before the sequences, whose
 * padding they tell.
 */
public final class Inputs {
  private final String network;
  private final List<InputReader> readers;
  private final Map<String, String> sharedLengths;

  /** The places of the inputs in the order in which they are copied. */
  private final int[] order;

  /**
   * Takes the inputs of a network.
   *
   * @param network the simple name of its class, for messages
   * @param sharedLengths the names of the lengths of inputs that have those of another one
   */
  public Inputs(String network, List<InputReader> readers, Map<String, String> sharedLengths) {
    this.network = network;
    this.readers = List.copyOf(readers);
    this.sharedLengths = Map.copyOf(sharedLengths);
    this.order = new int[readers.size()];
    int next = 0;
    for (int i = 0; i < order.length; i++) {
      if (readers.get(i) instanceof LengthReader) {
        order[next++] = i;
      }
    }
    for (int i = 0; i < order.length; i++) {
      if (!(readers.get(i) instanceof LengthReader)) {
        order[next++] = i;
      }
    }
  }

  /** Returns the first input. */
  public InputReader first() {
    return readers.get(0);
  }

  /**
   * Returns the lengths of the first input.
   *
   * @throws IllegalStateException if it has none
   */
  LengthReader lengthsOfFirst() {
    if (firstHasLengths()) {
      return (LengthReader) readers.get(1);
    }
    throw new IllegalStateException(
        "%s has an input %s without lengths".formatted(network, first().layer()));
  }

  /** Returns whether the first input is of sequences with lengths. */
  boolean firstHasLengths() {
    return readers.size() > 1 && readers.get(1) instanceof LengthReader;
  }

  /** Returns the names, with those of lengths. */
  public List<String> names() {
    return readers.stream().map(InputReader::layer).toList();
  }

  /** Returns the names of the lengths of inputs that have those of another one. */
  Map<String, String> sharedLengths() {
    return sharedLengths;
  }

  /** Returns whether there is one input, with lengths or without. */
  public boolean isOne() {
    return LengthNames.without(names()).size() == 1;
  }

  /** Returns whether an input takes ids, which cannot be scaled. */
  public boolean haveIds() {
    return readers.stream().anyMatch(InputReader::isOfIds);
  }

  /** Returns whether an input has lengths. */
  public boolean haveLengths() {
    return readers.stream().anyMatch(LengthReader.class::isInstance);
  }

  /** Returns the place of the input that has read lengths. */
  public int placeOf(Lengths lengths) {
    for (int i = 0; i < readers.size(); i++) {
      if (readers.get(i) instanceof LengthReader reader && reader.lengths() == lengths) {
        return i;
      }
    }
    throw new IllegalArgumentException(network + " has no input with such lengths");
  }

  /**
   * Checks arrays, one for each input.
   *
   * @return the number of rows
   * @throws IllegalArgumentException if there are more or fewer, one does not fit, or they differ
   *     in their numbers of rows
   */
  public int check(List<INDArray> xs) {
    requireNumber(xs.size());
    int n = first().check(xs.get(0));
    for (int i = 1; i < xs.size(); i++) {
      readers.get(i).check(xs.get(i), n, first().layer());
    }
    for (int i = 0; i < xs.size(); i++) {
      Lengths lengths = readers.get(i).lengths();
      if (lengths != null && !(readers.get(i) instanceof LengthReader)) {
        LengthReader reader = (LengthReader) readers.get(placeOf(lengths));
        reader.requireSteps(readers.get(i).layer(), xs.get(i));
      }
    }
    return n;
  }

  private void requireNumber(int given) {
    if (given != readers.size()) {
      throw new IllegalArgumentException(
          "%s: expected %d inputs, for %s, got %d%s"
              .formatted(
                  network,
                  readers.size(),
                  String.join(", ", names()),
                  given,
                  haveLengths()
                      ? "; the lengths of sequences follow them, as an array [n] of whole numbers"
                      : ""));
    }
  }

  /**
   * Returns which part of its most steps the longest sequence has, of the lengths that were checked
   * last; 1 if there are none.
   */
  public double stepsShare() {
    double share = 0;
    for (InputReader reader : readers) {
      if (reader instanceof LengthReader lengths) {
        share = Math.max(share, lengths.share());
      }
    }
    return share == 0 ? 1 : share;
  }

  /** Returns the same of examples. */
  double stepsShare(Table data) {
    double share = 0;
    for (int i = 0; i < readers.size(); i++) {
      if (readers.get(i) instanceof LengthReader lengths) {
        share = Math.max(share, lengths.share(data.inputs().get(i), data.chosen()));
      }
    }
    return share == 0 ? 1 : share;
  }

  /**
   * Copies arrays, which have passed {@link #check(List)}.
   *
   * @param firstRow the number of the first row for the caller
   */
  public void read(List<INDArray> xs, int n, long firstRow) {
    for (int place : order) {
      readers.get(place).read(xs.get(place), n, firstRow);
    }
  }

  /**
   * Checks the first {@code n} rows of tables, one for each input.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  public void check(List<Rows> tables, int n) {
    for (int i = 0; i < readers.size(); i++) {
      readers.get(i).check(tables.get(i), n);
    }
  }

  /**
   * Checks the inputs of examples.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  void check(Table data) {
    for (int i = 0; i < readers.size(); i++) {
      readers.get(i).check(data.inputs().get(i), data);
    }
  }

  /**
   * Copies rows of tables, which have been checked.
   *
   * @param rows their numbers
   * @param from the first of them to copy
   * @param n how many to copy
   */
  public void read(List<Rows> tables, int[] rows, int from, int n) {
    for (int place : order) {
      readers.get(place).read(tables.get(place), rows, from, n);
    }
  }

  /**
   * Checks one row of each input.
   *
   * @throws IllegalArgumentException if there are more or fewer, or one does not fit
   */
  public void checkRow(List<float[]> rows) {
    requireNumber(rows.size());
    for (int i = 0; i < readers.size(); i++) {
      readers.get(i).check(rows.get(i));
    }
  }

  /** Copies one row of each input, which have passed {@link #checkRow}. */
  public void readRow(List<float[]> rows) {
    for (int place : order) {
      readers.get(place).read(rows.get(place));
    }
  }

  /** Returns a view of some rows of each array. */
  public static List<INDArray> block(List<INDArray> arrays, int first, int n) {
    List<INDArray> block = new ArrayList<>(arrays.size());
    for (INDArray array : arrays) {
      block.add(array.get(NDArrayIndex.interval(first, first + n)));
    }
    return block;
  }
}
