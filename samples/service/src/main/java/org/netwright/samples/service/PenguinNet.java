package org.netwright.samples.service;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Predicts the species of a penguin. */
@Network
@Adam(learningRate = 0.01)
class PenguinNet {
  @Features(Penguin.class)               Layer penguin;
  @Linear(16) @Relu @L2(1e-3)            Layer hidden;
  @CrossEntropy(classes = Species.class) Layer species;
}
