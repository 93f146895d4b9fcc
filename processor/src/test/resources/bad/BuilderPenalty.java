import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
class BuilderPenalty {
  @Input(1) Layer x;
  @Linear(1) @Penalty(Builder.class) @MeanSquaredError Layer y;
    //                       ^ Builder is in the unnamed package, where the class Builder that is nested in BuilderPenaltyTrainer hides it. Move Builder to a named package, or rename it. [netwright.class-is-hidden]
}

class Builder implements ParameterPenalty {
  public double value(INDArray p) {
    return 0;
  }

  public void gradient(INDArray p, INDArray gradient) {
    gradient.assign(0);
  }
}
