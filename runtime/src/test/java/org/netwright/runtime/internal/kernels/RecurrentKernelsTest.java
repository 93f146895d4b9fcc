package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.internal.random.RandomBits;

/** Recurrent layers against nested loops in double. */
class RecurrentKernelsTest {
  private static final int RANDOM_CASES = 150;

  /** Random ones, and such as are shared by threads, or cut into blocks and chunks of steps. */
  private static List<RecurrentCase> cases() {
    Random random = new Random(5);
    List<RecurrentCase> all = new ArrayList<>();
    for (int i = 0; i < RANDOM_CASES; i++) {
      all.add(RecurrentCase.random(random));
    }
    for (RecurrentCell cell : RecurrentCell.values()) {
      all.add(RecurrentCase.of(cell, 1, 1, 1, 1));
      all.add(RecurrentCase.of(cell, 1, 1, 8, 16).last());
      all.add(RecurrentCase.of(cell, 1, 400, 3, 5).last());
      all.add(RecurrentCase.of(cell, 40, 30, 20, 64).randomLengths(random));
      all.add(RecurrentCase.of(cell, 33, 40, 30, 50).truncated(7).backwards());
      all.add(RecurrentCase.of(cell, 300, 6, 5, 40).randomLengths(random).last().backwards());
      all.add(RecurrentCase.of(cell, 16, 12, 9, 530).truncated(4));
      all.add(RecurrentCase.of(cell, 5, 3, 2, 3).lengths(1, 1, 1, 1, 1));
      all.add(RecurrentCase.of(cell, 5, 9, 2, 3).lengths(4, 9, 1, 4, 4).truncated(1));
      all.add(RecurrentCase.of(cell, 5, 9, 2, 3).lengths(4, 9, 1, 7, 6).truncated(3).last());
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void outputsAndGradientsOfSequences(EngineType engine) {
    for (RecurrentCase shape : cases()) {
      check(engine, shape, false);
    }
  }

  @ParameterizedTest
  @EnumSource
  void outputsAndGradientsWithDropout(EngineType engine) {
    for (RecurrentCase shape : cases()) {
      check(engine, shape, true);
    }
  }

  private static void check(EngineType engine, RecurrentCase shape, boolean drops) {
    try (RecurrentCall call = new RecurrentCall(shape, engine.type, 11)) {
      double[] mask = drops ? drawMask(engine, call) : null;
      call.train(engine.kernels);
      checkOutputs(engine, call, mask);
      RecurrentReference expected = call.reference(mask).backward(call.outGradient);
      List<double[]> gradients = call.parameterGradients();
      engine.check("∂weight, " + shape, gradients.get(0), expected.weightGradient);
      engine.check("∂recurrent, " + shape, gradients.get(1), expected.recurrentGradient);
      engine.check("∂bias, " + shape, gradients.get(2), expected.biasGradient);
      engine.check("∂recurrentBias, " + shape, gradients.get(3), expected.recurrentBiasGradient);
      engine.check("∂x, " + shape, engine.read(call.xGradient, shape.n()), expected.xGradient);
      if (!drops) {
        call.out.rows(shape.n()).assign(3);
        call.forward(engine.kernels, call.inference);
        checkOutputs(engine, call, null);
      }
    }
  }

  private static void checkOutputs(
      EngineType engine, RecurrentCall call, double @Nullable [] mask) {
    double[] expected = call.reference(mask).forward().out;
    engine.check("outputs, " + call.shape, engine.read(call.out, call.shape.n()), expected);
  }

  private static double[] drawMask(EngineType engine, RecurrentCall call) {
    double rate = 0.3;
    engine.kernels.recurrentDropout(call.training, rate, 17, call.shape.n());
    double[] mask = new double[call.shape.n() * call.shape.units()];
    Arrays.setAll(mask, i -> RandomBits.uniform(17, i) < rate ? 0 : 1 / (1 - rate));
    return mask;
  }

  /** It is asked for before each pass. */
  @ParameterizedTest
  @EnumSource
  void dropoutActsOnOnePass(EngineType engine) {
    RecurrentCase shape = RecurrentCase.of(RecurrentCell.GRU, 3, 4, 2, 5);
    try (RecurrentCall call = new RecurrentCall(shape, engine.type, 1)) {
      double[] mask = drawMask(engine, call);
      call.train(engine.kernels);
      checkOutputs(engine, call, mask);
      call.train(engine.kernels);
      checkOutputs(engine, call, null);
      RecurrentReference expected = call.reference(null).backward(call.outGradient);
      engine.check("∂x", engine.read(call.xGradient, 3), expected.xGradient);
    }
  }

  /** One pass after the other, each begun with the state of the one before. */
  @ParameterizedTest
  @EnumSource
  void aCarriedStateGoesOn(EngineType engine) {
    for (RecurrentCell cell : RecurrentCell.values()) {
      for (int n : new int[] {1, 3, 30}) {
        RecurrentCase whole = RecurrentCase.of(cell, n, 8, 3, 40).last();
        RecurrentCase part = RecurrentCase.of(cell, n, 2, 3, 40).last();
        try (RecurrentCall call = new RecurrentCall(whole, engine.type, 4);
            RecurrentCall parts = new RecurrentCall(part, engine.type, 4);
            BatchTensor carried = call.batch(new long[] {n, cell.kept() * 40L})) {
          carried.rows(n).assign(0);
          Recurrence streaming = parts.recurrence(null, carried);
          for (int first = 0; first < 8; first += 2) {
            double[] steps = new double[n * 2 * 3];
            for (int i = 0; i < n; i++) {
              System.arraycopy(call.x, (i * 8 + first) * 3, steps, i * 6, 6);
            }
            try (BatchTensor x = call.batch(part.xShape(), steps)) {
              parts.forward(engine.kernels, streaming, x, parts.out);
            }
          }
          double[] expected = call.reference(null).forward().out;
          engine.check(cell + " of " + n, engine.read(parts.out, n), expected);
          double[] states = engine.read(carried, n);
          int kept = cell.kept() * 40;
          double[] carriedStates = new double[n * 40];
          Arrays.setAll(carriedStates, i -> states[i / 40 * kept + i % 40]);
          engine.check(cell + " of " + n, carriedStates, expected);
        }
      }
    }
  }

  /** Each sequence ends where it ends. */
  @ParameterizedTest
  @EnumSource
  void theStateOfShortSequencesIsCarriedToo(EngineType engine) {
    for (RecurrentCell cell : RecurrentCell.values()) {
      RecurrentCase shape = RecurrentCase.of(cell, 4, 5, 3, 6).lengths(2, 5, 1, 3);
      try (RecurrentCall call = new RecurrentCall(shape, engine.type, 4);
          BatchTensor carried = call.batch(new long[] {4, cell.kept() * 6L})) {
        double[] first = Batches.random(8, 4 * 6);
        double[] firstCell = Batches.random(9, 4 * 6);
        double[] both = new double[4 * cell.kept() * 6];
        for (int row = 0; row < 4; row++) {
          System.arraycopy(first, row * 6, both, row * cell.kept() * 6, 6);
          if (cell == RecurrentCell.LSTM) {
            System.arraycopy(firstCell, row * 6, both, row * 12 + 6, 6);
          }
        }
        carried.rows(4).assign(call.batch(new long[] {4, cell.kept() * 6L}, both).rows(4));
        call.forward(engine.kernels, call.recurrence(null, carried));
        RecurrentReference expected = call.reference(null);
        System.arraycopy(first, 0, expected.firstState, 0, first.length);
        System.arraycopy(firstCell, 0, expected.firstCell, 0, first.length);
        expected.forward();
        engine.check(cell + " outputs", engine.read(call.out, 4), expected.out);
        double[] states = engine.read(carried, 4);
        for (int row = 0; row < 4; row++) {
          int at = row * cell.kept() * 6;
          engine.check(
              cell + " h",
              Arrays.copyOfRange(states, at, at + 6),
              Arrays.copyOfRange(expected.lastState, row * 6, row * 6 + 6));
          if (cell == RecurrentCell.LSTM) {
            engine.check(
                cell + " s",
                Arrays.copyOfRange(states, at + 6, at + 12),
                Arrays.copyOfRange(expected.lastCell, row * 6, row * 6 + 6));
          }
        }
      }
    }
  }

  /** A gate that is open or shut, and numbers that no exponential function takes. */
  @ParameterizedTest
  @EnumSource
  void gatesAreSaturatedByLargeInputs(EngineType engine) {
    for (RecurrentCell cell : RecurrentCell.values()) {
      RecurrentCase shape = RecurrentCase.of(cell, 2, 3, 2, 4);
      try (RecurrentCall call = new RecurrentCall(shape, engine.type, 6);
          BatchTensor x = call.batch(shape.xShape(), Batches.map(call.x, v -> v * 1e4))) {
        call.forward(engine.kernels, call.inference, x, call.out);
        double[] large = Batches.map(call.x, v -> (float) (v * 1e4));
        System.arraycopy(large, 0, call.x, 0, large.length);
        checkOutputs(engine, call, null);
        assertThat(Arrays.stream(engine.read(call.out, 2)).allMatch(v -> Math.abs(v) <= 1))
            .isTrue();
      }
    }
  }
}
