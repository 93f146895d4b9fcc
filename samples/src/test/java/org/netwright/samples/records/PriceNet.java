package org.netwright.samples.records;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
class PriceNet {
  @Features(House.class)        Layer house;
  @Linear(16) @Tanh             Layer hidden;
  @Linear(1) @MeanSquaredError  Layer price;
}
