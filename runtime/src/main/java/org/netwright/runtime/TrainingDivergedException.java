package org.netwright.runtime;

import org.netwright.runtime.history.History;

/**
 * Training was stopped because a loss was NaN or infinite. The message tells at which step, and
 * where the first such number stood.
 */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient History history;

  TrainingDivergedException(String message, History history) {
    super(message);
    this.history = history;
  }

  /** Returns the epochs before. */
  public History history() {
    return history;
  }
}
