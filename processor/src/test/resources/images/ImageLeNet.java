package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Convolutions, pooling and linear layers, with an L2 of the class and a group lasso on filters. */
@Network
@Sgd(learningRate = 0.05, momentum = 0.9)
@L2(1e-3)
class ImageLeNet {
  @Input({1, 16, 16}) Layer image;

  @Conv2d(filters = 4, kernel = 5, padding = Padding.VALID) @Tanh @MaxPool2d(2) @GroupLasso(0.01)
  Layer edges;

  @Conv2d(filters = 6, kernel = 3, padding = Padding.VALID) @Relu @MaxPool2d(2) Layer shapes;

  @Flatten @Linear(8) @Relu Layer hidden;

  @Linear(3) @CrossEntropy Layer digit;
}
