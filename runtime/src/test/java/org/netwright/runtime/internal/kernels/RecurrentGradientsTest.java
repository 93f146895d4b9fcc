package org.netwright.runtime.internal.kernels;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.runtime.internal.kernels.CentralDifferences.dot;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.internal.random.RandomBits;

/** Recurrent layers, held against PyTorch and central differences. */
class RecurrentGradientsTest {

  private static List<JsonObject> cases() {
    try (Reader json =
        new InputStreamReader(
            requireNonNull(
                RecurrentGradientsTest.class.getResourceAsStream("/recurrent/recurrent.json")),
            StandardCharsets.UTF_8)) {
      List<JsonObject> cases = new ArrayList<>();
      for (JsonElement element : JsonParser.parseReader(json).getAsJsonArray()) {
        cases.add(element.getAsJsonObject());
      }
      return cases;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static double[] numbers(JsonObject object, String name) {
    return StreamSupport.stream(object.getAsJsonArray(name).spliterator(), false)
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  private static RecurrentNumbers call(JsonObject given) {
    return new RecurrentNumbers(
        RecurrentCell.valueOf(given.get("cell").getAsString()),
        given.get("n").getAsInt(),
        given.get("steps").getAsInt(),
        given.get("in").getAsInt(),
        given.get("units").getAsInt(),
        given.get("all").getAsBoolean(),
        given.get("reversed").getAsBoolean(),
        Arrays.stream(numbers(given, "lengths")).mapToInt(length -> (int) length).toArray(),
        given.get("truncation").getAsInt(),
        numbers(given, "mask"),
        numbers(given, "x"),
        numbers(given, "weight"),
        numbers(given, "recurrent"),
        numbers(given, "bias"),
        numbers(given, "recurrentBias"),
        numbers(given, "outGradient"));
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithPyTorch(EngineType engine) {
    for (JsonObject expected : cases()) {
      RecurrentNumbers call = call(expected);
      RecurrentNumbers.Results results = call.results(engine);
      check(engine, call, "out", results.out(), expected);
      check(engine, call, "xGradient", results.xGradient(), expected);
      check(engine, call, "weightGradient", results.weightGradient(), expected);
      check(engine, call, "recurrentGradient", results.recurrentGradient(), expected);
      check(engine, call, "biasGradient", results.biasGradient(), expected);
      check(engine, call, "recurrentBiasGradient", results.recurrentBiasGradient(), expected);
    }
  }

  private static void check(
      EngineType engine, RecurrentNumbers call, String name, double[] actual, JsonObject expected) {
    engine.check(name + " of " + call, actual, numbers(expected, name));
  }

  @Test
  void gradientsAreThoseOfTheValue() {
    for (RecurrentCell cell : RecurrentCell.values()) {
      RecurrentNumbers call = RecurrentNumbers.random(cell, 3, 4, 2, 3);
      checkDifferences(call);
      checkDifferences(call.withAll(false).withLengths(4, 1, 3));
      checkDifferences(
          call.withReversed(true).withLengths(2, 4, 3).withMask(2, 0, 2, 0, 0, 2, 2, 2, 0));
      checkDifferences(RecurrentNumbers.random(cell, 1, 1, 1, 1).withAll(false).withReversed(true));
    }
  }

  private static void checkDifferences(RecurrentNumbers call) {
    RecurrentNumbers.Results results = call.results(EngineType.ND4J_DOUBLE);
    CentralDifferences.check(results.xGradient(), call.x(), v -> value(call.withX(v)));
    CentralDifferences.check(
        results.weightGradient(), call.weight(), v -> value(call.withWeight(v)));
    CentralDifferences.check(
        results.recurrentGradient(), call.recurrent(), v -> value(call.withRecurrent(v)));
    CentralDifferences.check(results.biasGradient(), call.bias(), v -> value(call.withBias(v)));
    CentralDifferences.check(
        results.recurrentBiasGradient(),
        call.recurrentBias(),
        v -> value(call.withRecurrentBias(v)));
  }

  private static double value(RecurrentNumbers call) {
    return dot(call.outGradient(), call.results(EngineType.ND4J_DOUBLE).out());
  }

  /** A gradient reaches back one step where the state goes on without it after each. */
  @ParameterizedTest
  @EnumSource
  void oneStepOfTruncationLeavesTheGradientOfEachStepAlone(RecurrentCell cell) {
    RecurrentNumbers call = RecurrentNumbers.random(cell, 2, 4, 3, 2).withTruncation(1);
    RecurrentNumbers.Results results = call.results(EngineType.ND4J_DOUBLE);
    double[] sum = new double[call.x().length];
    for (int step = 0; step < 4; step++) {
      double[] gradient = new double[call.outGradient().length];
      for (int row = 0; row < 2; row++) {
        int from = (row * 4 + step) * 2;
        System.arraycopy(call.outGradient(), from, gradient, from, 2);
      }
      double[] ofStep = call.withOutGradient(gradient).results(EngineType.ND4J_DOUBLE).xGradient();
      for (int i = 0; i < sum.length; i++) {
        boolean own = i / 3 % 4 == step;
        assertThat(ofStep[i] != 0).as("step %d, element %d", step, i).isEqualTo(own);
        sum[i] += ofStep[i];
      }
    }
    EngineType.ND4J_DOUBLE.check("sum of steps", results.xGradient(), sum);
  }

  /** Steps in which a gradient does not end are as many as there are, or none. */
  @ParameterizedTest
  @EnumSource
  void truncationAfterTheLastStepChangesNothing(RecurrentCell cell) {
    RecurrentNumbers call = RecurrentNumbers.random(cell, 2, 4, 3, 2);
    assertSame(
        call.withTruncation(4).results(EngineType.ND4J_DOUBLE),
        call.results(EngineType.ND4J_DOUBLE));
  }

  @ParameterizedTest
  @EnumSource
  void paddingIsNotReadAndGives0(EngineType engine) {
    for (RecurrentCell cell : RecurrentCell.values()) {
      for (boolean reversed : new boolean[] {false, true}) {
        RecurrentNumbers call =
            RecurrentNumbers.random(cell, 4, 5, 3, 2)
                .withReversed(reversed)
                .withLengths(1, 5, 3, 4)
                .withTruncation(2);
        double[] x = call.x().clone();
        double[] outGradient = call.outGradient().clone();
        for (int row = 0; row < 4; row++) {
          int padded = row * 5 + call.length(row);
          Arrays.fill(x, padded * 3, (row + 1) * 5 * 3, Double.NaN);
          Arrays.fill(outGradient, padded * 2, (row + 1) * 5 * 2, Double.NaN);
        }
        RecurrentNumbers.Results results = call.results(engine);
        RecurrentNumbers withNaN = call.withX(x).withOutGradient(outGradient);
        assertSame(withNaN.results(engine), results);
        assertThat(withNaN.outWithoutMemory(engine)).isEqualTo(results.out());
        for (int i = 0; i < results.out().length; i++) {
          boolean padded = i / 2 % 5 >= call.length(i / 10);
          assertThat(results.out()[i] == 0).as("out %d", i).isEqualTo(padded);
        }
        for (int i = 0; i < results.xGradient().length; i++) {
          boolean padded = i / 3 % 5 >= call.length(i / 15);
          assertThat(results.xGradient()[i] == 0).as("gradient %d", i).isEqualTo(padded);
        }
      }
    }
  }

  /** A batch gives each sequence what it gives it alone, without padding. */
  @ParameterizedTest
  @EnumSource
  void eachSequenceIsByItself(RecurrentCell cell) {
    RecurrentNumbers call =
        RecurrentNumbers.random(cell, 3, 4, 2, 3).withReversed(true).withLengths(2, 4, 3);
    RecurrentNumbers.Results results = call.results(EngineType.ND4J_DOUBLE);
    double[] weightGradient = new double[call.weight().length];
    for (int row = 0; row < 3; row++) {
      int length = call.length(row);
      RecurrentNumbers alone =
          RecurrentNumbers.random(cell, 1, length, 2, 3)
              .withReversed(true)
              .withX(Arrays.copyOfRange(call.x(), row * 8, row * 8 + length * 2))
              .withOutGradient(
                  Arrays.copyOfRange(call.outGradient(), row * 12, row * 12 + length * 3));
      RecurrentNumbers.Results own = alone.results(EngineType.ND4J_DOUBLE);
      assertThat(Arrays.copyOfRange(results.out(), row * 12, row * 12 + length * 3))
          .isEqualTo(own.out());
      assertThat(Arrays.copyOfRange(results.xGradient(), row * 8, row * 8 + length * 2))
          .isEqualTo(own.xGradient());
      Arrays.setAll(weightGradient, i -> weightGradient[i] + own.weightGradient()[i]);
    }
    EngineType.ND4J_DOUBLE.check("weight", results.weightGradient(), weightGradient);
  }

  @ParameterizedTest
  @EnumSource
  void theLastStepIsThatOfAllSteps(EngineType engine) {
    for (RecurrentCell cell : RecurrentCell.values()) {
      for (boolean reversed : new boolean[] {false, true}) {
        RecurrentNumbers call =
            RecurrentNumbers.random(cell, 3, 4, 2, 3).withReversed(reversed).withLengths(2, 4, 3);
        double[] all = call.results(engine).out();
        double[] last = call.withAll(false).results(engine).out();
        for (int row = 0; row < 3; row++) {
          int from = (row * 4 + (reversed ? 0 : call.length(row) - 1)) * 3;
          assertThat(Arrays.copyOfRange(last, row * 3, row * 3 + 3))
              .isEqualTo(Arrays.copyOfRange(all, from, from + 3));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void piecesThatCarryTheStateAreTheWhole(EngineType engine) {
    for (RecurrentCell cell : RecurrentCell.values()) {
      RecurrentNumbers call = RecurrentNumbers.random(cell, 3, 6, 2, 5);
      for (int piece : new int[] {1, 2, 6}) {
        engine.check(
            call + " in pieces of " + piece,
            call.outInPieces(engine, piece),
            call.results(engine).out());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theMaskIsDrawnAsThatOfDropout(EngineType engine) {
    double rate = 0.4;
    RecurrentNumbers call = RecurrentNumbers.random(RecurrentCell.GRU, 5, 3, 2, 7);
    double[] expected = new double[35];
    Arrays.setAll(expected, i -> RandomBits.uniform(42, i) < rate ? 0 : 1 / (1 - rate));
    try (BatchTensor gates = engine.empty(5, 3, 21);
        BatchTensor states = engine.empty(5, 3, 14);
        BatchTensor mask = engine.empty(5, 7)) {
      Recurrence recurrence =
          new Recurrence(
              call.cell(), false, 0, 3, 7, new Recurrence.Memory(gates, states, mask), null);
      engine.kernels.recurrentDropout(recurrence, rate, 42, 5);
      engine.check("mask", engine.read(mask, 5), expected);
      recurrence.begin(null);
      assertThat(recurrence.hasMask()).as("in the next pass").isTrue();
      recurrence.begin(null);
      assertThat(recurrence.hasMask()).as("in the one after").isFalse();
    }
  }

  @Test
  void theReferenceClosesItsArrays() throws ReflectiveOperationException {
    EngineType engine = EngineType.ND4J_FLOAT;
    ParameterTensor weight = engine.matrix(2, 12, Batches.random(1, 24));
    ParameterTensor recurrent = engine.matrix(3, 12, Batches.random(2, 36));
    ParameterTensor bias = engine.parameter(Batches.random(3, 12));
    try (BatchTensor x = engine.batch(new long[] {5, 4, 2}, Batches.random(4, 40));
        BatchTensor out = engine.batch(new long[] {5, 4, 3}, Batches.random(5, 60));
        BatchTensor gates = engine.empty(5, 4, 12);
        BatchTensor states = engine.empty(5, 4, 6);
        BatchTensor mask = engine.empty(5, 3)) {
      Recurrence recurrence =
          new Recurrence(
              RecurrentCell.LSTM, false, 0, 4, 3, new Recurrence.Memory(gates, states, mask), null);
      long before = 0;
      for (int i = 0; i < 4; i++) {
        if (i == 1) {
          before = OpenMemory.bytes();
        }
        engine.kernels.recurrentDropout(recurrence, 0.5, i, 5);
        engine.kernels.recurrent(x, weight, recurrent, bias, bias, recurrence, out, 5);
        engine.kernels.recurrentGradient(
            x, recurrent, out, recurrence, weight, recurrent, bias, bias, 5);
        engine.kernels.recurrentInputGradient(weight, recurrence, x, 5);
      }
      // Less than before is possible: the collector may take what other tests have left.
      assertThat(OpenMemory.bytes() - before).isNotPositive();
    }
  }

  private static void assertSame(
      RecurrentNumbers.Results actual, RecurrentNumbers.Results expected) {
    assertThat(actual.out()).isEqualTo(expected.out());
    assertThat(actual.xGradient()).isEqualTo(expected.xGradient());
    assertThat(actual.weightGradient()).isEqualTo(expected.weightGradient());
    assertThat(actual.recurrentGradient()).isEqualTo(expected.recurrentGradient());
    assertThat(actual.biasGradient()).isEqualTo(expected.biasGradient());
    assertThat(actual.recurrentBiasGradient()).isEqualTo(expected.recurrentBiasGradient());
  }
}
