package org.netwright.samples.selection;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** Logistic regression with a proximal L1: coefficients become exactly zero. */
@Network
@Sgd(learningRate = 0.1, momentum = 0.9, nesterov = true)
class SparseNet {
  @Input(30)                                                     Layer measurements;
  @Linear(1) @L1(value = 0, proximal = true) @BinaryCrossEntropy Layer benign;
}
