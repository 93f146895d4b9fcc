package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Two images through the same layers, whose running statistics both change. */
@Network
@Sgd(learningRate = 0.05, momentum = 0.9)
class ImageTwins {
  @Input({2, 6, 5}) Layer left;

  @Conv2d(value = 4, bias = false) @BatchNorm(momentum = 0.3) @Relu @MaxPool2d(2) Layer leftEdges;

  @Flatten @Linear(5) @BatchNorm @Tanh Layer leftVector;

  @Input({2, 6, 5}) Layer right;

  @SameAs("leftEdges") Layer rightEdges;

  @SameAs("leftVector") Layer rightVector;

  @Multiply("leftVector") Layer agreement;

  @Linear(1) @BinaryCrossEntropy Layer same;
}
