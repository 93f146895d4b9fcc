package org.netwright.samples.service;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Another network, whose files the service must refuse. */
@Network
class OtherNet {
  @Features(Penguin.class)               Layer penguin;
  @Linear(8) @Tanh                       Layer hidden;
  @CrossEntropy(classes = Species.class) Layer species;
}
