package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
@Sgd(learningRate = -0.1, momentum = 1)
//                  ^ learningRate of @Sgd must be finite and ≥ 0, but is -0.1. [netwright.value-out-of-range]
//                                   ^ momentum of @Sgd must be in [0, 1), but is 1.0. [netwright.value-out-of-range]
@L2(-1e-4)
//  ^ value of @L2 must be finite and ≥ 0, but is -1.0E-4. [netwright.value-out-of-range]
class Values {
  static final int NONE = 0;

  @Input({8, 0}) Layer features;
  //         ^ value of @Input must be a whole number of at least 1, but is 0. [netwright.value-out-of-range]
  @Linear(0) @L1(Double.NaN) Layer a;
  //      ^ value of @Linear must be a whole number of at least 1, but is 0. [netwright.value-out-of-range]
  //                   ^ value of @L1 must be finite and ≥ 0, but is NaN. [netwright.value-out-of-range]
  @Linear(NONE) @Dropout(1) @L2(value = Double.POSITIVE_INFINITY) Layer b;
//^ warning: b follows a without an activation between them, so the two are equivalent to one linear layer. Add an activation to a, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  //      ^ value of @Linear must be a whole number of at least 1, but is 0. [netwright.value-out-of-range]
  //                     ^ value of @Dropout must be in [0, 1), but is 1.0. [netwright.value-out-of-range]
  //                                          ^ value of @L2 must be finite and ≥ 0, but is Infinity. [netwright.value-out-of-range]
  @LeakyRelu(-0.5) @Dropout(-0.1) Layer c;
  //         ^ value of @LeakyRelu must be finite and ≥ 0, but is -0.5. [netwright.value-out-of-range]
  //                        ^ value of @Dropout must be in [0, 1), but is -0.1. [netwright.value-out-of-range]
  @Elu(Double.NaN) Layer d;
  //         ^ value of @Elu must be finite and ≥ 0, but is NaN. [netwright.value-out-of-range]
  @Linear(3) @L1(-0.01) @L2(-1) Layer e;
  //             ^ value of @L1 must be finite and ≥ 0, but is -0.01. [netwright.value-out-of-range]
  //                        ^ value of @L2 must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
  @Linear(3) @CrossEntropy(labelSmoothing = 1) Layer last;
//^ warning: last follows e without an activation between them, so the two are equivalent to one linear layer. Add an activation to e, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  //                                        ^ labelSmoothing of @CrossEntropy must be in [0, 1), but is 1.0. [netwright.value-out-of-range]
}
