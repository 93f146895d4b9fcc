package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.TargetEncoding;

/** Many threads on one model: the bits of one thread, and an end that harms nobody. */
class ModelThreadsTest {
  private static final int THREADS = 64;

  @TempDir private Path folder;
  private Path file;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      trainer.save(file);
    }
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Each call shares its blocks with the passes that are free, or computes them itself. */
  @Test
  void manyThreadsShareTheirRows() throws Exception {
    float[][] rows = rows(3000);
    try (ChainModel model = ChainModel.load(file)) {
      float[][] expected = model.predict(rows);
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        calls.add(threads.submit(() -> assertThat(model.predict(rows)).isDeepEqualTo(expected)));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
  }

  /** The threads that have helped do not keep what they were given. */
  @Test
  void rowsAreForgotten() throws Exception {
    try (ChainModel model = ChainModel.load(file)) {
      WeakReference<float[][]> rows = new WeakReference<>(predict(model));
      for (int i = 0; i < 50 && rows.get() != null; i++) {
        System.gc();
        Thread.sleep(20);
      }
      assertThat(rows.get()).isNull();
    }
  }

  private static float[][] predict(ChainModel model) {
    float[][] rows = rows(3000);
    assertThat(model.predict(rows)).hasDimensions(3000, 2);
    return rows;
  }

  @ParameterizedTest
  @EnumSource
  void manyThreadsGetTheBitsOfOne(Engine engine) throws Exception {
    int calls = engine == Engine.CPU ? 3000 : 100;
    float[][] rows = rows(97);
    INDArray x = Nd4j.createFromArray(rows);
    try (ChainModel model = ChainModel.load(file, engine, TargetEncoding.CLASSES)) {
      INDArray batch = model.predict(x);
      float[][] outputs = new float[rows.length][];
      int[] classes = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        outputs[i] = model.predict(rows[i]);
        classes[i] = model.predictClass(rows[i]);
      }
      together(
          thread -> {
            float[] output = new float[2];
            INDArray result = Nd4j.create(DataType.FLOAT, rows.length, 2);
            for (int call = 0; call < calls; call++) {
              int i = (thread + call) % rows.length;
              model.predict(rows[i], output);
              assertThat(output).isEqualTo(outputs[i]);
              assertThat(model.predictClass(rows[i])).isEqualTo(classes[i]);
              if (call % 10 == 0) {
                model.predict(x, result);
                assertThat(result).isEqualTo(batch);
              }
            }
          });
    }
  }

  /**
   * Each round closes at another moment of what 64 threads do, the first pass's making included.
   */
  @Test
  void closeWaitsForWhatRunsAndEndsTheRest() throws Exception {
    float[][] rows = rows(50);
    float[] expected;
    try (ChainModel model = ChainModel.load(file)) {
      expected = model.predict(rows[0]);
    }
    INDArray x = Nd4j.createFromArray(rows);
    for (int round = 0; round < 100; round++) {
      ChainModel model = ChainModel.load(file);
      int delay = round * 20;
      AtomicInteger ended = new AtomicInteger();
      together(
          thread -> {
            if (thread < 2) {
              Thread.sleep(delay / 1000, delay % 1000 * 1000);
              model.close();
              return;
            }
            try {
              while (true) {
                assertThat(model.predict(rows[0])).isEqualTo(expected);
                if (thread % 8 == 0) {
                  model.predict(x).close();
                }
              }
            } catch (IllegalStateException closed) {
              assertThat(closed)
                  .hasMessage(
                      "the model of Chain is closed; load it again with ChainModel.load(file)");
              ended.incrementAndGet();
            }
          });
      assertThat(ended).hasValue(THREADS - 2);
    }
  }

  /** What one thread of many does. */
  private interface Task {
    void run(int thread) throws Exception;
  }

  private void together(Task task)
      throws InterruptedException, ExecutionException, TimeoutException {
    CountDownLatch start = new CountDownLatch(THREADS);
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      Callable<Void> waiting =
          () -> {
            start.countDown();
            start.await();
            task.run(thread);
            return null;
          };
      futures.add(threads.submit(waiting));
    }
    for (Future<?> future : futures) {
      future.get(2, TimeUnit.MINUTES);
    }
  }

  private static float[][] rows(int count) {
    Random random = new Random(1);
    float[][] rows = new float[count][3];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
