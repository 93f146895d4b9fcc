package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.SequenceNetworks;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;

/**
 * Padding changes nothing: each sequence by itself, cut to its length, gives the same outputs and
 * losses as in a batch with others, whose padding is NaN or ids that do not exist, and the mean of
 * its gradients is that of the batch.
 */
class PaddingTest {
  private static final Map<DataType, Double> TOLERANCE =
      Map.of(DataType.DOUBLE, 1e-12, DataType.FLOAT, 1e-5);

  private static Map<String, CompiledNetwork> networks = Map.of();

  @BeforeAll
  static void compile() {
    Map<String, String> sources = new HashMap<>(SequenceNetworks.ALL);
    sources.put(
        "Wide",
        """
        @Input(value = {40, 20}, variable = true) Layer x;
        @Lstm(value = 17, bidirectional = true, returns = Returns.ALL) Layer first;
        @SelfAttention(heads = 2) @Add("first") @LayerNorm Layer mixed;
        @Gru(value = 33, bidirectional = true, returns = Returns.ALL) Layer second;
        @Linear(11) @CrossEntropy Layer y;
        """);
    networks = SequenceNetworks.compile(sources);
  }

  static Stream<Arguments> cases() {
    return Stream.concat(SequenceNetworks.ALL.keySet().stream().sorted(), Stream.of("Wide"))
        .flatMap(
            name ->
                Stream.of(
                    Arguments.of(name, DataType.DOUBLE, Engine.CPU),
                    Arguments.of(name, DataType.DOUBLE, Engine.ND4J),
                    Arguments.of(name, DataType.FLOAT, Engine.ND4J),
                    Arguments.of(name, DataType.FLOAT, Engine.CPU)));
  }

  /** What a network gives for a batch. */
  private record Result(INDArray output, double loss, Map<String, INDArray> gradients) {
    static Result of(CompiledNetwork network, DataType type, Engine engine, Batch batch) {
      try (ArrayTrainer<?> trainer =
          network.networkBuilder().dataType(type).engine(engine).learningRate(0).seed(3).build()) {
        INDArray output = trainer.predict(batch.inputs()).get(0);
        double loss = trainer.step(batch.inputs(), batch.targets()).data();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        for (Layer layer : trainer.layers()) {
          for (String name : layer.parameterNames()) {
            gradients.put(
                layer.name() + "." + name, layer.gradient(name).castTo(DataType.DOUBLE).dup('c'));
          }
        }
        return new Result(output.castTo(DataType.DOUBLE), loss, gradients);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void changesNothing(String name, DataType type, Engine engine) {
    CompiledNetwork network = networks.get(name);
    double tolerance = TOLERANCE.get(type);
    int rows = 9;
    Batch batch = Batch.of(network, rows, new Random(8));
    INDArray lengths = batch.inputs().get(batch.inputs().size() - 1);
    boolean hasSteps = Result.of(network, type, engine, batch).output().rank() == 3;
    if (hasSteps) {
      Batch.pad(batch.y(), lengths.toIntVector(), Double.NaN);
    }
    Result together = Result.of(network, type, engine, batch);
    double total = hasSteps ? lengths.sumNumber().doubleValue() : rows;
    double loss = 0;
    Map<String, INDArray> gradients = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      Result alone = Result.of(network, type, engine, alone(batch, row, hasSteps));
      double share = hasSteps ? lengths.getInt(row) / total : 1 / total;
      loss += share * alone.loss();
      alone
          .gradients()
          .forEach(
              (parameter, gradient) ->
                  gradients.merge(parameter, gradient.mul(share), INDArray::add));
      check("output " + row, row(together.output(), row), alone.output(), tolerance);
    }
    assertThat(together.loss()).isCloseTo(loss, within(tolerance * (1 + loss)));
    // The gradient of a key's bias is only rounding error, and as large as that of the others.
    double largest =
        gradients.values().stream().mapToDouble(g -> g.amaxNumber().doubleValue()).max().orElse(0);
    together
        .gradients()
        .forEach(
            (parameter, gradient) ->
                check(parameter, gradient, gradients.get(parameter), tolerance, largest));
  }

  /** A sequence without the steps that follow its length. */
  private static Batch alone(Batch batch, int row, boolean hasSteps) {
    List<INDArray> inputs = new ArrayList<>();
    int length = 0;
    for (int i = 0; i < batch.inputs().size(); i += 2) {
      length = batch.inputs().get(i + 1).getInt(row);
      inputs.add(cut(batch.inputs().get(i), row, length));
      inputs.add(Nd4j.createFromArray(length));
    }
    INDArray y = hasSteps ? cut(batch.y(), row, length) : row(batch.y(), row);
    return new Batch(inputs, List.of(y));
  }

  private static INDArray cut(INDArray x, int row, int length) {
    INDArrayIndex[] indexes = new INDArrayIndex[x.rank()];
    Arrays.fill(indexes, NDArrayIndex.all());
    indexes[0] = NDArrayIndex.interval(row, row + 1);
    indexes[1] = NDArrayIndex.interval(0, length);
    return x.get(indexes).dup('c');
  }

  private static INDArray row(INDArray x, int row) {
    return cut(x, row, (int) x.size(1));
  }

  private static void check(String what, INDArray given, INDArray expected, double tolerance) {
    check(what, given, expected, tolerance, expected.amaxNumber().doubleValue());
  }

  /** Of the outputs of a sequence alone the steps are compared that it has; the others are 0. */
  private static void check(
      String what, INDArray given, INDArray expected, double tolerance, double largest) {
    double[] wanted = Arrays.copyOf(expected.dup('c').data().asDouble(), (int) given.length());
    assertThat(given.dup('c').data().asDouble())
        .as(what)
        .containsExactly(wanted, within(tolerance * (1 + largest)));
  }
}
