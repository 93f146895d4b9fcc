package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** An autoencoder, whose decoder is of transposed convolutions. */
@Network
@Sgd(learningRate = 0.1, momentum = 0.9, nesterov = true)
class ImageDecoder {
  @Input({2, 7, 6}) Layer image;

  @Conv2d(value = 6, stride = 2, pad = 1) @Relu Layer halved;

  @Conv2d(value = 4, kernel = 2, stride = {2, 1}, padding = Padding.VALID) @Tanh Layer code;

  @ConvTranspose2d(value = 6, stride = {2, 1}, pad = 1, outputPadding = {1, 0}, groups = 2)
  Layer doubled;

  @BatchNorm @Relu Layer normed;

  @ConvTranspose2d(value = 4, kernel = {3, 2}, dilation = {1, 2}, pad = {2, 0}, bias = false)
  @Relu Layer dilated;

  @ConvTranspose2d(value = 2, kernel = 4, stride = 2) @MeanSquaredError Layer restored;
}
