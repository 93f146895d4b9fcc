package networks;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.annotations.*;
import org.netwright.runtime.Layer;
import org.netwright.runtime.ParameterPenalty;

@Network
    class HiddenPackage {
  //^ The code that is generated for HiddenPackage must refer to org.netwright.runtime.generated.CustomPenalty by its full name, but in this package org is the class networks.org. Rename that class. [netwright.package-is-hidden]
  @Input(1) Layer x;
  @Linear(1) @Penalty(CustomPenalty.class) @MeanSquaredError Layer y;
}

class CustomPenalty implements ParameterPenalty {
  @Override
  public double value(INDArray p) {
    return 0;
  }

  @Override
  public void gradient(INDArray p, INDArray gradient) {
    gradient.assign(0);
  }
}

class org {}
