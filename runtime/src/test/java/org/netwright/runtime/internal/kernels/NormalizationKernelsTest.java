package org.netwright.runtime.internal.kernels;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.runtime.internal.kernels.CentralDifferences.dot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;

/** Both implementations of layer normalisation, held against PyTorch and central differences. */
class NormalizationKernelsTest {
  private static final float EQUAL = 0.3f;

  private enum Implementation {
    ND4J_DOUBLE(new Nd4jKernels(), DataType.DOUBLE, 1e-9, 1e-6),
    ND4J_FLOAT(new Nd4jKernels(), DataType.FLOAT, 1e-6, 1e-6),
    CPU_FLOAT(Batches.cpu(DataType.FLOAT), DataType.FLOAT, 1e-5, 1e-5),
    CPU_DOUBLE(Batches.cpu(DataType.DOUBLE), DataType.DOUBLE, 1e-9, 1e-6);

    @SuppressWarnings("ImmutableEnumChecker") // no state but scratch memory
    private final EngineKernels kernels;

    private final DataType type;

    /** What a result may differ from PyTorch's in float64. */
    private final double tolerance;

    private final double toleranceOfDifferences;

    Implementation(
        EngineKernels kernels, DataType type, double tolerance, double toleranceOfDifferences) {
      this.kernels = kernels;
      this.type = type;
      this.tolerance = tolerance;
      this.toleranceOfDifferences = toleranceOfDifferences;
    }

    double[] out(LayerNormCall call) {
      return call.out(kernels, type);
    }

    double[][] gradients(LayerNormCall call) {
      return call.gradients(kernels, type);
    }

    double[] inputGradient(LayerNormCall call) {
      return call.inputGradient(kernels, type);
    }

    /** The scalar whose gradient with respect to the output is {@code outGradient}, in double. */
    double value(LayerNormCall call) {
      return dot(call.outGradient(), ND4J_DOUBLE.out(call));
    }
  }

  static Stream<Arguments> implementationsAndCases() throws IOException {
    try (Reader json =
        new InputStreamReader(
            requireNonNull(
                NormalizationKernelsTest.class.getResourceAsStream(
                    "/normalization/layer_norm.json")),
            StandardCharsets.UTF_8)) {
      List<JsonElement> cases = JsonParser.parseReader(json).getAsJsonArray().asList();
      return Arrays.stream(Implementation.values())
          .flatMap(
              implementation ->
                  cases.stream().map(c -> Arguments.of(implementation, c.getAsJsonObject())));
    }
  }

  @ParameterizedTest
  @MethodSource("implementationsAndCases")
  void agreesWithPyTorch(Implementation implementation, JsonObject expected) {
    LayerNormCall call =
        new LayerNormCall(
            Arrays.stream(numbers(expected, "shape")).mapToLong(size -> (long) size).toArray(),
            expected.get("epsilon").getAsDouble(),
            numbers(expected, "x"),
            numbers(expected, "scale"),
            numbers(expected, "shift"),
            numbers(expected, "outGradient"));
    double[][] gradients = implementation.gradients(call);
    double tolerance = implementation.tolerance;
    assertClose(implementation.out(call), numbers(expected, "out"), tolerance);
    assertClose(gradients[0], numbers(expected, "scaleGradient"), tolerance);
    assertClose(gradients[1], numbers(expected, "shiftGradient"), tolerance);
    assertClose(implementation.inputGradient(call), numbers(expected, "xGradient"), tolerance);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreThoseOfTheValue(Implementation implementation) {
    double tolerance = implementation.toleranceOfDifferences;
    for (long[] shape : new long[][] {{1, 1}, {1, 5}, {5, 1}, {4, 3}, {2, 3, 4}, {1, 260}}) {
      LayerNormCall call = LayerNormCall.random(0.01, shape);
      double[][] gradients = implementation.gradients(call);
      CentralDifferences.check(
          implementation.inputGradient(call),
          tolerance,
          call.x(),
          x -> implementation.value(call.withX(x)));
      CentralDifferences.check(
          gradients[0],
          tolerance,
          call.scale(),
          scale -> implementation.value(call.withScale(scale)));
      CentralDifferences.check(
          gradients[1],
          tolerance,
          call.shift(),
          shift -> implementation.value(call.withShift(shift)));
    }
  }

  /** A group of equal elements has the variance 0, which would be lost in rounding. */
  @ParameterizedTest
  @EnumSource
  void equalElementsGiveTheShift(Implementation implementation) {
    for (double element : new double[] {0, EQUAL, -1e30f, 1e-40f, Float.MAX_VALUE}) {
      for (int width : new int[] {1, 7, 300, 5000}) {
        LayerNormCall random = LayerNormCall.random(1e-5, 3, width);
        double[] x = new double[3 * width];
        Arrays.fill(x, element);
        LayerNormCall call = random.withX(x);
        double[] out = implementation.out(call);
        for (int i = 0; i < out.length; i++) {
          assertThat(out[i]).isEqualTo(call.shift()[i % width]);
        }
        assertThat(implementation.gradients(call)[0]).containsOnly(0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void widthOneHasNoGradient(Implementation implementation) {
    LayerNormCall call = LayerNormCall.random(1e-5, 33, 1);
    assertThat(implementation.inputGradient(call)).containsOnly(0);
  }

  /** A power of two changes the exponents only, so that the digits are known. */
  @ParameterizedTest
  @EnumSource
  void hugeNumbersDoNotOverflow(Implementation implementation) {
    double factor = 0x1p110;
    for (int width : new int[] {7, 300}) {
      LayerNormCall call = LayerNormCall.random(1e-30, 3, width);
      LayerNormCall huge = call.withX(Batches.map(call.x(), v -> v * factor));
      double tolerance = implementation.tolerance;
      assertClose(implementation.out(huge), implementation.out(call), tolerance);
      assertClose(implementation.gradients(huge)[0], implementation.gradients(call)[0], tolerance);
      assertClose(
          Batches.map(implementation.inputGradient(huge), v -> v * factor),
          implementation.inputGradient(call),
          tolerance);
    }
  }

  /** Beside a variance of almost 0, {@code epsilon} decides. */
  @ParameterizedTest
  @EnumSource
  void tinyNumbersAreDividedByTheRootOfEpsilon(Implementation implementation) {
    double factor = 0x1p-100;
    double epsilon = 0x1p-16;
    LayerNormCall call = LayerNormCall.random(epsilon, 3, 7);
    LayerNormCall tiny =
        call.withX(Batches.map(call.x(), v -> v * factor)).withShift(new double[7]);
    double[] expected = new double[21];
    for (int row = 0; row < 3; row++) {
      double[] x = Arrays.copyOfRange(call.x(), row * 7, row * 7 + 7);
      double mean = Arrays.stream(x).average().orElseThrow();
      for (int i = 0; i < 7; i++) {
        expected[row * 7 + i] = (x[i] - mean) / Math.sqrt(epsilon) * call.scale()[i];
      }
    }
    assertClose(
        Batches.map(implementation.out(tiny), v -> v / factor), expected, implementation.tolerance);
  }

  @ParameterizedTest
  @EnumSource
  void notANumberIsNotHidden(Implementation implementation) {
    for (double broken : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      LayerNormCall random = LayerNormCall.random(1e-5, 3, 5);
      double[] x = random.x().clone();
      x[7] = broken;
      LayerNormCall call = random.withX(x);
      for (double[] result :
          List.of(implementation.out(call), implementation.inputGradient(call))) {
        for (int i = 0; i < result.length; i++) {
          assertThat(Double.isNaN(result[i])).as("element %d", i).isEqualTo(i / 5 == 1);
        }
      }
      assertThat(implementation.gradients(call)[0]).containsOnly(Double.NaN);
    }
  }

  @ParameterizedTest
  @EnumSource
  void resultsMayBeWrittenOverArguments(Implementation implementation) {
    for (long[] shape : new long[][] {{5, 7}, {3, 4, 700}, {2, 5000}}) {
      LayerNormCall call = LayerNormCall.random(1e-5, shape);
      EngineKernels kernels = implementation.kernels;
      DataType type = implementation.type;
      assertThat(call.outInPlace(kernels, type)).isEqualTo(call.out(kernels, type));
      double[] gradient = call.inputGradient(kernels, type);
      assertThat(call.inputGradientInPlace(kernels, type, true)).isEqualTo(gradient);
      assertThat(call.inputGradientInPlace(kernels, type, false)).isEqualTo(gradient);
    }
  }

  @Test
  void theReferenceLeavesNoArrayOpen() throws ReflectiveOperationException {
    LayerNormCall call = LayerNormCall.random(1e-5, 9, 3, 5);
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      ParameterTensor scale = Batches.bias(type, call.scale());
      ParameterTensor shift = Batches.bias(type, call.shift());
      try (BatchTensor x = call.batch(type, call.x());
          BatchTensor gradient = call.batch(type, call.outGradient());
          BatchTensor out = call.batch(type, call.x())) {
        EngineKernels kernels = new Nd4jKernels();
        long before = 0;
        for (int i = 0; i < 50; i++) {
          if (i == 25) {
            before = OpenMemory.bytes();
          }
          kernels.layerNorm(x, scale, shift, 1e-5, out, 9);
          kernels.layerNormGradient(x, gradient, 1e-5, scale, shift, 9);
          kernels.layerNormInputGradient(x, scale, gradient, 1e-5, out, 9);
        }
        // Less than before is possible: the collector may take what other tests have left.
        assertThat(OpenMemory.bytes() - before).isNotPositive();
      }
    }
  }

  private static double[] numbers(JsonObject object, String name) {
    JsonArray array = object.getAsJsonArray(name);
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  /** The arguments are near 1, so a small result is a difference of numbers near 1. */
  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .as("element %d", i)
          .isCloseTo(expected[i], Offset.offset(tolerance * scale));
    }
  }
}
