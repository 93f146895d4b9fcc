import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
class BuilderRecord {
  @Features(Builder.class) Layer x;
  //               ^ Builder is in the unnamed package, where the class Builder that is nested in BuilderRecordTrainer hides it. Move Builder to a named package, or rename it. [netwright.class-is-hidden]
  @CrossEntropy(classes = Builder.Phase.class) Layer y;
  //                                   ^ Builder is in the unnamed package, where the class Builder that is nested in BuilderRecordTrainer hides it. Move Builder to a named package, or rename it. [netwright.class-is-hidden]
}

record Builder(int plots) {
  enum Phase { PLAN, BUILD }
}
