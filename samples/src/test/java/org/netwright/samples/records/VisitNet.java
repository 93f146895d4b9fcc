package org.netwright.samples.records;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.02)
class VisitNet {
  @Features(Patient.class)               Layer patient;
  @Features(Ward.class)                  Layer ward;
  @After("patient") @Concat("ward")      Layer both;
  @Linear(24) @Tanh @Output              Layer hidden;
  @CrossEntropy(classes = Outcome.class) Layer outcome;
  @After("hidden") @Linear(1) @BinaryCrossEntropy Layer returns;
  @After("hidden") @Linear(1) @MeanSquaredError(weight = 0.1) Layer days;
  @After("hidden") @Linear(2) @MeanSquaredError(weight = 0.1) Layer doses;
  @After("hidden") @Linear(3) @CrossEntropy Layer level;
}
