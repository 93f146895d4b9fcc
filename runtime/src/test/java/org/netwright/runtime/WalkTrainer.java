package org.netwright.runtime;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.optimizer.Optimizer;

/** A trainer of {@link Walk}. */
final class WalkTrainer extends SequenceTrainer<Walk> {
  private WalkTrainer(Builder builder) {
    super(builder, new Walk(), Walk.layout(builder.form), Pass::new);
  }

  static Builder builder(Walk.Form form) {
    return new Builder(form);
  }

  private static final class Pass extends TrainingPass {
    private final Walk.State state;
    private final ParameterTensor weightGradient;
    private final BatchTensor gradient;
    private final BatchTensor ofStepGradient;
    private final BatchTensor targets;

    private Pass(TrainingParts parts, Builder builder, Walk declared) {
      super(parts);
      state = new Walk.State(parts, builder.form);
      Walk.Form form = builder.form;
      weightGradient = parts.gradient("predict.weight");
      ofStepGradient = state.ofSteps(parts, form.outputs());
      gradient = form.isWhole() ? parts.tensor(form.shape()) : ofStepGradient;
      targets = targets(parts, form);
      state.output(parts);
      declared.features = parts.layer("features");
      declared.predict = parts.layer("predict");
    }

    private BatchTensor targets(TrainingParts parts, Walk.Form form) {
      if (form.isWhole()) {
        return parts.target(form.encoding(), "predict", form.shape());
      }
      return state.lengths == null
          ? parts.stepTarget(form.encoding(), "predict", form.shape())
          : parts.stepTarget(form.encoding(), "predict", state.lengths, form.outputs());
    }

    @Override
    public void forward(int n) {
      infer(n);
    }

    @Override
    public void infer(int n) {
      state.infer(kernels, n);
    }

    @Override
    public void loss(int n, Losses losses) {
      BatchTensor output = state.output;
      losses.data(
          switch (state.form.encoding()) {
            case CLASSES -> kernels.crossEntropyWithGradient(output, targets, 0, gradient, n);
            case PROBABILITIES ->
                kernels.binaryCrossEntropyWithGradient(output, targets, gradient, n);
            default -> kernels.meanSquaredErrorWithGradient(output, targets, gradient, n);
          });
    }

    @Override
    public void backward(int n) {
      if (state.form.isWhole()) {
        state.spread(gradient, ofStepGradient, n);
      }
      ofStepGradient.rows(n);
      kernels.linearGradient(
          state.steps,
          ofStepGradient.sharing(state.form.outputs()),
          weightGradient,
          n * state.input.size(0));
    }
  }

  static final class Builder extends NetworkTrainerBuilder<Builder, WalkTrainer> {
    private final Walk.Form form;

    private Builder(Walk.Form form) {
      super(Optimizer.sgd(0.1));
      this.form = form;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public WalkTrainer build() {
      return new WalkTrainer(this);
    }
  }
}
