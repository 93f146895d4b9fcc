package org.netwright.samples.forecast;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Predicts the load of the next 24 hours from what is known of the last 72. */
@Network
@Adam(learningRate = 3e-3)
class LoadNet {
  @Input(value = {72, 4}, variable = true) Layer hours;  // up to 72: load and calendar
  @Gru(32)                                 Layer state;  // after the last hour
  @Linear(24) @MeanSquaredError            Layer next;   // the load of the next 24
}
