package org.netwright.spark.sample;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Tells the species of a penguin from four measures. */
@Network
@Adam(learningRate = 0.02)
class SpeciesNet {
  @Input(4)                    Layer measures;
  @Linear(16) @Relu @L2(1e-3)  Layer hidden;
  @Linear(3) @CrossEntropy     Layer species;
}
