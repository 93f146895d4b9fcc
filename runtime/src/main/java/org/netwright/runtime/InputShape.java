package org.netwright.runtime;

import org.jspecify.annotations.Nullable;

/** The shape that a network takes the rows of tables in, which are flat. */
final class InputShape {
  private InputShape() {}

  /** Returns that of a row of the only input; null if a predictor is neither trainer nor model. */
  static long @Nullable [] of(TablePredictor predictor) {
    if (predictor instanceof Trainer<?> trainer) {
      return trainer.session().stepInput().shape();
    }
    return predictor instanceof Model model ? model.inputShape() : null;
  }
}
