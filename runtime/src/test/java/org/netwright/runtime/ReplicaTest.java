package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.run.Replica;
import org.netwright.runtime.internal.update.GradientExchange;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.History;

/** Replicas that train together end with the parameters of one machine. */
class ReplicaTest {
  private static final int EXAMPLES = 101;
  private static final int BATCH = 16;
  private static final double[] X = new double[EXAMPLES * 3];
  private static final double[] Y = new double[EXAMPLES * 2];

  static {
    Random random = new Random(5);
    for (int i = 0; i < EXAMPLES; i++) {
      for (int j = 0; j < 3; j++) {
        X[3 * i + j] = random.nextGaussian();
      }
      Y[2 * i] = X[3 * i] - 2 * X[3 * i + 1] + 0.1 * random.nextGaussian();
      Y[2 * i + 1] = Math.abs(X[3 * i + 2]);
    }
  }

  /** Replicas in threads of this process. */
  private static final class Meeting {
    private final CyclicBarrier barrier;
    private final byte[][][] sent;

    Meeting(int count) {
      barrier = new CyclicBarrier(count);
      sent = new byte[count][][];
    }

    GradientExchange of(int index) {
      return new GradientExchange() {
        @Override
        public int index() {
          return index;
        }

        @Override
        public int count() {
          return sent.length;
        }

        @Override
        public byte[][] exchange(byte[][] parts) {
          sent[index] = parts;
          await();
          byte[][] received = new byte[sent.length][];
          for (int i = 0; i < received.length; i++) {
            received[i] = sent[i][index];
          }
          await();
          return received;
        }
      };
    }

    private void await() {
      try {
        barrier.await(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException("a replica has failed", e);
      }
    }
  }

  private static ChainTrainer.Builder builder(DataType type) {
    return ChainTrainer.builder()
        .seed(7)
        .dataType(type)
        .optimizer(Optimizer.adam(0.05))
        .clipping(GradientClipping.byGlobalNorm(1));
  }

  private interface Work<T> {
    T of(Replica replica, ChainTrainer trainer) throws Exception;
  }

  private static <T> List<T> inReplicas(
      int[] firsts, IntFunction<ChainTrainer> trainers, Work<T> work) throws Exception {
    Meeting meeting = new Meeting(firsts.length);
    ExecutorService threads = Executors.newFixedThreadPool(firsts.length);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < firsts.length; i++) {
        int index = i;
        futures.add(
            threads.submit(
                () -> {
                  int first = firsts[index];
                  int end = index + 1 < firsts.length ? firsts[index + 1] : EXAMPLES;
                  try (ChainTrainer trainer = trainers.apply(index);
                      Replica replica =
                          new Replica(
                              trainer,
                              meeting.of(index),
                              Rows.of(Arrays.copyOfRange(X, 3 * first, 3 * end), 3),
                              Rows.of(Arrays.copyOfRange(Y, 2 * first, 2 * end), 2),
                              first,
                              EXAMPLES,
                              BATCH)) {
                    return work.of(replica, trainer);
                  }
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private record Trained(List<Double> values, EpochReport last) {}

  private static Trained trained(Replica replica, ChainTrainer trainer, int epochs) {
    EpochReport last = null;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      last = replica.epoch(epoch);
      replica.requireSameState();
    }
    return new Trained(boxed(values(trainer)), last);
  }

  private static double[] values(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static Data data() {
    float[][] x = new float[EXAMPLES][3];
    float[][] y = new float[EXAMPLES][2];
    for (int i = 0; i < EXAMPLES; i++) {
      for (int j = 0; j < 3; j++) {
        x[i][j] = (float) X[3 * i + j];
      }
      y[i] = new float[] {(float) Y[2 * i], (float) Y[2 * i + 1]};
    }
    return Data.of(x, y);
  }

  /** The second replica has so few rows that many mini-batches have none of them. */
  @ParameterizedTest
  @ValueSource(strings = {"DOUBLE", "FLOAT"})
  void endWithTheParametersOfOneMachine(DataType type) throws Exception {
    // The features of data() are floats.
    for (int i = 0; i < X.length; i++) {
      X[i] = (float) X[i];
    }
    for (int i = 0; i < Y.length; i++) {
      Y[i] = (float) Y[i];
    }
    double[] expected;
    History history;
    try (ChainTrainer one = builder(type).build()) {
      history = one.fit(data()).epochs(5).batchSize(BATCH).quiet().run();
      expected = values(one);
    }
    double tolerance = type == DataType.DOUBLE ? 1e-12 : 1e-4;
    for (int[] firsts : new int[][] {{0}, {0, 50}, {0, 40, 43, 80}}) {
      List<Trained> all =
          inReplicas(firsts, i -> builder(type).build(), (r, t) -> trained(r, t, 5));
      for (Trained trained : all) {
        assertThat(trained.values).isEqualTo(all.get(0).values);
        for (int i = 0; i < expected.length; i++) {
          assertThat(trained.values.get(i)).isCloseTo(expected[i], within(tolerance));
        }
        assertThat(trained.last.dataLoss()).isCloseTo(history.last().dataLoss(), within(tolerance));
        assertThat(trained.last.penalties().keySet())
            .containsExactlyElementsOf(history.last().penalties().keySet());
        assertThat(trained.last.penalty()).isCloseTo(history.last().penalty(), within(tolerance));
        assertThat(trained.last.steps()).isEqualTo(history.last().steps());
      }
    }
  }

  @Test
  void oneReplicaHasTheBitsOfOneMachine() throws Exception {
    try (ChainTrainer one = builder(DataType.FLOAT).dropout(0.3).build()) {
      one.fit(data()).epochs(3).batchSize(BATCH).quiet().run();
      List<Trained> all =
          inReplicas(
              new int[] {0},
              i -> builder(DataType.FLOAT).dropout(0.3).build(),
              (r, t) -> trained(r, t, 3));
      assertThat(all.get(0).values).isEqualTo(boxed(values(one)));
    }
  }

  @Test
  void continueFromAStateWithTheSameBits() throws Exception {
    int[] firsts = {0, 30, 70};
    List<Trained> whole =
        inReplicas(
            firsts, i -> builder(DataType.FLOAT).dropout(0.3).build(), (r, t) -> trained(r, t, 4));
    List<byte[]> states =
        inReplicas(
            firsts,
            i -> builder(DataType.FLOAT).dropout(0.3).build(),
            (r, t) -> {
              trained(r, t, 2);
              return r.state(Map.of("epoch", "2"));
            });
    List<double[]> resumed =
        inReplicas(
            firsts,
            i -> builder(DataType.FLOAT).seed(i).dropout(0.3).build(),
            (r, t) -> {
              assertThat(r.restore(states.get(0))).containsEntry("epoch", "2");
              r.epoch(3);
              r.epoch(4);
              return values(t);
            });
    resumed.forEach(values -> assertThat(boxed(values)).isEqualTo(whole.get(0).values));
  }

  @Test
  void reportOtherParametersOfOneOfThem() {
    assertThatThrownBy(
            () ->
                inReplicas(
                    new int[] {0, 50},
                    i -> builder(DataType.FLOAT).seed(i).build(),
                    (r, t) -> trained(r, t, 1)))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .hasMessageContaining("after step 7, the replicas 0 and 1 of Chain have different");
  }

  @Test
  void allEndWhenTheLossOfOneIsNotFinite() throws Exception {
    List<String> messages =
        inReplicas(
            new int[] {0, 50},
            i ->
                builder(DataType.FLOAT)
                    .learningRate(1e30)
                    .clipping(GradientClipping.none())
                    .build(),
            (r, t) -> {
              try {
                trained(r, t, 3);
                return "no exception";
              } catch (Replica.DivergedException e) {
                return e.getMessage();
              }
            });
    assertThat(messages.get(0)).startsWith("step 2, in epoch 1: the loss is ");
    assertThat(messages.get(1)).isEqualTo(messages.get(0));
  }
}
