package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Resources;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;

/**
 * Repeats training runs of networks that are no chains, and of networks for images, signals and
 * sequences, which were made with PyTorch in float64: from the same parameters and the same batches
 * to the same losses, penalties, parameters and running statistics.
 */
class GraphOracleTest {
  private static final Gson GSON = new Gson();

  /** Relative to the largest magnitude in the array that is compared. */
  private static final Map<DataType, Double> TOLERANCE =
      Map.of(DataType.DOUBLE, 1e-9, DataType.FLOAT, 2e-4);

  @TempDir private Path folder;

  static Stream<Arguments> runs() {
    return Stream.of("graphs", "images", "sequences")
        .flatMap(
            kind ->
                Resources.names("oracle-" + kind).stream()
                    .flatMap(
                        run ->
                            Stream.of(
                                Arguments.of(kind, run, DataType.DOUBLE, Engine.CPU),
                                Arguments.of(kind, run, DataType.DOUBLE, Engine.ND4J),
                                Arguments.of(kind, run, DataType.FLOAT, Engine.ND4J),
                                Arguments.of(kind, run, DataType.FLOAT, Engine.CPU))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"graphs", "images", "sequences"})
  void hasRuns(String kind) {
    assertThat(Resources.names("oracle-" + kind)).isNotEmpty().isEqualTo(Resources.names(kind));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void agreesWithPyTorch(String kind, String name, DataType type, Engine engine) throws Exception {
    JsonObject run =
        GSON.fromJson(Resources.read("oracle-" + kind, name + ".json"), JsonObject.class);
    double tolerance = TOLERANCE.get(type);
    CompiledNetwork network = CompiledNetwork.in(kind, name);
    try (ArrayTrainer<?> trainer = network.networkBuilder().dataType(type).engine(engine).build()) {
      arraysByName(run, "initial")
          .forEach((parameter, value) -> find(trainer, parameter).assign(value));
      train(trainer, run, tolerance);
      arraysByName(run, "final")
          .forEach(
              (parameter, value) -> check(parameter, find(trainer, parameter), value, tolerance));
      Map<String, INDArray> states = arraysByName(run, "states");
      assertThat(states.keySet()).isEqualTo(ownStates(trainer));
      states.forEach(
          (state, value) ->
              check(state, layer(trainer, state).state(lastPart(state)), value, tolerance));
      JsonObject first = run.getAsJsonArray("batches").get(0).getAsJsonObject();
      List<INDArray> inputs = arrays(first.getAsJsonObject("inputs"));
      List<INDArray> expected = arrays(run.getAsJsonObject("predictions"));
      check(trainer.predict(inputs), expected, tolerance);
      if (type == DataType.FLOAT) {
        Path file = folder.resolve("model.safetensors");
        trainer.save(file);
        try (ArrayModel model = network.loadNetworkModel(file, engine)) {
          // A model folds batch normalisation into the weights.
          double ofModel = states.isEmpty() ? 0 : 1e-6;
          check(model.predict(inputs), trainer.predict(inputs), ofModel);
        }
      }
    }
  }

  private static void train(ArrayTrainer<?> trainer, JsonObject run, double tolerance) {
    List<JsonElement> batches = run.getAsJsonArray("batches").asList();
    for (int step = 0; step < run.get("steps").getAsInt(); step++) {
      JsonObject batch = batches.get(step % batches.size()).getAsJsonObject();
      LossReport report =
          trainer.step(
              arrays(batch.getAsJsonObject("inputs")), arrays(batch.getAsJsonObject("targets")));
      JsonObject expected = run.getAsJsonArray("stepLosses").get(step).getAsJsonObject();
      check("data in step " + step, report.data(), expected.get("data"), tolerance);
      check("total in step " + step, report.total(), expected.get("total"), tolerance);
      check("step " + step, report.dataLosses(), expected.getAsJsonObject("losses"), tolerance);
      check("step " + step, report.penalties(), expected.getAsJsonObject("penalties"), tolerance);
    }
  }

  private static void check(
      String what, Map<String, Double> given, JsonObject expected, double tolerance) {
    assertThat(given.keySet()).as(what).isEqualTo(expected.keySet());
    given.forEach(
        (name, value) -> check(name + " in " + what, value, expected.get(name), tolerance));
  }

  private static void check(String what, double given, JsonElement expected, double tolerance) {
    double value = expected.getAsDouble();
    assertThat(given).as(what).isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
  }

  private static void check(List<INDArray> given, List<INDArray> expected, double tolerance) {
    assertThat(given).hasSameSizeAs(expected);
    for (int i = 0; i < given.size(); i++) {
      check("output " + i, given.get(i), expected.get(i), tolerance);
    }
  }

  private static void check(String what, INDArray given, INDArray expected, double tolerance) {
    assertThat(given.shape()).as(what).isEqualTo(expected.shape());
    double[] numbers = given.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    double[] wanted = expected.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    double largest = Arrays.stream(wanted).map(Math::abs).max().orElseThrow();
    assertThat(numbers).as(what).containsExactly(wanted, within(tolerance * largest));
  }

  /** Without those of layers that use another's, as {@code @SameAs} declares it. */
  private static Set<String> ownStates(ArrayTrainer<?> trainer) {
    IdentityHashMap<INDArray, String> owners = new IdentityHashMap<>();
    for (Layer layer : trainer.layers()) {
      for (String state : layer.stateNames()) {
        owners.putIfAbsent(layer.state(state), layer.name() + "." + state);
      }
    }
    return Set.copyOf(owners.values());
  }

  private static INDArray find(ArrayTrainer<?> trainer, String parameter) {
    return layer(trainer, parameter).parameter(lastPart(parameter));
  }

  private static Layer layer(ArrayTrainer<?> trainer, String name) {
    return trainer.layerNamed(name.substring(0, name.lastIndexOf('.')));
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The arrays of a part of a run; empty if the run has no such part. */
  private static Map<String, INDArray> arraysByName(JsonObject run, String part) {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    if (run.has(part)) {
      run.getAsJsonObject(part)
          .entrySet()
          .forEach(entry -> arrays.put(entry.getKey(), array(entry.getValue())));
    }
    return arrays;
  }

  private static List<INDArray> arrays(JsonObject byName) {
    List<INDArray> arrays = new ArrayList<>();
    byName.entrySet().forEach(entry -> arrays.add(array(entry.getValue())));
    return arrays;
  }

  /** An array of any number of dimensions. */
  private static INDArray array(JsonElement json) {
    List<Long> shape = new ArrayList<>();
    for (JsonElement at = json; at.isJsonArray(); at = at.getAsJsonArray().get(0)) {
      shape.add((long) at.getAsJsonArray().size());
    }
    double[] numbers = numbers(json).toArray();
    return Nd4j.createFromArray(numbers)
        .reshape(shape.stream().mapToLong(Long::longValue).toArray());
  }

  private static DoubleStream numbers(JsonElement json) {
    return json.isJsonArray()
        ? json.getAsJsonArray().asList().stream().flatMapToDouble(GraphOracleTest::numbers)
        : DoubleStream.of(json.getAsDouble());
  }
}
