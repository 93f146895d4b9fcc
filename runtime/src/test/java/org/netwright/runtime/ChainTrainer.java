package org.netwright.runtime;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.CustomLoss;
import org.netwright.runtime.generated.CustomPenalty;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.StrengthSchedules;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.optimizer.Optimizer;

/** A trainer of {@link Chain}, with dropout and penalties on the hidden layer. */
final class ChainTrainer extends Trainer<Chain> {
  private ChainTrainer(Builder builder) {
    super(builder, new Chain(), Chain.layout(), Pass::new);
  }

  static Builder builder() {
    return new Builder();
  }

  private static final class Pass extends TrainingPass {
    private final TargetEncoding encoding;
    private final double dropout;
    private final Chain.State state;
    private final ParameterTensor[] weightGradients;
    private final ParameterTensor hiddenBiasGradient;
    private final BatchTensor[] gradients;
    private final BatchTensor dropped;
    private final BatchTensor mask;
    private final BatchTensor targets;
    private final Strength hiddenL1;
    private final Strength hiddenL2;
    private final CustomPenalty hiddenOwn;
    private final CustomLoss predictLoss;

    private Pass(TrainingParts parts, Builder builder, Chain declared) {
      super(parts);
      encoding = builder.encoding;
      dropout = builder.dropout;
      hiddenL1 = parts.penalty("hidden.l1", builder.hiddenL1, ParameterRole.WEIGHT);
      hiddenL2 = parts.penalty("hidden.l2", Schedule.constant(1e-4), ParameterRole.WEIGHT);
      hiddenOwn =
          builder.penalty == null
              ? null
              : parts.penalty(
                  "hidden.own", Schedule.constant(1), builder.penalty, ParameterRole.WEIGHT);
      state = new Chain.State(parts);
      weightGradients =
          Chain.LINEARS.stream()
              .map(linear -> parts.gradient(linear.name() + ".weight"))
              .toArray(ParameterTensor[]::new);
      hiddenBiasGradient = parts.gradient("hidden.bias");
      gradients =
          Chain.LINEARS.stream()
              .map(linear -> parts.tensor(linear.out()))
              .toArray(BatchTensor[]::new);
      dropped = parts.tensor(Chain.LINEARS.get(0).out());
      mask = parts.tensor(Chain.LINEARS.get(0).out());
      predictLoss = builder.loss == null ? null : parts.loss("predict", builder.loss);
      int width = builder.targetWidth == 0 ? Chain.LINEARS.get(1).out() : builder.targetWidth;
      targets = parts.target(encoding, "predict", width);
      parts.output(encoding, "predict", state.output());
      declared.features = parts.layer("features");
      declared.hidden = parts.layer("hidden", hiddenL1, hiddenL2);
      declared.predict = parts.layer("predict");
    }

    @Override
    public void forward(int n) {
      state.step(kernels, 0, state.input, n);
      kernels.dropout(state.outputs[0], dropout, dropoutSeed(0), dropped, mask, n);
      state.step(kernels, 1, dropped, n);
    }

    @Override
    public void infer(int n) {
      state.infer(kernels, n);
    }

    @Override
    public void loss(int n, Losses losses) {
      losses.data(dataLoss(n));
      losses.penalty(hiddenL1, kernels.l1(state.weights[0], hiddenL1.value()));
      losses.penalty(hiddenL2, kernels.l2(state.weights[0], hiddenL2.value()));
      if (hiddenOwn != null) {
        losses.penalty(hiddenOwn.strength(), hiddenOwn.valueOf(state.weights[0]));
      }
    }

    private double dataLoss(int n) {
      if (predictLoss != null) {
        return predictLoss.lossWithGradient(state.output(), targets, gradients[1], n);
      }
      return switch (encoding) {
        case VALUES ->
            kernels.meanSquaredErrorWithGradient(state.output(), targets, gradients[1], n);
        case PROBABILITIES ->
            kernels.binaryCrossEntropyWithGradient(state.output(), targets, gradients[1], n);
        case CLASSES ->
            kernels.crossEntropyWithGradient(state.output(), targets, 0, gradients[1], n);
        case OWN -> throw new IllegalStateException("only a loss of the user has such targets");
      };
    }

    @Override
    public void backward(int n) {
      kernels.linearGradient(dropped, gradients[1], weightGradients[1], n);
      kernels.linearInputGradient(gradients[1], state.weights[1], gradients[0], n);
      kernels.dropoutGradient(mask, gradients[0], gradients[0], n);
      kernels.reluGradient(state.outputs[0], gradients[0], gradients[0], n);
      kernels.linearGradient(state.input, gradients[0], weightGradients[0], hiddenBiasGradient, n);
      kernels.addL1Gradient(state.weights[0], hiddenL1.value(), weightGradients[0]);
      kernels.addL2Gradient(state.weights[0], hiddenL2.value(), weightGradients[0]);
      if (hiddenOwn != null) {
        hiddenOwn.addGradient(state.weights[0], weightGradients[0]);
      }
    }
  }

  static final class Builder extends TrainerBuilder<Builder, ChainTrainer> {
    private Schedule hiddenL1 = Schedule.constant(0.01);
    private double dropout;
    private TargetEncoding encoding = TargetEncoding.VALUES;
    private ParameterPenalty penalty;
    private OutputLoss loss;
    private int targetWidth;

    private Builder() {
      super(Optimizer.adam(0.01));
    }

    Builder hiddenL1(double strength) {
      this.hiddenL1 = StrengthSchedules.constant("hidden.l1", strength);
      return this;
    }

    Builder dropout(double rate) {
      this.dropout = rate;
      return this;
    }

    Builder encoding(TargetEncoding encoding) {
      this.encoding = encoding;
      if (encoding == TargetEncoding.OWN) {
        loss = new Squares();
      }
      return this;
    }

    Builder penalty(ParameterPenalty penalty) {
      this.penalty = penalty;
      return this;
    }

    /** With a width of 0, the targets have the shape of the output. */
    Builder loss(OutputLoss loss, int targetWidth) {
      this.loss = loss;
      this.targetWidth = targetWidth;
      this.encoding = targetWidth == 0 ? TargetEncoding.VALUES : TargetEncoding.OWN;
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public ChainTrainer build() {
      return new ChainTrainer(this);
    }
  }
}
