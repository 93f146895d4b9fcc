package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Normalisations of each kind, repeated elements, and pooling over padding. */
@Network
@SuppressWarnings("netwright.normalizes-lines")
@Adam(learningRate = 0.01)
class ImageNorms {
  @Input({4, 6, 7}) Layer image;

  @Conv2d(value = 6, dilation = {1, 2}, pad = {1, 2}) @GroupNorm(3) @Relu
  @AveragePool2d(value = 3, stride = 2, pad = 1)
  Layer pooled;

  @Upsample2d({2, 1}) @Conv2d(value = 4, padding = Padding.VALID, groups = 2) @RmsNorm(epsilon = 1e-6)
  Layer larger;

  @BatchNorm(affine = false) @MaxPool2d(value = 2, stride = 1, pad = 1) Layer normed;

  @GlobalMaxPool Layer greatest;

  @Linear(value = 5, bias = false) @BatchNorm @Gelu Layer hidden;

  @Linear(3) @MeanSquaredError Layer out;
}
