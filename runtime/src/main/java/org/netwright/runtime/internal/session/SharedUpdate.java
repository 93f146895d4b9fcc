package org.netwright.runtime.internal.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import org.netwright.runtime.Strength;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.kernels.RowPenalties;
import org.netwright.runtime.internal.update.GradientExchange;
import org.netwright.runtime.internal.update.SharedGradient;

/**
 * Updates of one of several replicas of a network. Each replica runs its own part of a mini-batch,
 * and all make the same update, as {@link Accumulation} makes one from several mini-batches. It
 * owns off-heap memory: {@link #close()} frees it.
 */
public final class SharedUpdate implements AutoCloseable {
  private final Session session;
  private final TrainingPass pass;
  private final Execution execution;
  private final EngineKernels kernels;
  private final EngineKernels rowKernels;
  private final RowPenalties rowPenalties = new RowPenalties();
  private final GradientExchange exchange;
  private final SharedGradient gradient;

  /** By the number of a penalty: what computes its value on the rows of tables. */
  private final Map<Integer, List<DoubleSupplier>> onRows = new HashMap<>();

  private final Terms terms = new Terms();
  private final IntFunction<LossValues> forward = this::runForward;
  private final Execution.Update backward = this::runBackward;
  private final Execution.Update update = this::runUpdate;

  SharedUpdate(Session session, GradientExchange exchange) {
    this.session = session;
    this.pass = session.pass();
    this.execution = session.execution();
    this.kernels = session.kernels();
    this.rowKernels = execution.newKernels(rowPenalties);
    this.exchange = exchange;
    this.gradient = new SharedGradient(session.parameters(), execution, exchange);
  }

  /**
   * Runs the network on the {@code n} rows in its tensors and returns their losses, without the
   * penalties on rows of tables.
   */
  public LossValues forward(int n) {
    // Each replica draws its own dropout.
    session.counter().part(exchange.index());
    return execution.run(forward, n);
  }

  private LossValues runForward(int n) {
    rowPenalties.clear();
    onRows.clear();
    pass.use(rowKernels);
    try {
      pass.forward(n);
      pass.loss(n, terms);
    } finally {
      pass.use(kernels);
    }
    return session.passes().losses();
  }

  /** Takes the losses of a pass to the session, and penalties on rows out of them. */
  private final class Terms implements Losses {
    @Override
    public void data(double loss) {
      session.passes().losses().data(loss);
    }

    @Override
    public void data(int index, double loss) {
      session.passes().losses().data(index, loss);
    }

    @Override
    public void penalty(Strength penalty, double term) {
      session.passes().losses().penalty(penalty, term - rowPenalties.sum());
      List<DoubleSupplier> values = rowPenalties.takeValues();
      if (!values.isEmpty()) {
        onRows.put(((StrengthValue) penalty).index(), values);
      }
    }
  }

  /**
   * Runs the backward pass that belongs to {@link #forward}, and takes the mean of the gradients of
   * all replicas.
   *
   * @param examples {@code n}; 0 if the rows were run only because there must be some
   * @param losses data losses and then penalties, as means over the rows; they become those of the
   *     rows of all replicas, with the penalties on rows of tables
   */
  public void backward(int n, int examples, double[] losses) {
    execution.update(backward, n, 0);
    gradient.mean(examples, losses);
    // The tables' gradients have the rows of all replicas now, in the same order.
    if (!onRows.isEmpty()) {
      execution.update((same, unused) -> addRowPenalties(losses), n, 0);
    }
  }

  private void addRowPenalties(double[] losses) {
    onRows.forEach(
        (index, values) -> {
          for (DoubleSupplier value : values) {
            losses[session.targets().size() + index] += value.getAsDouble();
          }
        });
  }

  private void runBackward(int n, double unused) {
    rowPenalties.clear();
    pass.use(rowKernels);
    try {
      session.passes().backward(n);
    } finally {
      pass.use(kernels);
    }
  }

  /** Updates the parameters with the mean of the gradients. */
  public void update(double rate) {
    execution.update(update, 1, rate);
  }

  private void runUpdate(int unused, double rate) {
    rowPenalties.run();
    session.passes().applyGradient(rate);
  }

  /** Frees what it holds. */
  @Override
  public void close() {
    session.counter().firstPart();
    rowKernels.close();
  }
}
