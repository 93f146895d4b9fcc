import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
    class Builder {
  //^ Builder is in the unnamed package, where the class Builder that is nested in BuilderTrainer hides it. Move Builder to a named package, or rename it. [netwright.class-is-hidden]
  @Input(1) Layer x;
  @Linear(1) @MeanSquaredError Layer y;
}
