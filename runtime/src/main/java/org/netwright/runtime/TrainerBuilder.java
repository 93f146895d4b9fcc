package org.netwright.runtime;

import org.netwright.runtime.optimizer.Optimizer;

/**
 * A builder of a {@link Trainer}: the common part of the generated builders of networks with one
 * input and one output.
 *
 * @param <B> the generated builder
 * @param <T> the generated trainer
 */
public abstract class TrainerBuilder<B extends TrainerBuilder<B, T>, T extends Trainer<?>>
    extends NetworkTrainerBuilder<B, T> {

  /**
   * Starts from the declared values.
   *
   * @param optimizer the declared optimiser
   */
  protected TrainerBuilder(Optimizer optimizer) {
    super(optimizer);
  }
}
