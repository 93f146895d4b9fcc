package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;

/** A wrong gradient of a user's loss is found before it trains; a right one is never refused. */
class LossGradientTest {
  private final INDArray x = Nd4j.rand(DataType.FLOAT, 40, 3);
  private final INDArray y = Nd4j.rand(DataType.FLOAT, 40, 2);

  /** Mistakes in the gradient of Σ (ŷ − y)². */
  enum Mistake implements OutputLoss {
    FACTOR {
      @Override
      double derivative(int element, double error) {
        return error;
      }
    },
    SIGN {
      @Override
      double derivative(int element, double error) {
        return -2 * error;
      }
    },
    FORGOTTEN {
      @Override
      double derivative(int element, double error) {
        return 0;
      }
    },
    ONE_ELEMENT {
      @Override
      double derivative(int element, double error) {
        return element == 1 ? 0 : 2 * error;
      }
    },
    ONE_PERCENT {
      @Override
      double derivative(int element, double error) {
        return 2.02 * error;
      }
    },
    OF_THE_MEAN {
      @Override
      double derivative(int element, double error) {
        return 2 * error / 40;
      }
    },
    NOT_FINITE {
      @Override
      double derivative(int element, double error) {
        return Double.NaN;
      }
    };

    abstract double derivative(int element, double error);

    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      double sum = 0;
      for (int i = 0; i < output.length; i++) {
        double error = output[i] - target[i];
        sum += error * error;
        gradient[i] = derivative(i, error);
      }
      return sum;
    }
  }

  /** Losses that are difficult to compare with differences, with right gradients. */
  enum Right implements OutputLoss {
    /** Kinks where both are equal. */
    ABSOLUTE {
      @Override
      double value(double o, double t) {
        return Math.abs(o - t);
      }

      @Override
      double slope(double o, double t) {
        return Math.signum(o - t);
      }
    },
    /** Another subgradient at the kink. */
    PINBALL {
      @Override
      double value(double o, double t) {
        return t > o ? 0.9 * (t - o) : 0.1 * (o - t);
      }

      @Override
      double slope(double o, double t) {
        return t > o ? -0.9 : 0.1;
      }
    },
    HINGE {
      @Override
      double value(double o, double t) {
        return Math.max(0, 1 - t * o);
      }

      @Override
      double slope(double o, double t) {
        return t * o < 1 ? -t : 0;
      }
    },
    /** Computes in float. */
    COARSE {
      @Override
      double value(double o, double t) {
        float error = (float) o - (float) t;
        return error * error;
      }

      @Override
      double slope(double o, double t) {
        return 2 * ((float) o - (float) t);
      }
    },
    POISSON {
      @Override
      double value(double o, double t) {
        return Math.exp(o) - t * o;
      }

      @Override
      double slope(double o, double t) {
        return Math.exp(o) - t;
      }
    },
    /** Not finite for an output at or below 0. */
    LOGARITHM {
      @Override
      double value(double o, double t) {
        return -t * Math.log(o);
      }

      @Override
      double slope(double o, double t) {
        return -t / o;
      }
    },
    /** Flat nearly everywhere. */
    SATURATED {
      @Override
      double value(double o, double t) {
        return Math.tanh(30 * (o - t));
      }

      @Override
      double slope(double o, double t) {
        double tanh = Math.tanh(30 * (o - t));
        return 30 * (1 - tanh * tanh);
      }
    };

    abstract double value(double o, double t);

    abstract double slope(double o, double t);

    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      double sum = 0;
      for (int i = 0; i < output.length; i++) {
        sum += value(output[i], target[i]);
        gradient[i] = slope(output[i], target[i]);
      }
      return sum;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongGradientIsRefusedBeforeItTrains(Mistake mistake) {
    for (Engine engine : Engine.values()) {
      try (ChainTrainer trainer = trainer(mistake, engine);
          ChainTrainer fresh = trainer(mistake, engine)) {
        for (int attempt = 0; attempt < 2; attempt++) {
          assertThatIllegalStateException()
              .isThrownBy(() -> trainer.step(x, y))
              .withMessageStartingWith("predict: the gradient of " + Mistake.class.getName());
        }
        assertThatIllegalStateException()
            .isThrownBy(() -> trainer.fit(Data.of(x, y)).quiet().run())
            .withMessageContaining("nothing was trained");
        assertThat(trainer.steps()).isZero();
        assertThat(trainer.network().predict.weight()).isEqualTo(fresh.network().predict.weight());
      }
    }
  }

  @Test
  void theMessageGivesBothNumbers() {
    OutputLoss wrong =
        (output, target, gradient) -> {
          gradient[0] = 3;
          gradient[1] = 4;
          return 3 * output[0] + 4.5 * output[1];
        };
    try (ChainTrainer trainer = trainer(wrong, Engine.CPU)) {
      trainer.network().predict.weight().assign(0);
      assertThatIllegalStateException()
          .isThrownBy(
              () -> trainer.step(Nd4j.zeros(DataType.FLOAT, 2, 3), Nd4j.rand(DataType.FLOAT, 2, 2)))
          .withMessageMatching(
              "predict: the gradient of \\S+ is 4.0 for element 1 in row 0 \\(counted from 0\\), but"
                  + " differences of its loss give 4\\.(5|4999)\\d*, at the output \\[0.0, 0.0\\]"
                  + " with the target \\[\\S+, \\S+\\]; nothing was trained. Correct the loss or its"
                  + " gradient, and compare them in a test with GradientCheck.check\\(loss, output,"
                  + " target\\)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRightGradientIsNotRefused(Right loss) {
    Random random = new Random(1);
    for (int trial = 0; trial < 20; trial++) {
      try (ChainTrainer trainer = trainer(loss, Engine.CPU)) {
        INDArray targets = Nd4j.rand(DataType.FLOAT, 40, 2).muli(Math.pow(10, trial % 5));
        if (trial % 2 == 0) {
          // Outputs that are equal to some targets.
          trainer.network().predict.weight().assign(0);
          targets.putScalar(random.nextInt(80), 0);
        }
        trainer.step(x, targets);
        assertThat(trainer.steps()).isOne();
      }
    }
  }

  /** For targets whose fourth value is 1, the gradient is half of what it should be. */
  @Test
  void anErrorInOneOfTheRowsIsFound() {
    OutputLoss loss =
        (output, target, gradient) -> {
          gradient[0] = 1;
          return output[0] * (1 + target[3]);
        };
    for (int bad = 0; bad < 32; bad++) {
      INDArray targets = Nd4j.zeros(DataType.FLOAT, 32, 4);
      targets.putScalar(bad, 3, 1);
      try (ChainTrainer trainer = ChainTrainer.builder().loss(loss, 4).build()) {
        assertThatIllegalStateException()
            .isThrownBy(() -> trainer.step(Nd4j.rand(DataType.FLOAT, 32, 3), targets))
            .withMessageContaining("is 1.0 for element 0 in row " + bad + " ");
      }
    }
  }

  @Test
  void aLossThatIsNotFiniteIsCheckedWhenItIs() {
    boolean[] finite = {false};
    OutputLoss loss =
        (output, target, gradient) -> {
          gradient[0] = 1;
          return finite[0] ? 2 * output[0] : Double.NaN;
        };
    try (ChainTrainer trainer = trainer(loss, Engine.CPU)) {
      assertThat(trainer.step(x, y).data()).isNaN();
    }
    try (ChainTrainer trainer = trainer(loss, Engine.CPU)) {
      trainer.evaluate(Data.of(x, y));
      finite[0] = true;
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.step(x, y))
          .withMessageContaining("is 1.0 for element 0");
    }
  }

  @Test
  void theCheckOfATestIsStricter() {
    double[] output = {0.3, -2};
    double[] target = {1, 0.25};
    for (Right loss : Right.values()) {
      if (loss != Right.COARSE && loss != Right.LOGARITHM) {
        GradientCheck.check(loss, output, target);
        GradientCheck.check(loss, target, target);
      }
    }
    for (Mistake mistake : Mistake.values()) {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> GradientCheck.check(mistake, output, target))
          .withMessageContaining("central differences of the loss give");
    }
    OutputLoss nearly =
        (o, t, gradient) -> {
          gradient[0] = 1.00001;
          return o[0];
        };
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> GradientCheck.check(nearly, new double[] {0}, new double[0]))
        .withMessageContaining("the gradient at element 0 of the output (0.0) is 1.00001");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> GradientCheck.check(Right.LOGARITHM, output, target))
        .withMessageEndingWith(
            ": the loss is NaN at the output [0.3, -2.0] with the target [1.0, 0.25]");
    assertThat(output).containsExactly(0.3, -2);
    assertThat(target).containsExactly(1, 0.25);
  }

  private static ChainTrainer trainer(OutputLoss loss, Engine engine) {
    return ChainTrainer.builder().seed(1).engine(engine).loss(loss, 0).build();
  }
}
