package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Garbage;
import org.netwright.processor.support.SequenceNetworks;
import org.netwright.processor.support.StreamNetworks;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.SequenceStream;
import org.netwright.runtime.generated.Lengths;

/** Sequences that a model takes step by step. */
class SequenceStreamTest {
  private static final double TOLERANCE = 1e-5;

  private static Map<String, CompiledNetwork> networks = Map.of();

  @TempDir private Path folder;

  @BeforeAll
  static void compile() {
    Map<String, String> all = new HashMap<>(StreamNetworks.STREAMED);
    all.putAll(StreamNetworks.NOT_STREAMED);
    all.put("WholeEndIds", StreamNetworks.WHOLE_END_IDS);
    networks = SequenceNetworks.compile(all);
  }

  static Stream<Arguments> streamed() {
    return StreamNetworks.STREAMED.keySet().stream()
        .sorted()
        .flatMap(name -> Stream.of(Engine.values()).map(engine -> Arguments.of(name, engine)));
  }

  static Stream<String> notStreamed() {
    return StreamNetworks.NOT_STREAMED.keySet().stream().sorted();
  }

  private ArrayModel model(String name, Engine engine) throws IOException {
    CompiledNetwork network = networks.get(name);
    Path file = folder.resolve("model.safetensors");
    try (ArrayTrainer<?> trainer = network.networkBuilder().seed(4).engine(engine).build()) {
      trainer.save(file);
    }
    return network.loadNetworkModel(file, engine);
  }

  private static SequenceStream stream(ArrayModel model) {
    try {
      Method stream = model.getClass().getDeclaredMethod("stream");
      stream.setAccessible(true);
      return (SequenceStream) stream.invoke(model);
    } catch (ReflectiveOperationException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** The steps of a random sequence. */
  private static float[][] sequence(String name, int steps, long seed) {
    Random random = new Random(seed);
    float[][] sequence = new float[steps][name.endsWith("Ids") ? 1 : 3];
    for (float[] step : sequence) {
      for (int i = 0; i < step.length; i++) {
        step[i] = name.endsWith("Ids") ? random.nextInt(5) : (float) random.nextGaussian();
      }
    }
    return sequence;
  }

  /** The output after the first steps of a sequence, of the model at once. */
  private static double[] after(ArrayModel model, String name, float[][] sequence, int steps) {
    INDArray x = Nd4j.createFromArray(new float[][][] {sequence});
    INDArray ids = name.endsWith("Ids") ? x.reshape(1, sequence.length) : x;
    List<INDArray> inputs =
        name.startsWith("Whole") ? List.of(ids) : List.of(ids, Lengths.array("x", steps));
    INDArray output = model.predict(inputs).get(0);
    INDArray last = output.rank() == 2 ? output.getRow(0) : output.slice(0).getRow(steps - 1);
    return last.toDoubleVector();
  }

  private static double[] doubles(float[] numbers) {
    double[] doubles = new double[numbers.length];
    Arrays.setAll(doubles, i -> numbers[i]);
    return doubles;
  }

  @ParameterizedTest
  @MethodSource("streamed")
  void agreesWithTheSequenceAtOnce(String name, Engine engine) throws IOException {
    try (ArrayModel model = model(name, engine);
        SequenceStream one = stream(model);
        SequenceStream other = stream(model)) {
      float[][] first = sequence(name, 6, 1);
      float[][] second = sequence(name, 6, 2);
      for (int round = 0; round < 2; round++) {
        for (int step = 0; step < 6; step++) {
          assertThat(doubles(one.next(first[step])))
              .as("step %d of round %d", step, round)
              .containsExactly(after(model, name, first, step + 1), within(TOLERANCE));
          if (step % 2 == 1) {
            // Behind the first stream, and with a sequence of its own.
            int behind = step / 2;
            assertThat(doubles(other.next(second[behind])))
                .containsExactly(after(model, name, second, behind + 1), within(TOLERANCE));
          }
        }
        one.reset();
        other.reset();
      }
    }
  }

  /** The state is as wide as the input has steps, so that both have one shape. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void theLastStateOfAllStepsIsThatOfTheLastOne(Engine engine) throws IOException {
    try (ArrayModel model = model("WholeEndIds", engine);
        SequenceStream stream = stream(model)) {
      float[][] ids = sequence("WholeEndIds", 6, 1);
      float[] output = {};
      for (float[] id : ids) {
        output = stream.next(id);
      }
      assertThat(doubles(output))
          .containsExactly(after(model, "WholeEndIds", ids, 6), within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void givesProbabilitiesAndClasses(Engine engine) throws IOException {
    try (ArrayModel model = model("LstmOfAll", engine);
        SequenceStream stream = stream(model)) {
      float[][] sequence = sequence("LstmOfAll", 2, 3);
      double[] logits = after(model, "LstmOfAll", sequence, 1);
      assertThat(stream.probabilities(sequence[0])[1])
          .isCloseTo((float) (1 / (1 + Math.exp(logits[0] - logits[1]))), within(1e-5f));
      logits = after(model, "LstmOfAll", sequence, 2);
      assertThat(stream.predictClass(sequence[1])).isEqualTo(logits[1] > logits[0] ? 1 : 0);
    }
  }

  @Test
  void outputMayOverwriteTheStep() throws IOException {
    try (ArrayModel model = model("LstmOfAll", Engine.CPU);
        SequenceStream stream = stream(model);
        SequenceStream other = stream(model)) {
      float[] output = new float[2];
      for (float[] step : sequence("LstmOfAll", 9, 3)) {
        float[] expected = other.next(step);
        stream.next(step, output);
        assertThat(output).containsExactly(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aStepThatIsRefusedIsNotTaken(Engine engine) throws IOException {
    try (ArrayModel model = model("EndState", engine);
        SequenceStream stream = stream(model)) {
      float[][] sequence = sequence("EndState", 2, 3);
      stream.next(sequence[0]);
      assertThatIllegalArgumentException().isThrownBy(() -> stream.next(1, 2));
      assertThatIllegalArgumentException().isThrownBy(() -> stream.next(1, Float.NaN, 2));
      assertThat(doubles(stream.next(sequence[1])))
          .containsExactly(after(model, "EndState", sequence, 2), within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void idsAreChecked(Engine engine) throws IOException {
    try (ArrayModel model = model("Ids", engine);
        SequenceStream stream = stream(model)) {
      float[][] sequence = sequence("Ids", 2, 3);
      stream.next(sequence[0]);
      for (float id : new float[] {-1, 5, 0.5f}) {
        assertThatIllegalArgumentException().isThrownBy(() -> stream.next(id));
      }
      assertThat(doubles(stream.next(sequence[1])))
          .containsExactly(after(model, "Ids", sequence, 2), within(TOLERANCE));
    }
  }

  @Test
  void closedStreamTakesNoStep() throws IOException {
    try (ArrayModel model = model("EndState", Engine.CPU)) {
      SequenceStream stream = stream(model);
      SequenceStream other = stream(model);
      stream.next(1, 2, 3);
      stream.close();
      stream.close();
      String message =
          "the stream of EndState is closed, or its model is; open another with stream()";
      assertThatIllegalStateException().isThrownBy(() -> stream.next(1, 2, 3)).withMessage(message);
      assertThatIllegalStateException().isThrownBy(stream::reset).withMessage(message);
      assertThat(other.next(1, 2, 3)).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void closedModelTakesNoStep(Engine engine) throws IOException {
    ArrayModel model = model("EndState", engine);
    SequenceStream stream = stream(model);
    stream.next(1, 2, 3);
    model.close();
    assertThatIllegalStateException().isThrownBy(() -> stream.next(1, 2, 3));
    assertThatIllegalStateException().isThrownBy(() -> stream(model));
    stream.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EndState", "TwoLayers", "Ids", "Whole"})
  void aStepAllocatesNothing(String name) throws IOException {
    try (ArrayModel model = model(name, Engine.CPU);
        SequenceStream stream = stream(model)) {
      float[] step = sequence(name, 1, 3)[0];
      float[] output = stream.next(step).clone();
      for (int i = 0; i < 20_000; i++) {
        stream.next(step, output);
      }
      assertThat(Garbage.of(1000, () -> stream.next(step, output)) / 1000).isZero();
      stream.reset();
    }
  }

  /** What comes later would be needed for a step's output, or there is nothing to keep. */
  @ParameterizedTest
  @MethodSource("notStreamed")
  void otherNetworksHaveNoStreams(String name) {
    assertThat(
            networks.get(name).load(networks.get(name).declared().modelName()).getDeclaredMethods())
        .extracting(Method::getName)
        .doesNotContain("stream");
  }
}
