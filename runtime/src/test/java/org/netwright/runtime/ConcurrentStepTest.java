package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConcurrentStepTest {
  private static final int STEPS = 200_000;

  /** The second thread is refused while the first is in a step, and never sees its losses. */
  @Test
  void aReportHasTheLossesOfItsOwnStep() throws Exception {
    INDArray x = Nd4j.createFromArray(new float[][] {{1, 2, 3}});
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      trainer.learningRate(0);
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        List<Future<Integer>> wrong = new ArrayList<>();
        for (float target : new float[] {0, 1000}) {
          wrong.add(threads.submit(wrongReports(trainer, x, target)));
        }
        for (Future<Integer> ofThread : wrong) {
          assertThat(ofThread.get()).isZero();
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static Callable<Integer> wrongReports(ChainTrainer trainer, INDArray x, float target) {
    return () -> {
      INDArray y = Nd4j.createFromArray(new float[][] {{target, target}});
      int wrong = 0;
      for (int i = 0; i < STEPS; i++) {
        try {
          boolean isLarge = trainer.step(x, y).data() > 500_000;
          wrong += isLarge == (target > 0) ? 0 : 1;
        } catch (IllegalStateException anotherThreadIsInIt) {
          Thread.onSpinWait();
        }
      }
      return wrong;
    };
  }
}
