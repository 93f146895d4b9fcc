package org.netwright.runtime.generated;

import org.jspecify.annotations.Nullable;

/**
 * One direction of a recurrent layer: its cell, and what a forward pass keeps of each step for the
 * gradient. The kernels decide how numbers lie in its tensors.
 */
public final class Recurrence {
  private final RecurrentCell cell;
  private final boolean reversed;
  private final int truncation;
  private final int steps;
  private final int units;
  private final @Nullable Memory memory;
  private final @Nullable BatchTensor carried;
  private @Nullable Lengths lengths;
  private boolean hasMask;
  private boolean masksNext;

  /**
   * What training needs.
   *
   * @param gates [n × steps × gates · units]
   * @param states [n × steps × kept · units]
   * @param mask [n × units], factors of the state in the products with the recurrent weight
   */
  public record Memory(BatchTensor gates, BatchTensor states, BatchTensor mask) {}

  /**
   * Takes its tensors.
   *
   * @param reversed whether it reads from the last step to the first
   * @param truncation how many steps a gradient reaches back at most; 0 for all. Steps are counted
   *     in the order in which they are read, and after each {@code truncation} of them the state
   *     goes on without its gradient; where only the last step gives an output, they are counted
   *     back from it
   * @param steps the most steps of a sequence
   * @param memory null in a pass that is never differentiated
   * @param carried [n × kept · units] of a pass that begins with the state in which the one before
   *     has ended; null if each begins with zeros
   */
  public Recurrence(
      RecurrentCell cell,
      boolean reversed,
      int truncation,
      int steps,
      int units,
      @Nullable Memory memory,
      @Nullable BatchTensor carried) {
    this.cell = cell;
    this.reversed = reversed;
    this.truncation = truncation;
    this.steps = steps;
    this.units = units;
    this.memory = memory;
    this.carried = carried;
  }

  /** Returns the cell. */
  public RecurrentCell cell() {
    return cell;
  }

  /** Returns whether it reads from the last step to the first. */
  public boolean isReversed() {
    return reversed;
  }

  /** Returns how many steps a gradient reaches back at most; 0 for all. */
  public int truncation() {
    return truncation;
  }

  /** Returns how many steps the sequences of the current batch have, with their padding. */
  public int steps() {
    return lengths == null ? steps : lengths.steps();
  }

  /** Returns the number of units: the width of the state h. */
  public int units() {
    return units;
  }

  /** Returns what training needs; null in a pass that is never differentiated. */
  public @Nullable Memory memory() {
    return memory;
  }

  /**
   * Returns the state in which the pass before has ended, from which the next one begins: h, then
   * what else the cell carries; null if each begins with zeros.
   */
  public @Nullable BatchTensor carried() {
    return carried;
  }

  /** Lets the next forward pass, and its gradient, use the mask, which the caller writes. */
  public void maskNext() {
    masksNext = true;
  }

  /**
   * Begins a forward pass: a kernel calls it first.
   *
   * @param given the lengths of the sequences; null if all have all steps
   */
  public void begin(@Nullable Lengths given) {
    lengths = given;
    hasMask = masksNext;
    masksNext = false;
  }

  /** Returns the lengths of the last forward pass; null if all sequences have all steps. */
  public @Nullable Lengths lengths() {
    return lengths;
  }

  /** Returns whether the last forward pass has used the mask. */
  public boolean hasMask() {
    return hasMask;
  }
}
