package org.netwright.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Layer;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;

/** Compares a network's gradients with central differences of its total loss. */
public final class GradientCheck {
  private static final double STEP = 1e-6;
  private static final int PLACES = 25;
  private static final double TOLERANCE = 1e-6;

  private final Supplier<? extends Trainer<?>> trainers;
  private final Data batch;
  private final Random random = new Random(1);

  private GradientCheck(Supplier<? extends Trainer<?>> trainers, Data batch) {
    this.trainers = trainers;
    this.batch = batch;
  }

  /**
   * Checks some places of every weight and bias.
   *
   * @param trainers gives a new trainer in DOUBLE at each call, always with the same seed, so that
   *     each starts from the same parameters and drops out the same elements
   */
  public static void run(Supplier<? extends Trainer<?>> trainers, Data batch) {
    new GradientCheck(trainers, batch).run();
  }

  private void run() {
    try (Trainer<?> trainer = trainers.get()) {
      trainer.step(batch.x(), batch.y());
      for (Layer layer : trainer.layers()) {
        String name = layer.name();
        if (layer.hasWeight()) {
          check(name + ".weight", layer.weightGradient(), t -> t.layerNamed(name).weight());
        }
        if (layer.hasBias()) {
          check(name + ".bias", layer.biasGradient(), t -> t.layerNamed(name).bias());
        }
      }
    }
  }

  private void check(String name, INDArray gradient, Function<Trainer<?>, INDArray> parameterOf) {
    double tolerance = TOLERANCE * gradient.ameanNumber().doubleValue();
    for (int i = 0; i < PLACES; i++) {
      int place = random.nextInt((int) gradient.length());
      double difference = loss(parameterOf, place, STEP) - loss(parameterOf, place, -STEP);
      assertThat(difference / (2 * STEP))
          .as("%s at %d, %d rows", name, place, batch.size())
          .isCloseTo(gradient.getDouble(place), within(Math.max(tolerance, 1e-9)));
    }
  }

  private double loss(Function<Trainer<?>, INDArray> parameterOf, int place, double shift) {
    try (Trainer<?> trainer = trainers.get()) {
      INDArray parameter = parameterOf.apply(trainer);
      parameter.putScalar(place, parameter.getDouble(place) + shift);
      return trainer.step(batch.x(), batch.y()).total();
    }
  }
}
