package org.netwright.runtime.internal.kernels;

import java.util.ArrayList;
import java.util.List;

/**
 * The penalties on rows of embeddings, in a step whose gradient is the mean of several
 * mini-batches: they act once on the rows of all of them, and not on those of each mini-batch.
 */
public final class RowPenalties {
  private final List<Runnable> gradients = new ArrayList<>();

  /** Adds what will add a penalty's gradient. */
  public void defer(Runnable gradient) {
    gradients.add(gradient);
  }

  /** Forgets those of the last mini-batch. */
  public void clear() {
    gradients.clear();
  }

  /** Adds the gradients of the last mini-batch's penalties to the rows that there are now. */
  public void run() {
    gradients.forEach(Runnable::run);
    gradients.clear();
  }
}
