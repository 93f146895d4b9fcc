package org.netwright.runtime.internal.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The penalties on rows of embeddings, in a step whose gradient is the mean of several
 * mini-batches: they act once on the rows of all of them, and not on those of each mini-batch.
 * Their values can be computed again for the rows of all.
 */
public final class RowPenalties {
  private final List<Runnable> gradients = new ArrayList<>();
  private List<DoubleSupplier> values = new ArrayList<>();
  private double sum;

  /** Adds what will add a penalty's gradient. */
  public void defer(Runnable gradient) {
    gradients.add(gradient);
  }

  /** Returns a penalty's value for the rows that there are now, and keeps what computes it. */
  public double value(DoubleSupplier penalty) {
    double value = penalty.getAsDouble();
    values.add(penalty);
    sum += value;
    return value;
  }

  /** Returns the sum of the values since the last {@link #takeValues}. */
  public double sum() {
    return sum;
  }

  /** Returns what computes the values since the last call again, and forgets it. */
  public List<DoubleSupplier> takeValues() {
    List<DoubleSupplier> taken = values;
    values = new ArrayList<>();
    sum = 0;
    return taken;
  }

  /** Forgets those of the last mini-batch. */
  public void clear() {
    gradients.clear();
    takeValues();
  }

  /** Adds the gradients of the last mini-batch's penalties to the rows that there are now. */
  public void run() {
    gradients.forEach(Runnable::run);
    gradients.clear();
  }
}
