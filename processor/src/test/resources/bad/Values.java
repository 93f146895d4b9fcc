package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
@Sgd(learningRate = -0.1, momentum = 1)
//                  ^ learningRate of @Sgd must be finite and ≥ 0, but is -0.1.
//                                   ^ momentum of @Sgd must be in [0, 1), but is 1.0.
@L2(-1e-4)
//  ^ value of @L2 must be finite and ≥ 0, but is -1.0E-4.
class Values {
  static final int NONE = 0;

  @Input({8, 0}) Layer features;
  //         ^ value of @Input must be a whole number of at least 1, but is 0.
  @Linear(0) @L1(Double.NaN) Layer a;
  //      ^ value of @Linear must be a whole number of at least 1, but is 0.
  //                   ^ value of @L1 must be finite and ≥ 0, but is NaN.
  @Linear(NONE) @Dropout(1) @L2(value = Double.POSITIVE_INFINITY) Layer b;
  //      ^ value of @Linear must be a whole number of at least 1, but is 0.
  //                     ^ value of @Dropout must be in [0, 1), but is 1.0.
  //                                          ^ value of @L2 must be finite and ≥ 0, but is Infinity.
  @LeakyRelu(-0.5) @Dropout(-0.1) Layer c;
  //         ^ value of @LeakyRelu must be finite and ≥ 0, but is -0.5.
  //                        ^ value of @Dropout must be in [0, 1), but is -0.1.
  @Elu(Double.NaN) Layer d;
  //         ^ value of @Elu must be finite and ≥ 0, but is NaN.
  @Linear(3) @L1(-0.01) @L2(-1) Layer e;
  //             ^ value of @L1 must be finite and ≥ 0, but is -0.01.
  //                        ^ value of @L2 must be finite and ≥ 0, but is -1.0.
  @Linear(3) @CrossEntropy(labelSmoothing = 1) Layer last;
  //                                        ^ labelSmoothing of @CrossEntropy must be in [0, 1), but is 1.0.
}
