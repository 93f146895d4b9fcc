package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** A residual block that halves the image, with a projection on the shortcut. */
@Network
@Adam(learningRate = 0.01)
class ImageResidual {
  @Input({2, 7, 7}) Layer image;

  @Conv2d(value = 4, bias = false) @BatchNorm @Relu Layer stem;

  @Conv2d(value = 6, kernel = 1, stride = 2, bias = false) @BatchNorm Layer shortcut;

  @After("stem") @Conv2d(value = 6, stride = 2, pad = 1, bias = false) @BatchNorm @Relu Layer inner;

  @Conv2d(value = 6, bias = false) @BatchNorm(momentum = 0.3) @Add("shortcut") @Relu Layer sum;

  @GlobalAveragePool Layer features;

  @Linear(3) @CrossEntropy Layer kind;
}
