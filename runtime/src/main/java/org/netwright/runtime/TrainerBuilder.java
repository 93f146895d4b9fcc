package org.netwright.runtime;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * What can be chosen when a trainer is made, before it is: seed, data type, optimiser. The
 * generated builders add the strengths of their penalties.
 *
 * @param <B> the generated builder
 * @param <T> the generated trainer
 */
public abstract class TrainerBuilder<B extends TrainerBuilder<B, T>, T extends Trainer<?>> {
  private Optimizer optimizer;
  private @Nullable Schedule learningRate;
  private GradientClipping clipping = GradientClipping.none();
  private OptionalLong seed = OptionalLong.empty();
  private DataType dataType = DataType.FLOAT;
  private @Nullable Engine engine;

  /**
   * Starts from what the annotations declare.
   *
   * @param optimizer the declared optimiser
   */
  protected TrainerBuilder(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  /**
   * Sets the seed of initial weights and dropout: the same seed and data give the same bits.
   * Without one, a random seed is drawn; {@link Trainer#seed()} tells which.
   */
  public final B seed(long seed) {
    this.seed = OptionalLong.of(seed);
    return self();
  }

  /**
   * Sets the type of parameters and activations; {@code FLOAT} if not set.
   *
   * @param dataType {@code FLOAT} or {@code DOUBLE}
   * @throws IllegalArgumentException if it is another
   */
  public final B dataType(DataType dataType) {
    if (dataType != DataType.FLOAT && dataType != DataType.DOUBLE) {
      throw new IllegalArgumentException("the data type must be FLOAT or DOUBLE, got " + dataType);
    }
    this.dataType = dataType;
    return self();
  }

  /**
   * Sets what computes the passes, in the place of the fastest that there is for the data type and
   * the machine. {@link #build} throws {@link IllegalArgumentException} if it cannot compute in the
   * data type.
   */
  public final B engine(Engine engine) {
    this.engine = Objects.requireNonNull(engine, "engine");
    return self();
  }

  /** Sets the optimiser in the place of the declared one. */
  public final B optimizer(Optimizer optimizer) {
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    return self();
  }

  /**
   * Sets the learning rate in the place of the optimiser's own, whichever of the two is set last.
   *
   * @param learningRate finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   */
  public final B learningRate(double learningRate) {
    return learningRate(new ConstantSchedule(Optimizer.requireLearningRate(learningRate)));
  }

  /**
   * Has a schedule set the learning rate at each step, in the place of the optimiser's own rate.
   *
   * @throws IllegalArgumentException if it gives one that is negative or not finite for step 0
   */
  public final B learningRate(Schedule schedule) {
    Optimizer.requireLearningRate(schedule.at(0));
    this.learningRate = schedule;
    return self();
  }

  /**
   * Has gradients clipped before each update: those of data loss and penalties together, as {@link
   * Layer#weightGradient} then shows them. There is none if not set.
   */
  public final B clipping(GradientClipping clipping) {
    this.clipping = Objects.requireNonNull(clipping, "clipping");
    return self();
  }

  /** Returns a new trainer, which the caller closes. A builder can build several. */
  public abstract T build();

  /** Returns this builder as what it is. */
  protected abstract B self();

  final Optimizer optimizer() {
    return optimizer;
  }

  final Schedule learningRate() {
    return learningRate == null ? new ConstantSchedule(optimizer.learningRate()) : learningRate;
  }

  final GradientClipping clipping() {
    return clipping;
  }

  final long seed() {
    return seed.orElseGet(() -> ThreadLocalRandom.current().nextLong());
  }

  final Engine engine() {
    Engine chosen = engine == null ? Engine.fastest(dataType) : engine;
    chosen.requireFor(dataType);
    return chosen;
  }

  final DataType dataType() {
    return dataType;
  }
}
