package org.netwright.samples.denoise;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Restores an image of 8 × 8 pixels from a noisy one, by way of a code of which little is active. */
@Network
@Adam(learningRate = 2e-3)
class DenoiseNet {
  @Input(64)                                     Layer noisy;
  @Linear(128) @Relu                             Layer hidden;
  @Linear(32) @Relu @ActivityL1(1e-4) @Output    Layer code;
  @Linear(64) @MeanSquaredError                  Layer restored;
}
