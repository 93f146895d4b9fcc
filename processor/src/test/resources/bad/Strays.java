package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

    @Sgd(learningRate = 0.1)
  //^ @Sgd has no effect here, because the class is not a network. Annotate the class with @Network, or remove @Sgd. [netwright.annotation-outside-network]
class Strays {
  @Input(1) Layer features;
//^ @Input has no effect here, because the class is not a network. Annotate the class with @Network, or remove @Input. [netwright.annotation-outside-network]
  @Linear(1) @MeanSquaredError Layer predict;
//^ @Linear has no effect here, because the class is not a network. Annotate the class with @Network, or remove @Linear. [netwright.annotation-outside-network]
  //         ^ @MeanSquaredError has no effect here, because the class is not a network. Annotate the class with @Network, or remove @MeanSquaredError. [netwright.annotation-outside-network]

  @Network
  static class Taken {
  //     ^ networks.Strays_TakenTrainer cannot be generated, because a class with this name already exists. Rename that class or the network. [netwright.trainer-name-is-taken]
    @Input(1) Layer features;
    @Linear(1) @MeanSquaredError Layer predict;
  }

  @Network
  static class Served {
  //     ^ networks.Strays_ServedModel cannot be generated, because a class with this name already exists. Rename that class or the network. [netwright.model-name-is-taken]
    @Input(1) Layer features;
    @Linear(1) @MeanSquaredError Layer predict;
  }
}

class Strays_TakenTrainer {}

class Strays_ServedModel {}
