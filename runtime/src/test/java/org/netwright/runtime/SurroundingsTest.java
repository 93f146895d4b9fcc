package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.netwright.runtime.generated.TargetEncoding;

/** What the caller's thread brings along must not change what a trainer does. */
class SurroundingsTest {
  private static final WorkspaceConfiguration SMALL =
      WorkspaceConfiguration.builder()
          .initialSize(1 << 20)
          .policySpill(SpillPolicy.EXTERNAL)
          .build();

  private static MemoryWorkspace workspace() {
    return Nd4j.getWorkspaceManager().getAndActivateWorkspace(SMALL, "the caller's");
  }

  private static ChainTrainer.Builder builder(TargetEncoding encoding) {
    return ChainTrainer.builder().seed(5).dropout(0.3).encoding(encoding);
  }

  private static INDArray x(int rows) {
    return Nd4j.linspace(DataType.FLOAT, -1, 0.01, 3L * rows).reshape(rows, 3);
  }

  private static INDArray y(TargetEncoding encoding, int rows) {
    return encoding == TargetEncoding.CLASSES
        ? Nd4j.zeros(DataType.FLOAT, rows)
        : Nd4j.ones(DataType.FLOAT, rows, 2);
  }

  @ParameterizedTest
  @EnumSource
  void aWorkspaceChangesNoBit(TargetEncoding encoding) {
    try (ChainTrainer undisturbed = builder(encoding).build();
        ChainTrainer outside = builder(encoding).build();
        ChainTrainer inside = buildInWorkspace(encoding)) {
      for (int step = 0; step < 20; step++) {
        int rows = 3 + step;
        double expected = undisturbed.step(x(rows), y(encoding, rows)).total();
        for (ChainTrainer trainer : List.of(outside, inside)) {
          try (MemoryWorkspace callers = workspace()) {
            assertThat(callers.isScopeActive()).isTrue();
            assertThat(trainer.step(x(rows), y(encoding, rows)).total()).isEqualTo(expected);
          }
          // What stands in the workspace is written over.
          try (MemoryWorkspace callers = workspace()) {
            assertThat(callers.isScopeActive()).isTrue();
            Nd4j.valueArrayOf(new long[] {10_000}, 1e9, DataType.FLOAT);
          }
        }
      }
      for (ChainTrainer trainer : List.of(outside, inside)) {
        assertThat(trainer.session().parameters().flatValues().array().toDoubleVector())
            .containsExactly(
                undisturbed.session().parameters().flatValues().array().toDoubleVector());
        assertThat(trainer.predict(x(5000))).isEqualTo(undisturbed.predict(x(5000)));
      }
    }
  }

  @Test
  void aPredictionOutlivesTheWorkspaceItWasMadeIn() {
    try (ChainTrainer trainer = builder(TargetEncoding.VALUES).build()) {
      INDArray expected = trainer.predict(x(10));
      INDArray prediction;
      try (MemoryWorkspace callers = workspace()) {
        assertThat(callers.isScopeActive()).isTrue();
        prediction = trainer.predict(x(10));
        assertThat(prediction.isAttached()).isFalse();
      }
      assertThat(prediction).isEqualTo(expected);
      prediction.close();
    }
  }

  @Test
  void theWorkspaceIsTheCallersAgainAfterEveryCall() {
    try (MemoryWorkspace callers = workspace();
        ChainTrainer trainer = builder(TargetEncoding.VALUES).build()) {
      trainer.step(x(4), y(TargetEncoding.VALUES, 4));
      trainer.predict(x(4)).close();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(Nd4j.zeros(DataType.FLOAT, 1, 2)));
      assertThat(Nd4j.getMemoryManager().getCurrentWorkspace()).isSameAs(callers);
      assertThat(Nd4j.zeros(DataType.FLOAT, 3).isAttached()).isTrue();
    }
    assertThat(Nd4j.getMemoryManager().getCurrentWorkspace()).isNull();
  }

  @Test
  void threadsThatPassArraysHaveOneOpenMpThreadUnlessTheEnvironmentChooses() {
    String chosen = System.getenv("OMP_NUM_THREADS");
    int expected = chosen == null ? 1 : Integer.parseInt(chosen);
    List<Integer> seen = new ArrayList<>();
    try (ChainTrainer trainer = builder(TargetEncoding.VALUES).build()) {
      List<Runnable> calls =
          List.of(
              () -> trainer.step(x(4), y(TargetEncoding.VALUES, 4)),
              () -> trainer.predict(x(4)).close(),
              () -> trainer.network().hidden.weightCopy().close());
      for (Runnable call : calls) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        CompletableFuture.runAsync(call, thread).join();
        seen.add(CompletableFuture.supplyAsync(SurroundingsTest::openMpThreads, thread).join());
        thread.shutdown();
      }
    }
    assertThat(seen).containsOnly(expected);
  }

  private static ChainTrainer buildInWorkspace(TargetEncoding encoding) {
    try (MemoryWorkspace callers = workspace()) {
      assertThat(callers.isScopeActive()).isTrue();
      return builder(encoding).build();
    }
  }

  private static int openMpThreads() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
  }
}
