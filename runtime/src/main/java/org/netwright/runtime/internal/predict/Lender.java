package org.netwright.runtime.internal.predict;

import java.util.function.Consumer;

/**
 * Lends what predicts with other passes of the same model.
 *
 * @param <P> what predicts
 */
@FunctionalInterface
public interface Lender<P> {
  /**
   * Runs some work with a pass that nobody uses, unless there is none.
   *
   * @return whether the work was run
   */
  boolean tryLend(Consumer<P> work);
}
