package org.netwright.runtime;

/** A network's output is NaN or infinite. */
final class NonFiniteOutputException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NonFiniteOutputException(String message) {
    super(message);
  }
}
