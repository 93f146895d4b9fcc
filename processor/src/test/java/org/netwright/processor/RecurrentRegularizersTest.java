package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.optimizer.Optimizer;

/** Penalties, decays and constraints on the two weights of a recurrent layer, by their formulas. */
class RecurrentRegularizersTest {
  private static final int IN = 3;
  private static final int UNITS = 2;
  private static final int COLUMNS = 4 * UNITS;
  private static final double RATE = 0.1;

  private static CompiledNetwork network(String onClass, String onField) {
    return network(onClass, "@Lstm(2)", onField);
  }

  private static CompiledNetwork network(String onClass, String layer, String onField) {
    return CompiledNetwork.of(
        "Net",
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        %s
        public class Net {
          @Input({4, %d}) Layer x;
          %s %s Layer memory;
          @Linear(1) @MeanSquaredError Layer y;
        }
        """
            .formatted(onClass, IN, layer, onField));
  }

  private static Trainer<?> trainer(String onClass, String onField, Engine engine) {
    DataType type = engine == Engine.CPU ? DataType.FLOAT : DataType.DOUBLE;
    Trainer<?> trainer =
        network(onClass, onField).builder().dataType(type).engine(engine).seed(3).build();
    trainer.layerNamed("memory").parameter("recurrent").assign(random(1, UNITS, COLUMNS));
    trainer.layerNamed("memory").weight().assign(random(2, IN, COLUMNS));
    return trainer;
  }

  private static INDArray random(long seed, long... shape) {
    Random random = new Random(seed);
    int length = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    double[] numbers = random.doubles(length).map(u -> (float) (2 * u - 1)).toArray();
    return Nd4j.createFromArray(numbers).reshape(shape);
  }

  private static LossReport step(Trainer<?> trainer) {
    DataType type = trainer.layerNamed("memory").weight().dataType();
    return trainer.step(random(3, 5, 4, IN).castTo(type), random(4, 5, 1).castTo(type));
  }

  /** What one step makes of a parameter. */
  private static double[] after(
      String onClass, String onField, Engine engine, String layer, String parameter) {
    try (Trainer<?> trainer = trainer(onClass, onField, engine)) {
      step(trainer);
      return elements(trainer.layerNamed(layer).parameter(parameter));
    }
  }

  private static double[] elements(INDArray array) {
    return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
  }

  private static double[] map(double[] numbers, DoubleUnaryOperator f) {
    return Arrays.stream(numbers).map(f).toArray();
  }

  private static double tolerance(Engine engine) {
    return engine == Engine.CPU ? 1e-6 : 1e-13;
  }

  /** The recurrent weight before the step. */
  private static double[] u() {
    return elements(random(1, UNITS, COLUMNS));
  }

  private static double[] w() {
    return elements(random(2, IN, COLUMNS));
  }

  private static double squares(double[] numbers) {
    return Arrays.stream(numbers).map(v -> v * v).sum();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aPenaltyOnTheClassActsOnBothWeights(Engine engine) {
    String sgd = "@Sgd(learningRate = 0.1)";
    try (Trainer<?> trainer = trainer(sgd + " @L2(0.03)", "", engine)) {
      LossReport loss = step(trainer);
      assertThat(loss.penalty("memory.l2"))
          .isCloseTo(0.03 * (squares(w()) + squares(u())), within(tolerance(engine)));
      assertThat(trainer.layerNamed("memory").strength("l2").scope())
          .isEqualTo("weight and recurrent weight");
      assertThat(trainer.layerNamed("y").strength("l2").scope()).isEqualTo("weight");
    }
    double[] plain = after(sgd, "", engine, "memory", "recurrent");
    double[] u = u();
    double[] expected = new double[plain.length];
    Arrays.setAll(expected, i -> plain[i] - RATE * 2 * 0.03 * u[i]);
    assertThat(after(sgd + " @L2(0.03)", "", engine, "memory", "recurrent"))
        .containsExactly(expected, within(tolerance(engine)));
    assertThat(after(sgd + " @L2(0.03)", "", engine, "memory", "recurrentBias"))
        .containsExactly(after(sgd, "", engine, "memory", "recurrentBias"));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aPenaltyOnTheFieldActsOnWhatItSays(Engine engine) {
    String onClass = "@Sgd(learningRate = 0.1) @L1(9)";
    String two = "@L1(0.02) @L1(value = 0.05, on = Scope.RECURRENT)";
    try (Trainer<?> trainer = trainer(onClass, two, engine)) {
      LossReport loss = step(trainer);
      assertThat(loss.penalty("memory.l1.weight"))
          .isCloseTo(
              0.02 * Arrays.stream(w()).map(Math::abs).sum(), within(10 * tolerance(engine)));
      assertThat(loss.penalty("memory.l1.recurrent"))
          .isCloseTo(0.05 * Arrays.stream(u()).map(Math::abs).sum(), within(tolerance(engine)));
      Layer memory = trainer.layerNamed("memory");
      assertThat(memory.on(ParameterRole.RECURRENT).l1()).isEqualTo(0.05);
      assertThat(memory.strengths().stream().map(Strength::name))
          .containsExactly("memory.l1.weight", "memory.l1.recurrent");
    }
    try (Trainer<?> trainer = trainer(onClass, "@L1(0.02)", engine)) {
      assertThat(step(trainer).penalty("memory.l1"))
          .isCloseTo(
              0.02 * Arrays.stream(w()).map(Math::abs).sum(), within(10 * tolerance(engine)));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aClassMayHaveOneForEach(Engine engine) {
    String onClass = "@Sgd(learningRate = 0.1) @L2(0.03) @L2(value = 0.2, on = Scope.RECURRENT)";
    try (Trainer<?> trainer = trainer(onClass, "", engine)) {
      LossReport loss = step(trainer);
      assertThat(loss.penalty("memory.l2.weight"))
          .isCloseTo(0.03 * squares(w()), within(tolerance(engine)));
      assertThat(loss.penalty("memory.l2.recurrent"))
          .isCloseTo(0.2 * squares(u()), within(tolerance(engine)));
      assertThat(trainer.layerNamed("y").strengths().stream().map(Strength::name))
          .containsExactly("y.l2");
    }
  }

  /** Each second direction has weights of its own, which belong to the same terms. */
  @Test
  void bothDirectionsArePenalized() {
    CompiledNetwork network = network("@L2(0.03)", "@Lstm(value = 2, bidirectional = true)", "");
    try (Trainer<?> trainer = network.builder().dataType(DataType.DOUBLE).seed(3).build()) {
      Layer memory = trainer.layerNamed("memory");
      double sum = 0;
      for (String name : List.of("weight", "recurrent", "reverseWeight", "reverseRecurrent")) {
        sum += squares(elements(memory.parameter(name)));
      }
      LossReport loss = step(trainer);
      assertThat(loss.penalty("memory.l2")).isCloseTo(0.03 * sum, within(1e-13));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatFollowsTheUpdateActsOnTheRecurrentWeight(Engine engine) {
    String sgd = "@Sgd(learningRate = 0.1)";
    double[] plain = after(sgd, "", engine, "memory", "recurrent");
    double[] plainWeight = after(sgd, "", engine, "memory", "weight");
    String on = ", on = Scope.RECURRENT)";
    check(engine, "@WeightDecay(value = 0.5" + on, map(plain, v -> v * (1 - RATE * 0.5)));
    check(engine, "@NonNegative(on = Scope.RECURRENT)", map(plain, v -> Math.max(v, 0)));
    check(
        engine,
        "@L1(value = 4, proximal = true" + on,
        map(plain, v -> Math.signum(v) * Math.max(Math.abs(v) - RATE * 4, 0)));
    check(engine, "@MaxNorm(value = 0.4" + on, normed(plain, norm -> Math.min(norm, 0.4)));
    check(engine, "@UnitNorm(on = Scope.RECURRENT)", normed(plain, norm -> 1));
    check(
        engine,
        "@MinMaxNorm(min = 0.3, max = 0.6, rate = 0.5" + on,
        normed(plain, norm -> 0.5 * Math.min(Math.max(norm, 0.3), 0.6) + 0.5 * norm));
    check(
        engine,
        "@GroupLasso(value = 2, proximal = true" + on,
        normed(plain, norm -> Math.max(0, norm - RATE * 2 * Math.sqrt(UNITS))));
    for (String field : List.of("@MaxNorm(value = 0.4" + on, "@WeightDecay(value = 0.5" + on)) {
      assertThat(after(sgd, field, engine, "memory", "weight")).containsExactly(plainWeight);
    }
    String both = "@MaxNorm(value = 0.4, on = Scope.ALL)";
    check(engine, both, normed(plain, norm -> Math.min(norm, 0.4)));
    assertThat(after(sgd, both, engine, "memory", "weight"))
        .containsExactly(
            normed(plainWeight, norm -> Math.min(norm, 0.4)), within(tolerance(engine)));
  }

  private static void check(Engine engine, String onField, double[] expected) {
    String sgd = "@Sgd(learningRate = 0.1)";
    assertThat(after(sgd, onField, engine, "memory", "recurrent"))
        .as(onField)
        .containsExactly(expected, within(tolerance(engine)));
  }

  /** Scales each column, the weights into one gate of a unit. */
  private static double[] normed(double[] matrix, DoubleUnaryOperator newNorm) {
    double[] result = matrix.clone();
    for (int column = 0; column < COLUMNS; column++) {
      double square = 0;
      for (int i = column; i < matrix.length; i += COLUMNS) {
        square += matrix[i] * matrix[i];
      }
      double norm = Math.sqrt(square);
      for (int i = column; i < matrix.length; i += COLUMNS) {
        result[i] *= newNorm.applyAsDouble(norm) / norm;
      }
    }
    return result;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void unitsAreMadeOrthogonal(Engine engine) {
    double[] u = u();
    double[] first = Arrays.copyOf(u, COLUMNS);
    double[] second = Arrays.copyOfRange(u, COLUMNS, 2 * COLUMNS);
    double dot = 0;
    for (int i = 0; i < COLUMNS; i++) {
      dot += first[i] * second[i];
    }
    double cosine = Math.abs(dot) / Math.sqrt(squares(first) * squares(second));
    String field = "@Orthogonal(value = 0.5, on = Scope.RECURRENT) @Orthogonal(0.1)";
    try (Trainer<?> trainer = trainer("@Sgd(learningRate = 0.1)", field, engine)) {
      LossReport loss = step(trainer);
      assertThat(loss.penalty("memory.orthogonal.recurrent"))
          .isCloseTo(0.5 * cosine, within(tolerance(engine)));
      assertThat(loss.penalty("memory.orthogonal.weight")).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void groupsOfTheRecurrentWeightArePenalized(Engine engine) {
    String field = "@GroupLasso(value = 0.5, axis = Axis.INPUT, on = Scope.RECURRENT)";
    double[] u = u();
    double expected = 0;
    for (int row = 0; row < UNITS; row++) {
      double[] group = Arrays.copyOfRange(u, row * COLUMNS, (row + 1) * COLUMNS);
      expected += 0.5 * Math.sqrt(COLUMNS * squares(group));
    }
    try (Trainer<?> trainer = trainer("@Sgd(learningRate = 0.1)", field, engine)) {
      assertThat(step(trainer).penalty("memory.groupLasso"))
          .isCloseTo(expected, within(10 * tolerance(engine)));
    }
  }

  /** AdamW's decay is what Adam's step lacks. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void adamWDecaysBothWeights(Engine engine) {
    for (String parameter : List.of("weight", "recurrent")) {
      double[] plain = after("@Adam(learningRate = 0.1)", "", engine, "memory", parameter);
      double[] before = parameter.equals("weight") ? w() : u();
      double[] expected = new double[plain.length];
      Arrays.setAll(expected, i -> plain[i] - RATE * 0.5 * before[i]);
      String adamW = "@AdamW(learningRate = 0.1, weightDecay = 0.5%s)";
      assertThat(after(adamW.formatted(""), "", engine, "memory", parameter))
          .containsExactly(expected, within(tolerance(engine)));
      String onRecurrent = adamW.formatted(", on = Scope.RECURRENT");
      assertThat(after(onRecurrent, "", engine, "memory", parameter))
          .containsExactly(
              parameter.equals("weight") ? plain : expected, within(tolerance(engine)));
    }
    try (Trainer<?> trainer =
        network("", "")
            .builder()
            .optimizer(Optimizer.adamW(0.1, 0.9, 0.999, 1e-8, 0.5))
            .engine(engine)
            .build()) {
      assertThat(trainer.toString()).contains("weightDecay = 0.5 on weights)");
    }
  }
}
