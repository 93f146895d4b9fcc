package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class MoreValues {
  @Network
  @Adam(learningRate = Double.NaN, beta1 = 1, beta2 = -0.1, epsilon = 0)
  //                         ^ learningRate of @Adam must be finite and ≥ 0, but is NaN. [netwright.value-out-of-range]
  //                                       ^ beta1 of @Adam must be in [0, 1), but is 1.0. [netwright.value-out-of-range]
  //                                                  ^ beta2 of @Adam must be in [0, 1), but is -0.1. [netwright.value-out-of-range]
  //                                                                  ^ epsilon of @Adam must be finite and > 0, but is 0.0. [netwright.value-out-of-range]
  static class WithAdam {
    @Input({}) Layer x;
  //^ @Input needs at least one dimension, such as @Input(4). [netwright.no-dimensions]
    @Linear(1) @Huber(0) Layer y;
    //                ^ value of @Huber must be finite and > 0, but is 0.0. [netwright.value-out-of-range]
  }

  @Network
  @AdamW(weightDecay = -1)
  //                   ^ weightDecay of @AdamW must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
  static class WithAdamW {
    @Input(1) Layer x;
    @Linear(1) @Huber(Double.NaN) Layer y;
    //                      ^ value of @Huber must be finite and > 0, but is NaN. [netwright.value-out-of-range]
  }
}
