package org.netwright.runtime;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * A trainer as the generator writes them: 3 inputs, a hidden layer of 5 with dropout, 2 outputs.
 */
final class TinyTrainer extends Trainer<TinyTrainer.Tiny> {
  static final class Tiny {
    Layer features;
    Layer hidden;
    Layer predict;
  }

  private static final ParameterLayout LAYOUT =
      ParameterLayout.builder()
          .weight("hidden.weight", Initializer.KAIMING_UNIFORM, 3, 5)
          .bias("hidden.bias", Initializer.KAIMING_UNIFORM, 3, 5)
          .weight("predict.weight", Initializer.KAIMING_UNIFORM, 5, 2)
          .build();

  private final ParameterTensor hiddenWeight;
  private final ParameterTensor hiddenWeightGradient;
  private final ParameterTensor hiddenBias;
  private final ParameterTensor hiddenBiasGradient;
  private final ParameterTensor predictWeight;
  private final ParameterTensor predictWeightGradient;
  private final Strength hiddenL1;
  private final Strength hiddenL2;
  private final CustomPenalty hiddenOwn;
  private final BatchTensor features;
  private final BatchTensor hidden;
  private final BatchTensor hiddenDropped;
  private final BatchTensor hiddenMask;
  private final BatchTensor predict;
  private final BatchTensor targets;
  private final BatchTensor hiddenGradient;
  private final BatchTensor predictGradient;
  private final TargetEncoding encoding;
  private final double dropout;

  private TinyTrainer(Builder builder) {
    super(builder, LAYOUT, new Tiny());
    encoding = builder.encoding;
    dropout = builder.dropout;
    hiddenWeight = parameters.value("hidden.weight");
    hiddenWeightGradient = parameters.gradient("hidden.weight");
    hiddenBias = parameters.value("hidden.bias");
    hiddenBiasGradient = parameters.gradient("hidden.bias");
    predictWeight = parameters.value("predict.weight");
    predictWeightGradient = parameters.gradient("predict.weight");

    hiddenL1 = penalty("hidden.l1", builder.hiddenL1, ParameterRole.WEIGHT);
    hiddenL2 = penalty("hidden.l2", Schedule.constant(1e-4), ParameterRole.WEIGHT);
    hiddenOwn =
        builder.penalty == null
            ? null
            : penalty("hidden.own", Schedule.constant(1), builder.penalty, ParameterRole.WEIGHT);

    features = input("features", 3);
    hidden = tensor(5);
    hiddenDropped = tensor(5);
    hiddenMask = tensor(5);
    predict = tensor(2);
    targets = target(encoding, "predict", 2);
    hiddenGradient = tensor(5);
    predictGradient = tensor(2);

    Tiny network = network();
    network.features = layer("features", "input [n × 3]");
    network.hidden = layer("hidden", "linear, relu", hiddenL1, hiddenL2);
    network.predict = layer("predict", "linear");
  }

  static Builder builder() {
    return new Builder();
  }

  @Override
  protected void forward(int n) {
    kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
    kernels.relu(hidden, hidden, n);
    kernels.dropout(hidden, dropout, dropoutSeed(0), hiddenDropped, hiddenMask, n);
    kernels.linear(hiddenDropped, predictWeight, predict, n);
  }

  @Override
  protected BatchTensor infer(int n) {
    kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
    kernels.relu(hidden, hidden, n);
    kernels.linear(hidden, predictWeight, predict, n);
    return predict;
  }

  @Override
  protected void loss(int n, LossReport.Builder report) {
    report.data(
        switch (encoding) {
          case VALUES -> kernels.meanSquaredError(predict, targets, n);
          case PROBABILITIES -> kernels.binaryCrossEntropy(predict, targets, n);
          case CLASSES -> kernels.crossEntropy(predict, targets, 0, n);
        });
    report.penalty(hiddenL1, kernels.l1(hiddenWeight, hiddenL1.value()));
    report.penalty(hiddenL2, kernels.l2(hiddenWeight, hiddenL2.value()));
    if (hiddenOwn != null) {
      report.penalty(hiddenOwn, hiddenOwn.valueOf(hiddenWeight));
    }
  }

  @Override
  protected void backward(int n) {
    switch (encoding) {
      case VALUES -> kernels.meanSquaredErrorGradient(predict, targets, predictGradient, n);
      case PROBABILITIES ->
          kernels.binaryCrossEntropyGradient(predict, targets, predictGradient, n);
      case CLASSES -> kernels.crossEntropyGradient(predict, targets, 0, predictGradient, n);
    }
    kernels.linearGradient(hiddenDropped, predictGradient, predictWeightGradient, n);
    kernels.linearInputGradient(predictGradient, predictWeight, hiddenGradient, n);
    kernels.dropoutGradient(hiddenMask, hiddenGradient, hiddenGradient, n);
    kernels.reluGradient(hidden, hiddenGradient, hiddenGradient, n);
    kernels.linearGradient(features, hiddenGradient, hiddenWeightGradient, hiddenBiasGradient, n);
    kernels.addL1Gradient(hiddenWeight, hiddenL1.value(), hiddenWeightGradient);
    kernels.addL2Gradient(hiddenWeight, hiddenL2.value(), hiddenWeightGradient);
    if (hiddenOwn != null) {
      hiddenOwn.addGradient(hiddenWeight, hiddenWeightGradient);
    }
  }

  static final class Builder extends TrainerBuilder<Builder, TinyTrainer> {
    private Schedule hiddenL1 = Schedule.constant(0.01);
    private double dropout;
    private TargetEncoding encoding = TargetEncoding.VALUES;
    private ParameterPenalty penalty;

    private Builder() {
      super(Optimizer.adam(0.01));
    }

    Builder hiddenL1(double strength) {
      this.hiddenL1 = Strength.constant("hidden.l1", strength);
      return this;
    }

    Builder dropout(double rate) {
      this.dropout = rate;
      return this;
    }

    Builder encoding(TargetEncoding encoding) {
      this.encoding = encoding;
      return this;
    }

    Builder penalty(ParameterPenalty penalty) {
      this.penalty = penalty;
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public TinyTrainer build() {
      return new TinyTrainer(this);
    }
  }
}
