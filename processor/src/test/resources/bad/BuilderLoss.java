import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
class BuilderLoss {
  @Input(1) Layer x;
  @Linear(1) @Loss(Builder.class) Layer y;
    //                    ^ Builder is in the unnamed package, where the class Builder that is nested in BuilderLossTrainer hides it. Move Builder to a named package, or rename it. [netwright.class-is-hidden]
}

class Builder implements OutputLoss {
  public double loss(double[] output, double[] target, double[] gradient) {
    return 0;
  }
}
