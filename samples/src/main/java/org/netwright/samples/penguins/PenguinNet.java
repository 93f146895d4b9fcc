package org.netwright.samples.penguins;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Predicts the sex of a penguin. The annotations of the record say what the network sees. */
@Network
@Adam(learningRate = 2e-3)
class PenguinNet {
  @Features(Penguin.class)           Layer penguin;
  @Linear(16) @Relu @L2(0.01)        Layer hidden;
  @CrossEntropy(classes = Sex.class) Layer sex;
}
