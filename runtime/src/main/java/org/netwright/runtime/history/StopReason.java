package org.netwright.runtime.history;

/** Why a training run ended. */
public enum StopReason {
  /** All epochs were done. */
  ALL_EPOCHS,
  /** The validation score did not get better for as many epochs as patience allowed. */
  NO_IMPROVEMENT,
  /** A listener asked for it. */
  LISTENER,
  /** The thread was interrupted; it still is. */
  INTERRUPTED,
  /** A loss was not finite. */
  DIVERGED
}
