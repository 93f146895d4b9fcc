package org.netwright.runtime.internal.kernels.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.internal.kernels.ConvolutionCase;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The fast convolutions: without garbage, and the same bits whoever computes the pieces. */
class CpuConvolutionTest {
  /** Enough work for several pieces, for each way of computing a convolution. */
  static Stream<ConvolutionCase> cases() {
    Window three = Window.of(3, 3);
    Window same = three.padding(1, 1);
    int[] image = {16, 15, 16};
    return Stream.of(
        // By Winograd's algorithm: several images, tall and flat blocks, and parts of one image.
        ConvolutionCase.image(9, image, 24, 1, same, 1, 1),
        ConvolutionCase.image(200, new int[] {16, 4, 4}, 16, 1, same, 1, 1),
        ConvolutionCase.image(1, new int[] {16, 60, 70}, 24, 1, same, 1, 1),
        ConvolutionCase.image(9, new int[] {32, 15, 16}, 48, 2, three, 0, 0),
        // By columns.
        ConvolutionCase.image(9, image, 24, 1, same.stride(2, 2), 1, 1),
        ConvolutionCase.image(1, new int[] {3, 60, 70}, 24, 1, Window.of(5, 5), 0, 0),
        ConvolutionCase.image(9, image, 24, 1, Window.of(5, 5).padding(2, 2), 2, 2),
        // Tap by tap, and position by position.
        ConvolutionCase.image(30, image, 16, 16, same, 1, 1),
        ConvolutionCase.image(30, image, 32, 16, three.stride(2, 2), 0, 0),
        ConvolutionCase.image(9, image, 48, 1, Window.of(1, 1), 0, 0),
        ConvolutionCase.image(1, new int[] {16, 60, 70}, 48, 2, Window.of(1, 1), 0, 0));
  }

  /** The operands of all kernels. */
  private static final class Arguments {
    final ConvolutionCase shape;
    final BatchTensor x;
    final BatchTensor outGradient;
    final BatchTensor out;
    final BatchTensor xGradient;
    final ParameterTensor weight;
    final ParameterTensor bias;
    final ParameterTensor weightGradient;
    final ParameterTensor biasGradient;

    Arguments(ConvolutionCase shape) {
      this.shape = shape;
      Random random = new Random(5);
      x = shape.x(DataType.FLOAT, random.doubles(shape.xLength()).toArray());
      outGradient = shape.out(DataType.FLOAT, random.doubles(shape.outLength()).toArray());
      out = shape.out(DataType.FLOAT);
      xGradient = shape.x(DataType.FLOAT);
      weight = shape.weight(DataType.FLOAT, random.doubles(shape.weightLength()).toArray());
      bias = shape.bias(DataType.FLOAT, random.doubles(shape.filters()).toArray());
      weightGradient = shape.weight(DataType.FLOAT);
      biasGradient = shape.bias(DataType.FLOAT);
    }

    void call(CpuKernels kernels) {
      int n = shape.n();
      Window window = shape.window();
      kernels.convolution(x, weight, bias, window, shape.groups(), out, n);
      kernels.convolutionGradient(
          x, outGradient, window, shape.groups(), weightGradient, biasGradient, n);
      kernels.convolutionInputGradient(outGradient, weight, window, shape.groups(), xGradient, n);
      kernels.addChannelBias(out, bias, out, n);
    }

    /** Calls all kernels and returns what they wrote. */
    List<float[]> results(CpuKernels kernels) {
      call(kernels);
      int n = shape.n();
      return List.of(
          copy(out.floats(n), shape.outLength()),
          copy(xGradient.floats(n), shape.xLength()),
          copy(weightGradient.floats(), shape.weightLength()),
          copy(biasGradient.floats(), shape.filters()));
    }

    private static float[] copy(FloatMemory memory, int length) {
      float[] copy = new float[length];
      memory.get(0, copy, length);
      return copy;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areTheSameBitsWhoeverComputesThePieces(ConvolutionCase shape) throws Exception {
    Repeated.onOtherThreads(kernels -> new Arguments(shape).results(kernels));
  }

  /** Convolutions share scratch memory, and one object has the sizes of all. */
  @Test
  void oneAfterTheOtherAreTheSameBits() {
    List<Function<CpuKernels, List<float[]>>> all = new ArrayList<>();
    cases().forEach(shape -> all.add(kernels -> new Arguments(shape).results(kernels)));
    Repeated.afterOthers(all);
  }

  @Test
  void makeNoGarbage() {
    CpuKernels kernels = new CpuKernels();
    List<Runnable> calls = new ArrayList<>();
    cases().map(Arguments::new).forEach(arguments -> calls.add(() -> arguments.call(kernels)));
    Repeated.withoutGarbage(calls);
    kernels.close();
  }
}
