package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Resources;
import org.netwright.runtime.Engine;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;

/**
 * Repeats training runs that were made with PyTorch in float64: from the same parameters and the
 * same batches to the same losses, penalties and parameters.
 */
class OracleTest {
  private static final Gson GSON = new Gson();

  /** Relative to the largest magnitude in the array that is compared. */
  private static final Map<DataType, Double> TOLERANCE =
      Map.of(DataType.DOUBLE, 1e-9, DataType.FLOAT, 2e-4);

  static Stream<Arguments> runs() {
    return Resources.names("oracle").stream()
        .flatMap(
            run ->
                Stream.of(
                    Arguments.of(run, DataType.DOUBLE, Engine.CPU),
                    Arguments.of(run, DataType.DOUBLE, Engine.ND4J),
                    Arguments.of(run, DataType.FLOAT, Engine.ND4J),
                    Arguments.of(run, DataType.FLOAT, Engine.CPU)));
  }

  @Test
  void hasRuns() {
    assertThat(Resources.names("oracle")).hasSize(9);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void agreesWithPyTorch(String name, DataType type, Engine engine) {
    JsonObject run = GSON.fromJson(Resources.read("oracle", name + ".json"), JsonObject.class);
    double tolerance = TOLERANCE.get(type);
    try (Trainer<?> trainer =
        CompiledNetwork.good(className(name)).builder().dataType(type).engine(engine).build()) {
      arrays(run, "initial").forEach((parameter, value) -> find(trainer, parameter).assign(value));

      Map<String, List<Double>> losses = train(trainer, run);
      Map<String, List<Double>> expected = expectedLosses(run);
      assertThat(losses.keySet()).isEqualTo(expected.keySet());
      expected.forEach((loss, values) -> check(loss, losses.get(loss), values, tolerance));

      arrays(run, "final")
          .forEach(
              (parameter, value) -> check(parameter, find(trainer, parameter), value, tolerance));
      JsonObject first = run.getAsJsonArray("batches").get(0).getAsJsonObject();
      INDArray prediction = trainer.predict(array(first.get("x")));
      check("prediction", prediction, array(run.get("prediction")), tolerance);
    }
  }

  private static Map<String, List<Double>> train(Trainer<?> trainer, JsonObject run) {
    List<JsonElement> batches = run.getAsJsonArray("batches").asList();
    Map<String, List<Double>> losses = new LinkedHashMap<>();
    for (int step = 0; step < run.get("steps").getAsInt(); step++) {
      JsonObject batch = batches.get(step % batches.size()).getAsJsonObject();
      LossReport report = trainer.step(array(batch.get("x")), array(batch.get("y")));
      add(losses, "data", report.data());
      report.penalties().forEach((term, value) -> add(losses, term, value));
      add(losses, "total", report.total());
    }
    return losses;
  }

  private static Map<String, List<Double>> expectedLosses(JsonObject run) {
    Map<String, List<Double>> losses = new LinkedHashMap<>();
    for (JsonElement element : run.getAsJsonArray("stepLosses")) {
      JsonObject step = element.getAsJsonObject();
      add(losses, "data", step.get("data").getAsDouble());
      step.getAsJsonObject("penalties")
          .entrySet()
          .forEach(term -> add(losses, term.getKey(), term.getValue().getAsDouble()));
      add(losses, "total", step.get("total").getAsDouble());
    }
    return losses;
  }

  private static void add(Map<String, List<Double>> losses, String name, double value) {
    losses.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  private static void check(String what, INDArray given, INDArray expected, double tolerance) {
    assertThat(given.shape()).as(what).isEqualTo(expected.shape());
    check(what, numbers(given), numbers(expected), tolerance);
  }

  private static void check(
      String what, List<Double> given, List<Double> expected, double tolerance) {
    double largest = expected.stream().mapToDouble(Math::abs).max().orElseThrow();
    assertThat(given).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < given.size(); i++) {
      assertThat(given.get(i)).as(what).isCloseTo(expected.get(i), within(tolerance * largest));
    }
  }

  private static List<Double> numbers(INDArray array) {
    return Arrays.stream(array.castTo(DataType.DOUBLE).dup('c').data().asDouble()).boxed().toList();
  }

  private static INDArray find(Trainer<?> trainer, String parameter) {
    int dot = parameter.indexOf('.');
    return trainer.layerNamed(parameter.substring(0, dot)).parameter(parameter.substring(dot + 1));
  }

  private static Map<String, INDArray> arrays(JsonObject run, String member) {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    run.getAsJsonObject(member)
        .entrySet()
        .forEach(parameter -> arrays.put(parameter.getKey(), array(parameter.getValue())));
    return arrays;
  }

  private static INDArray array(JsonElement json) {
    return json.getAsJsonArray().get(0).isJsonArray()
        ? Nd4j.createFromArray(GSON.fromJson(json, double[][].class))
        : Nd4j.createFromArray(GSON.fromJson(json, double[].class));
  }

  /** {@code SeedL1L2All} for {@code seed_l1_l2_all}. */
  private static String className(String run) {
    return Pattern.compile("_")
        .splitAsStream(run)
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }
}
