package org.netwright.runtime.data;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sequences without targets, to predict from, in the order of their first lines in a file: see
 * {@link CsvData#readSequences()}. They own the off-heap memory of {@link #x()}, which {@link
 * #close()} frees.
 */
public final class Sequences implements AutoCloseable {
  private final List<String> ids;
  private final INDArray x;
  private final int[] lengths;

  /** Takes what was read. */
  Sequences(List<String> ids, INDArray x, int... lengths) {
    this.ids = List.copyOf(ids);
    this.x = x;
    this.lengths = lengths.clone();
  }

  /** Returns what the file calls each sequence. */
  public List<String> ids() {
    return ids;
  }

  /**
   * Returns the features of each step, [n × steps × features] of type {@code DOUBLE}, so that they
   * are scaled before they are rounded, with zeros after the last step of a sequence.
   */
  public INDArray x() {
    return x;
  }

  /** Returns how many steps each sequence has. */
  public int[] lengths() {
    return lengths.clone();
  }

  /** Frees the array; a second call does nothing. */
  @Override
  public void close() {
    x.close();
  }

  @Override
  public String toString() {
    return ids.size() + " sequences";
  }
}
