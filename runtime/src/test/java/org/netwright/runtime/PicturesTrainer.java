package org.netwright.runtime;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.PassParts;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * A trainer of one linear layer on an input of any shape, whose numbers it reads row by row:
 * logistic regression of images.
 */
final class PicturesTrainer extends Trainer<PicturesTrainer.Pictures> {
  /** The network that it trains. */
  static final class Pictures {
    Layer pixels;
    Layer predict;
  }

  private PicturesTrainer(Builder builder) {
    super(builder, new Pictures(), layout(builder), Pass::new);
  }

  private static NetworkLayout layout(Builder builder) {
    NetworkLayout.Builder layout = layoutOf(builder.classes, builder.shape);
    layout.leastRows("predict", builder.leastRows);
    return layout.build();
  }

  /**
   * Returns a builder.
   *
   * @param shape that of the input
   */
  static Builder builder(int classes, long... shape) {
    return new Builder(classes, shape);
  }

  static NetworkLayout layout(int classes, long... shape) {
    return layoutOf(classes, shape).build();
  }

  private static NetworkLayout.Builder layoutOf(int classes, long... shape) {
    int numbers = length(shape);
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("pixels", "input", shape);
    layout.layer("predict", "linear", classes);
    layout.parameter(
        "predict.weight",
        ParameterRole.WEIGHT,
        Initializer.KAIMING_UNIFORM.fans(numbers, classes),
        numbers,
        classes);
    return layout;
  }

  static int length(long... shape) {
    int length = 1;
    for (long size : shape) {
      length *= (int) size;
    }
    return length;
  }

  /** The tensors of training and inference. */
  static final class State {
    final BatchTensor input;
    final BatchTensor flat;
    final ParameterTensor weight;
    final BatchTensor output;

    State(PassParts parts, int classes, long... shape) {
      input = parts.input("pixels", shape);
      flat = input.sharing(length(shape));
      weight = parts.parameter("predict.weight");
      output = parts.tensor(classes);
    }
  }

  private static final class Pass extends TrainingPass {
    private final State state;
    private final ParameterTensor weightGradient;
    private final BatchTensor gradient;
    private final BatchTensor targets;
    private final TargetEncoding encoding;

    private Pass(TrainingParts parts, Builder builder, Pictures declared) {
      super(parts);
      encoding = builder.encoding;
      state = new State(parts, builder.classes, builder.shape);
      weightGradient = parts.gradient("predict.weight");
      gradient = parts.tensor(builder.classes);
      targets = parts.target(encoding, "predict", builder.outputShape);
      parts.output(encoding, "predict", state.output.sharing(builder.outputShape));
      declared.pixels = parts.layer("pixels");
      declared.predict = parts.layer("predict");
    }

    @Override
    public void forward(int n) {
      infer(n);
    }

    @Override
    public void infer(int n) {
      kernels.linear(state.flat, state.weight, state.output, n);
    }

    @Override
    public void loss(int n, Losses losses) {
      losses.data(
          encoding == TargetEncoding.CLASSES
              ? kernels.crossEntropyWithGradient(state.output, targets, 0, gradient, n)
              : kernels.meanSquaredErrorWithGradient(state.output, targets, gradient, n));
    }

    @Override
    public void backward(int n) {
      kernels.linearGradient(state.flat, gradient, weightGradient, n);
    }
  }

  static final class Builder extends TrainerBuilder<Builder, PicturesTrainer> {
    private final int classes;
    private final long[] shape;
    private TargetEncoding encoding = TargetEncoding.CLASSES;
    private long[] outputShape;
    private int leastRows = 1;

    private Builder(int classes, long... shape) {
      super(Optimizer.sgd(0.1));
      this.classes = classes;
      this.shape = shape;
      this.outputShape = new long[] {classes};
    }

    /** As {@link #values()}, with outputs of a shape, which has as many numbers as classes. */
    Builder values(long... shape) {
      outputShape = shape.clone();
      return values();
    }

    /** With the mean squared error in place of cross entropy. */
    Builder values() {
      encoding = TargetEncoding.VALUES;
      return this;
    }

    /** As if the layer normalised over the rows of a mini-batch. */
    Builder leastRows(int rows) {
      leastRows = rows;
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public PicturesTrainer build() {
      return new PicturesTrainer(this);
    }
  }
}
