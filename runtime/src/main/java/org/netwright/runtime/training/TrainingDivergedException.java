package org.netwright.runtime.training;

/**
 * Training was stopped because a loss was NaN or infinite. The message says at which step, and
 * where the first such number was found.
 */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient History history;

  /** Makes an exception with what happened before. */
  public TrainingDivergedException(String message, History history) {
    super(message);
    this.history = history;
  }

  /** Returns the history of the epochs before. */
  public History history() {
    return history;
  }
}
