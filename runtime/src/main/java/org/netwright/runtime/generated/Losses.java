package org.netwright.runtime.generated;

import org.netwright.runtime.Strength;

/** Receives the losses of a forward pass. */
public interface Losses {

  /** Reports the loss without penalties of a network with one loss. */
  void data(double loss);

  /**
   * Reports one of several losses, without its weight.
   *
   * @param index its place in the order of the fields
   */
  void data(int index, double loss);

  /** Reports what one penalty adds. */
  void penalty(Strength penalty, double term);
}
