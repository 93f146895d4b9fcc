package org.netwright.runtime.internal.predict;

/** A network's output is NaN or infinite. */
public final class NonFiniteOutputException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public NonFiniteOutputException(String message) {
    super(message);
  }
}
