package org.netwright.samples.ratings;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Predicts a rating: how well user and film agree, and a bias of each. L2 keeps rows small. */
@Network
@Adam(learningRate = 0.01)
@L2(value = 2e-3, on = Scope.EMBEDDING)
class RatingsNet {
  @Input(1)                                                    Layer user;
  @Embedding(vocabulary = 200, width = 1)                      Layer userBias;
  @After("user") @Embedding(vocabulary = 200, width = 3)       Layer userVector;
  @Input(1)                                                    Layer film;
  @Embedding(vocabulary = 100, width = 1)                      Layer filmBias;
  @After("film") @Embedding(vocabulary = 100, width = 3)       Layer filmVector;
  @Multiply("userVector")                                      Layer agreement;
  @Linear(1) @Add({"userBias", "filmBias"}) @MeanSquaredError  Layer rating;
}
