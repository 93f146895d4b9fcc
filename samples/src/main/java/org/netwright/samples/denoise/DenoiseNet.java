package org.netwright.samples.denoise;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Restores an image of 8 × 8 pixels from a code, of which few units are active for each image. */
@Network
@Adam(learningRate = 2e-3)
class DenoiseNet {
  @Input(64)                                   Layer noisy;
  @Linear(48) @Relu @ActivityL1(1e-3) @Output  Layer code;
  @Linear(64) @MeanSquaredError                Layer restored;
}
