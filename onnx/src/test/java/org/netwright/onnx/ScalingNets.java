package org.netwright.onnx;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;
import org.netwright.runtime.OutputLoss;

/** Networks that are trained on numbers of any scale. */
final class ScalingNets {
  private ScalingNets() {}

  @Network
  static class Vector {
    @Input(3)                                 Layer features;
    @Linear(4) @Tanh                          Layer hidden;
    @Linear(2) @MeanSquaredError              Layer predict;
  }

  @Network
  static class Image {
    @Input({2, 4, 3})                         Layer image;
    @Conv2d(3) @Relu @GlobalAveragePool       Layer edges;
    @CrossEntropy(classes = Kind.class)       Layer kind;
  }

  enum Kind { CAT, DOG }

  @Network
  static class Steps {
    @Input(value = {5, 2}, variable = true)   Layer readings;
    @Gru(value = 3, returns = Returns.ALL)    Layer states;
    @Linear(1) @MeanSquaredError              Layer path;
  }

  @Network
  static class Layers {
    @Input(8)                                 Layer features;
    @LayerNorm                                Layer normed;
    @Linear(3) @MeanSquaredError              Layer predict;
  }

  @Network
  static class Groups {
    @Input({4, 3, 2})                         Layer features;
    @GroupNorm(2)                             Layer normed;
    @Flatten                                  Layer flat;
    @Linear(3) @MeanSquaredError              Layer predict;
  }

  @Network
  static class Own {
    @Input(3)                                 Layer features;
    @Linear(2) @Loss(value = First.class, targetWidth = 1) Layer predict;
  }

  /** The error of the first output alone. */
  static class First implements OutputLoss {
    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      double error = output[0] - target[0];
      gradient[0] = 2 * error;
      return error * error;
    }
  }
}
