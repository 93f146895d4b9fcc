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
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.internal.kernels.RecurrentCall;
import org.netwright.runtime.internal.kernels.RecurrentCase;

/** The fast recurrent layers: without garbage, and the same bits whoever computes the pieces. */
class CpuRecurrentTest {
  /** Each cell, with one piece and with several. */
  static Stream<RecurrentCase> cases() {
    Random random = new Random(3);
    return Stream.of(RecurrentCell.values())
        .flatMap(
            cell ->
                Stream.of(
                    RecurrentCase.of(cell, 1, 1, 8, 16).last(),
                    RecurrentCase.of(cell, 5, 7, 3, 4).randomLengths(random).backwards(),
                    RecurrentCase.of(cell, 40, 20, 20, 64),
                    RecurrentCase.of(cell, 150, 10, 30, 65).randomLengths(random).truncated(4)));
  }

  /** Calls all kernels, also those of a pass without gradients. */
  private static void call(RecurrentCall call, CpuKernels kernels) {
    int n = call.shape.n();
    kernels.recurrentDropout(call.training, 0.25, 5, n);
    call.train(kernels);
    call.forward(kernels, call.inference);
  }

  private static List<float[]> results(RecurrentCase shape, CpuKernels kernels) {
    try (RecurrentCall call = new RecurrentCall(shape, DataType.FLOAT, 1)) {
      call(call, kernels);
      int n = shape.n();
      List<float[]> all = new ArrayList<>();
      all.add(call.out.rows(n).dup().data().asFloat());
      all.add(call.xGradient.rows(n).dup().data().asFloat());
      for (double[] gradient : call.parameterGradients()) {
        float[] copy = new float[gradient.length];
        for (int i = 0; i < copy.length; i++) {
          copy[i] = (float) gradient[i];
        }
        all.add(copy);
      }
      return all;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areTheSameBitsWhoeverComputesThePieces(RecurrentCase shape) throws Exception {
    Repeated.onOtherThreads(kernels -> results(shape, kernels));
  }

  /** Layers share scratch memory, and one object has the sizes of all. */
  @Test
  void oneAfterTheOtherAreTheSameBits() {
    List<Function<CpuKernels, List<float[]>>> all = new ArrayList<>();
    cases().forEach(shape -> all.add(kernels -> results(shape, kernels)));
    Repeated.afterOthers(all);
  }

  @Test
  void makeNoGarbage() {
    CpuKernels kernels = new CpuKernels();
    List<RecurrentCall> all =
        cases().map(shape -> new RecurrentCall(shape, DataType.FLOAT, 1)).toList();
    List<Runnable> calls = new ArrayList<>();
    all.forEach(one -> calls.add(() -> call(one, kernels)));
    Repeated.withoutGarbage(calls);
    all.forEach(RecurrentCall::close);
    kernels.close();
  }
}
