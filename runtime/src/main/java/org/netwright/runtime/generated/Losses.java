package org.netwright.runtime.generated;

import org.netwright.runtime.Strength;

/** Receives the losses of a forward pass. */
public interface Losses {

  /** Reports the loss without penalties. */
  void data(double loss);

  /** Reports what one penalty adds. */
  void penalty(Strength penalty, double term);
}
