package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.runtime.internal.kernels.Batches.assertClose;
import static org.netwright.runtime.internal.kernels.Batches.random;
import static org.netwright.runtime.internal.kernels.Batches.read;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.internal.kernels.cpu.CpuKernels;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;

/** Every kernel of both engines against seven nested loops in double. */
class ConvolutionKernelsTest {
  /** An engine with a type of numbers, and how many digits it keeps. */
  enum Numbers {
    ND4J_DOUBLE(new Nd4jKernels(), DataType.DOUBLE, 1e-10),
    ND4J_FLOAT(new Nd4jKernels(), DataType.FLOAT, 1e-5),
    CPU_FLOAT(Batches.cpu(DataType.FLOAT), DataType.FLOAT, 1e-5),
    CPU_DOUBLE(Batches.cpu(DataType.DOUBLE), DataType.DOUBLE, 1e-10);

    @SuppressWarnings("ImmutableEnumChecker") // kernels have no state that shows
    final EngineKernels kernels;

    final DataType type;
    final double tolerance;

    Numbers(EngineKernels kernels, DataType type, double tolerance) {
      this.kernels = kernels;
      this.type = type;
      this.tolerance = tolerance;
    }
  }

  static Stream<Arguments> cases() {
    return Arrays.stream(Numbers.values())
        .flatMap(
            numbers -> ConvolutionCase.all().stream().map(shape -> Arguments.of(numbers, shape)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void convolution(Numbers numbers, ConvolutionCase shape) {
    double[] x = random(1, shape.xLength());
    double[] w = random(2, shape.weightLength());
    double[] b = random(3, shape.filters());
    double[] expected = shape.convolution(x, w);
    BatchTensor input = shape.x(numbers.type, x);
    ParameterTensor weight = shape.weight(numbers.type, w);
    BatchTensor out = shape.out(numbers.type);
    int n = shape.n();

    numbers.kernels.convolution(input, weight, shape.window(), shape.groups(), out, n);
    assertClose(read(out, n), expected, numbers.tolerance);
    assertUntouched(out, n);

    ParameterTensor bias = shape.bias(numbers.type, b);
    numbers.kernels.convolution(input, weight, bias, shape.window(), shape.groups(), out, n);
    assertClose(read(out, n), shape.withBias(expected, b), numbers.tolerance);
    assertThat(read(input, n)).isEqualTo(x);
    assertThat(read(weight.array())).isEqualTo(w);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void convolutionGradient(Numbers numbers, ConvolutionCase shape) {
    double[] x = random(1, shape.xLength());
    double[] g = random(2, shape.outLength());
    BatchTensor input = shape.x(numbers.type, x);
    BatchTensor outGradient = shape.out(numbers.type, g);
    int n = shape.n();
    Window window = shape.window();
    double[] expected = shape.weightGradient(x, g);

    ParameterTensor weightGradient = shape.weight(numbers.type);
    ParameterTensor biasGradient = shape.bias(numbers.type);
    numbers.kernels.convolutionGradient(
        input, outGradient, window, shape.groups(), weightGradient, biasGradient, n);
    assertClose(read(weightGradient.array()), expected, numbers.tolerance);
    assertClose(read(biasGradient.array()), shape.biasGradient(g), numbers.tolerance);

    ParameterTensor alone = shape.weight(numbers.type);
    numbers.kernels.convolutionGradient(input, outGradient, window, shape.groups(), alone, n);
    assertClose(read(alone.array()), expected, numbers.tolerance);
    assertThat(read(input, n)).isEqualTo(x);
    assertThat(read(outGradient, n)).isEqualTo(g);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void convolutionInputGradient(Numbers numbers, ConvolutionCase shape) {
    double[] g = random(1, shape.outLength());
    double[] w = random(2, shape.weightLength());
    BatchTensor xGradient = shape.x(numbers.type);
    int n = shape.n();
    numbers.kernels.convolutionInputGradient(
        shape.out(numbers.type, g),
        shape.weight(numbers.type, w),
        shape.window(),
        shape.groups(),
        xGradient,
        n);
    assertClose(read(xGradient, n), shape.inputGradient(g, w), numbers.tolerance);
    assertUntouched(xGradient, n);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void channelBias(Numbers numbers, ConvolutionCase shape) {
    double[] x = random(1, shape.outLength());
    double[] b = random(2, shape.filters());
    int n = shape.n();
    BatchTensor input = shape.out(numbers.type, x);
    ParameterTensor bias = shape.bias(numbers.type, b);
    BatchTensor out = shape.out(numbers.type);
    numbers.kernels.addChannelBias(input, bias, out, n);
    assertClose(read(out, n), shape.withBias(x, b), numbers.tolerance);
    assertThat(read(input, n)).isEqualTo(x);
    assertUntouched(out, n);

    numbers.kernels.addChannelBias(input, bias, input, n);
    assertClose(read(input, n), shape.withBias(x, b), numbers.tolerance);

    ParameterTensor gradient = shape.bias(numbers.type);
    numbers.kernels.channelBiasGradient(shape.out(numbers.type, x), gradient, n);
    assertClose(read(gradient.array()), shape.biasGradient(x), numbers.tolerance);
  }

  /** Not only images: a bias belongs to the first dimension of a row, whatever follows. */
  @ParameterizedTest
  @EnumSource
  void channelsMayBeNumbersOrVolumes(Numbers numbers) {
    for (long[] row : new long[][] {{5}, {5, 2, 3, 2}, {5, 3000}, {5000}}) {
      BatchTensor x = new BatchTensor(numbers.type, row);
      int n = 3;
      double[] values = random(1, Math.toIntExact(n * x.rowLength()));
      x.rows(n).assign(Nd4j.createFromArray(values).reshape(x.batchShape(n)));
      int channels = Math.toIntExact(row[0]);
      double[] b = random(2, channels);
      int positions = Math.toIntExact(x.rowLength() / channels);
      double[] expected = values.clone();
      double[] sums = new double[channels];
      for (int i = 0; i < values.length; i++) {
        expected[i] += b[i / positions % channels];
        sums[i / positions % channels] += values[i];
      }
      ParameterTensor bias = Batches.bias(numbers.type, b);
      BatchTensor out = new BatchTensor(numbers.type, row);
      numbers.kernels.addChannelBias(x, bias, out, n);
      assertClose(read(out, n), expected, numbers.tolerance);
      numbers.kernels.channelBiasGradient(x, bias, n);
      assertClose(read(bias.array()), sums, numbers.tolerance);
    }
  }

  /** Those of the loops above, which are the formula, by another way than their adjoint. */
  @ParameterizedTest
  @MethodSource("smallCases")
  void gradientsAreThoseOfTheConvolution(ConvolutionCase shape) {
    EngineKernels kernels = Numbers.ND4J_DOUBLE.kernels;
    DataType type = DataType.DOUBLE;
    double[] x = random(1, shape.xLength());
    double[] w = random(2, shape.weightLength());
    double[] g = random(3, shape.outLength());
    int n = shape.n();
    ParameterTensor weightGradient = shape.weight(type);
    ParameterTensor biasGradient = shape.bias(type);
    BatchTensor xGradient = shape.x(type);
    kernels.convolutionGradient(
        shape.x(type, x),
        shape.out(type, g),
        shape.window(),
        shape.groups(),
        weightGradient,
        biasGradient,
        n);
    kernels.convolutionInputGradient(
        shape.out(type, g), shape.weight(type, w), shape.window(), shape.groups(), xGradient, n);
    CentralDifferences.check(
        read(xGradient, n), x, p -> CentralDifferences.dot(g, shape.convolution(p, w)));
    CentralDifferences.check(
        read(weightGradient.array()), w, p -> CentralDifferences.dot(g, shape.convolution(x, p)));
    double[] out = shape.convolution(x, w);
    CentralDifferences.check(
        read(biasGradient.array()),
        new double[shape.filters()],
        p -> CentralDifferences.dot(g, shape.withBias(out, p)));
  }

  /** The kernels of the other tests have the memory of the largest shape before. */
  @ParameterizedTest
  @MethodSource("smallCases")
  void eachShapeGetsTheMemoryThatItNeeds(ConvolutionCase shape) {
    double[] x = random(1, shape.xLength());
    double[] w = random(2, shape.weightLength());
    double[] g = random(3, shape.outLength());
    DataType type = DataType.FLOAT;
    int n = shape.n();
    ParameterTensor weight = shape.weight(type, w);
    for (int kernel = 0; kernel < 3; kernel++) {
      EngineKernels own = new CpuKernels();
      if (kernel == 0) {
        BatchTensor out = shape.out(type);
        own.convolution(shape.x(type, x), weight, shape.window(), shape.groups(), out, n);
        assertClose(read(out, n), shape.convolution(x, w), 1e-5);
      } else if (kernel == 1) {
        BatchTensor xGradient = shape.x(type);
        own.convolutionInputGradient(
            shape.out(type, g), weight, shape.window(), shape.groups(), xGradient, n);
        assertClose(read(xGradient, n), shape.inputGradient(g, w), 1e-5);
      } else {
        ParameterTensor gradient = shape.weight(type);
        own.convolutionGradient(
            shape.x(type, x), shape.out(type, g), shape.window(), shape.groups(), gradient, n);
        assertClose(read(gradient.array()), shape.weightGradient(x, g), 1e-5);
      }
      own.close();
    }
  }

  static Stream<ConvolutionCase> smallCases() {
    return ConvolutionCase.all().stream().filter(shape -> shape.xLength() < 1000);
  }

  @Test
  void theReferenceLeavesNoArraysOpen() throws ReflectiveOperationException {
    ConvolutionCase shape =
        ConvolutionCase.image(2, new int[] {4, 7, 9}, 6, 2, Window.of(3, 3).padding(1, 1), 1, 1);
    EngineKernels kernels = new Nd4jKernels();
    DataType type = DataType.DOUBLE;
    BatchTensor x = shape.x(type, random(1, shape.xLength()));
    ParameterTensor weight = shape.weight(type, random(2, shape.weightLength()));
    ParameterTensor weightGradient = shape.weight(type);
    ParameterTensor bias = shape.bias(type, random(3, shape.filters()));
    BatchTensor out = shape.out(type);
    BatchTensor xGradient = shape.x(type);
    INDArray rows = out.rows(2);
    long before = OpenMemory.bytes();
    kernels.convolution(x, weight, bias, shape.window(), 2, out, 2);
    kernels.convolutionGradient(x, out, shape.window(), 2, weightGradient, bias, 2);
    kernels.convolutionInputGradient(out, weight, shape.window(), 2, xGradient, 2);
    assertThat(OpenMemory.bytes()).isEqualTo(before);
    assertThat(rows.wasClosed()).isFalse();
  }

  @Test
  void closedKernelsHoldNoMemory() throws ReflectiveOperationException {
    ConvolutionCase shape =
        ConvolutionCase.image(2, new int[] {9, 7, 9}, 16, 1, Window.of(3, 3).padding(1, 1), 1, 1);
    DataType type = DataType.FLOAT;
    BatchTensor x = shape.x(type, random(1, shape.xLength()));
    ParameterTensor weight = shape.weight(type, random(2, shape.weightLength()));
    ParameterTensor bias = shape.bias(type, random(3, shape.filters()));
    BatchTensor out = shape.out(type);
    BatchTensor xGradient = shape.x(type);
    long before = OpenMemory.bytes();
    EngineKernels kernels = new CpuKernels();
    kernels.convolution(x, weight, shape.window(), 1, out, 2);
    kernels.convolutionInputGradient(out, weight, shape.window(), 1, xGradient, 2);
    kernels.channelBiasGradient(out, bias, 2);
    assertThat(OpenMemory.bytes()).isGreaterThan(before);
    kernels.close();
    assertThat(OpenMemory.bytes()).isEqualTo(before);
    kernels.close();
  }

  /** Rows after the batch keep their numbers. */
  private static void assertUntouched(BatchTensor tensor, int n) {
    double[] all = read(tensor, n + 2);
    int used = Math.toIntExact(n * tensor.rowLength());
    assertThat(Arrays.stream(all, used, all.length).allMatch(Double::isNaN)).isTrue();
  }
}
