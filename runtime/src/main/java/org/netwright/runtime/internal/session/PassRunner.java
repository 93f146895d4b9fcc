package org.netwright.runtime.internal.session;

import java.util.function.IntFunction;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.update.Clipping;
import org.netwright.runtime.internal.update.UpdateRule;
import org.netwright.runtime.optimizer.GradientClipping;

/**
 * Runs the passes of a {@link Session} on the rows in the tensors of its inputs and targets: those
 * of a prediction, of an evaluation and of a step, which updates the parameters.
 *
 * <p>Its methods are for code that has entered the {@link TrainerGuard}.
 */
public final class PassRunner {
  private final TrainingPass pass;
  private final ParameterVector parameters;
  private final EngineKernels kernels;
  private final LossValues losses;
  private final UpdateRule updateRule;
  private final FrozenParameters frozenParameters;
  private final StepCounter counter;
  private final StepSizes stepSizes = new StepSizes();
  private GradientClipping clipping;

  // Made once, so that a step allocates no objects.
  private final Execution execution;
  private final IntFunction<LossValues> forward = this::runForward;
  private final IntFunction<LossValues> loss = this::runLoss;
  private final IntFunction<LossValues> inference = this::runInference;
  private final Execution.Update backward = this::runBackward;

  /**
   * Makes one for a pass.
   *
   * @param parts those of the pass, which is complete
   */
  PassRunner(
      TrainingPass pass,
      TrainerParts parts,
      ParameterVector parameters,
      FrozenLayers frozenLayers,
      UpdateRule updateRule,
      GradientClipping clipping,
      StepCounter counter) {
    this.pass = pass;
    this.parameters = parameters;
    this.kernels = parts.kernels();
    this.losses = new LossValues(parts.targets(), parts.penalties());
    this.updateRule = updateRule;
    this.frozenParameters = new FrozenParameters(frozenLayers, parameters, updateRule, kernels);
    this.counter = counter;
    this.clipping = clipping;
    this.execution = parts.execution();
  }

  /** Returns how gradients are clipped. */
  public GradientClipping clipping() {
    return clipping;
  }

  /** Sets how gradients are clipped. */
  public void clipping(GradientClipping other) {
    clipping = other;
  }

  /** Returns the losses of the last {@link #forward}. */
  public LossValues losses() {
    return losses;
  }

  /** Trains on the {@code n} rows in the tensors of the inputs and targets. */
  LossValues train(int n, double rate) {
    LossValues batch = forward(n);
    update(n, rate);
    return batch;
  }

  /** Runs the network on the {@code n} rows in its tensors and returns the losses. */
  public LossValues forward(int n) {
    return execution.run(forward, n);
  }

  /** Runs the part of a step that follows {@link #forward}: backward pass and update. */
  public void update(int n, double rate) {
    execution.update(backward, n, rate);
  }

  private LossValues runForward(int n) {
    pass.forward(n);
    return runLoss(n);
  }

  private void runBackward(int n, double rate) {
    backward(n);
    applyGradient(rate);
  }

  /** Runs the backward pass. */
  void backward(int n) {
    pass.backward(n);
  }

  /** Runs the part of a step that follows the backward pass. */
  void applyGradient(double rate) {
    frozenParameters.beforeUpdate();
    Clipping.apply(clipping, parameters, kernels);
    updateRule.apply(rate, stepSizes);
    pass.afterUpdate(rate, stepSizes);
    frozenParameters.afterUpdate();
    counter.advance();
  }

  /** Runs the network on {@code n} rows as for a prediction, and returns the losses. */
  void infer(int n) {
    execution.run(inference, n);
  }

  /** Computes the losses of the outputs of the last {@link #infer}. */
  LossValues loss(int n) {
    return execution.run(loss, n);
  }

  private LossValues runInference(int n) {
    pass.infer(n);
    return losses;
  }

  private LossValues runLoss(int n) {
    pass.loss(n, losses);
    return losses;
  }

  /** Frees what it holds. */
  void close() {
    frozenParameters.close();
  }
}
