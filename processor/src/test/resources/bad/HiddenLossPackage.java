package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;
import org.netwright.runtime.OutputLoss;

@Network
    class HiddenLossPackage {
  //^ The code that is generated for HiddenLossPackage must refer to org.netwright.runtime.generated.CustomLoss by its full name, but in this package org is the class networks.org. Rename that class. [netwright.package-is-hidden]
  @Input(1) Layer x;
  @Linear(1) @Loss(CustomLoss.class) Layer y;
}

class CustomLoss implements OutputLoss {
  @Override
  public double loss(double[] output, double[] target, double[] gradient) {
    return 0;
  }
}

class org {}
