package org.netwright.runtime;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.internal.check.Range;
import org.netwright.runtime.internal.engine.Engines;
import org.netwright.runtime.internal.schedule.ConstantSchedule;
import org.netwright.runtime.internal.session.SessionSettings;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * The settings of a trainer that are made before it is built: seed, data type, optimiser. The
 * generated builders add the strengths of their penalties.
 *
 * @param <B> the generated builder
 * @param <T> the generated trainer
 */
public abstract class NetworkTrainerBuilder<
    B extends NetworkTrainerBuilder<B, T>, T extends NetworkTrainer<?>> {
  private Optimizer optimizer;
  private @Nullable Schedule learningRate;
  private GradientClipping clipping = GradientClipping.none();
  private OptionalLong seed = OptionalLong.empty();
  private DataType dataType = DataType.FLOAT;
  private @Nullable Engine engine;

  /**
   * Starts from the declared values.
   *
   * @param optimizer the declared optimiser
   */
  protected NetworkTrainerBuilder(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  /**
   * Sets the seed of initial weights and dropout: the same seed and data give the same bits.
   * Without one, a random seed is drawn; {@link NetworkTrainer#seed()} returns it.
   */
  public final B seed(long seed) {
    this.seed = OptionalLong.of(seed);
    return self();
  }

  /**
   * Sets the type of parameters and activations; {@code FLOAT} if not set.
   *
   * @param dataType {@code FLOAT} or {@code DOUBLE}
   * @throws IllegalArgumentException if it is another type
   */
  public final B dataType(DataType dataType) {
    if (dataType != DataType.FLOAT && dataType != DataType.DOUBLE) {
      throw new IllegalArgumentException("the data type must be FLOAT or DOUBLE, got " + dataType);
    }
    this.dataType = dataType;
    return self();
  }

  /**
   * Sets the engine that computes the passes, instead of the fastest one for the data type and the
   * machine. {@link #build} throws {@link IllegalArgumentException} if it cannot compute with
   * ND4J's backend.
   */
  public final B engine(Engine engine) {
    this.engine = Objects.requireNonNull(engine, "engine");
    return self();
  }

  /** Sets the optimiser instead of the declared one. */
  public final B optimizer(Optimizer optimizer) {
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    return self();
  }

  /**
   * Sets the learning rate, instead of the one in the optimiser, whichever of the two is set last.
   *
   * @param learningRate finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   */
  public final B learningRate(double learningRate) {
    return learningRate(ConstantSchedule.of("the learning rate", learningRate));
  }

  /**
   * Sets a schedule for the learning rate, instead of the rate in the optimiser.
   *
   * @throws IllegalArgumentException if its rate for step 0 is negative or not finite
   */
  public final B learningRate(Schedule schedule) {
    Objects.requireNonNull(schedule, "schedule");
    Range.requireNotNegative("the learning rate", schedule.at(0));
    this.learningRate = schedule;
    return self();
  }

  /**
   * Sets how gradients are clipped before each update: those of data loss and penalties together,
   * as {@link Layer#weightGradient} then shows them. Without it they are not clipped.
   */
  public final B clipping(GradientClipping clipping) {
    this.clipping = Objects.requireNonNull(clipping, "clipping");
    return self();
  }

  /** Returns a new trainer, which the caller closes. A builder can build several. */
  public abstract T build();

  /** Returns this builder, in its own type. */
  protected abstract B self();

  /** Returns what was chosen, for a new trainer. */
  final SessionSettings settings() {
    Engine chosen = engine == null ? Engine.fastest(dataType) : engine;
    Engines.require(chosen);
    return new SessionSettings(
        chosen,
        dataType,
        seed.orElseGet(() -> ThreadLocalRandom.current().nextLong()),
        optimizer,
        learningRate == null ? new ConstantSchedule(optimizer.learningRate()) : learningRate,
        clipping);
  }
}
