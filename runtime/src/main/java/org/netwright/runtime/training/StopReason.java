package org.netwright.runtime.training;

/** Why a training run ended. */
public enum StopReason {
  /** All epochs were done. */
  ALL_EPOCHS,
  /** The validation score did not improve for as many epochs as patience allows. */
  NO_IMPROVEMENT,
  /** A listener stopped the run. */
  LISTENER,
  /** The thread was interrupted; its interrupt status is set. */
  INTERRUPTED,
  /** A loss was NaN or infinite. */
  DIVERGED
}
