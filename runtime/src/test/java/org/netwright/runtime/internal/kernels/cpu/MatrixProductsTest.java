package org.netwright.runtime.internal.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.kernels.blas.SingleBlasThread;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.threads.PieceThreads;

class MatrixProductsTest {
  private static final int THREADS = 4;

  /** A product with its operands, which are random. */
  @SuppressWarnings("ArrayRecordComponent") // problems are not compared
  private record Problem(
      int rows, int columns, int inner, boolean transposedA, boolean transposedB, float[][] data) {

    static Problem of(int rows, int columns, int inner, boolean transposedA, boolean transposedB) {
      float[][] data = {
        random(1, rows * inner), random(2, inner * columns), random(3, rows * columns)
      };
      return new Problem(rows, columns, inner, transposedA, transposedB, data);
    }

    float[] solve(MatrixProducts products, float beta) {
      FloatPointer a = new FloatPointer(data[0]);
      FloatPointer b = new FloatPointer(data[1]);
      FloatPointer c = new FloatPointer(data[2]);
      products.multiply(rows, columns, inner, a, transposedA, b, transposedB, beta, c);
      float[] result = new float[data[2].length];
      c.get(result);
      return result;
    }

    double expected(int row, int column, float beta) {
      double sum = beta * data[2][row * columns + column];
      for (int k = 0; k < inner; k++) {
        double a = data[0][transposedA ? k * rows + row : row * inner + k];
        sum += a * data[1][transposedB ? column * inner + k : k * columns + column];
      }
      return sum;
    }
  }

  private static float[] random(long seed, int length) {
    Random random = new Random(seed);
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** Small ones, ones that are cut by rows and by columns, odd ones, and vectors on either side. */
  @ParameterizedTest
  @CsvSource({
    "3,5,7",
    "1,1,9",
    "128,256,784",
    "300,131,257",
    "131,300,257",
    "1,3001,400",
    "1,130,9216",
    "3001,1,400",
    "2000,2,1500",
    "2,2000,1500"
  })
  void areThoseOfTheMatrices(int rows, int columns, int inner) {
    MatrixProducts products = new MatrixProducts();
    for (int form = 0; form < 4; form++) {
      Problem problem = Problem.of(rows, columns, inner, form % 2 == 1, form / 2 == 1);
      for (float beta : new float[] {0, 1}) {
        float[] result = problem.solve(products, beta);
        Random places = new Random(form);
        for (int i = 0; i < 200; i++) {
          int row = places.nextInt(rows);
          int column = places.nextInt(columns);
          assertThat((double) result[row * columns + column])
              .as("form %d, beta %s, row %d, column %d", form, beta, row, column)
              .isCloseTo(problem.expected(row, column, beta), within(1e-5 * (10 + inner)));
        }
      }
    }
  }

  @SuppressWarnings("try") // it is opened only to be closed
  @ParameterizedTest
  @CsvSource({"128,256,784", "301,131,257", "1,3001,400", "1,130,9216", "3001,1,400"})
  void areTheSameBitsWhoeverComputesThePieces(int rows, int columns, int inner) throws Exception {
    Problem problem = Problem.of(rows, columns, inner, false, false);
    float[] expected = problem.solve(new MatrixProducts(), 0);
    try (SingleBlasThread alone = SingleBlasThread.begin()) {
      assertThat(problem.solve(new MatrixProducts(), 0)).isEqualTo(expected);
    }
    // Several at once, so that most find the other threads taken, while other threads spin on all
    // cores.
    AtomicBoolean spinning = new AtomicBoolean(true);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (int i = 0; i < PieceThreads.PROCESSORS; i++) {
        threads.execute(
            () -> {
              while (spinning.get()) {
                Thread.onSpinWait();
              }
            });
      }
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(
            threads.submit(
                () -> {
                  MatrixProducts products = new MatrixProducts();
                  for (int round = 0; round < 20; round++) {
                    assertThat(problem.solve(products, 0)).isEqualTo(expected);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      spinning.set(false);
      threads.shutdown();
    }
  }

  @Test
  void leaveOpenBlasTheNumberOfThreadsThatItHad() {
    int before = BlasThreads.begin();
    BlasThreads.end();
    Problem.of(128, 256, 784, false, false).solve(new MatrixProducts(), 0);
    assertThat(BlasThreads.begin()).isEqualTo(before);
    assertThat(BlasThreads.begin()).as("within another").isEqualTo(before);
    BlasThreads.beginAlone();
    assertThat(BlasThreads.begin()).as("alone").isEqualTo(1);
    BlasThreads.end();
    BlasThreads.endAlone();
    BlasThreads.end();
    BlasThreads.end();
  }

  @Test
  void aNumberOfThreadsThatTheApplicationSetsInTheMeantimeIsKept() {
    int before = BlasThreads.begin();
    Nd4j.getNDArrayFactory().blas().setMaxThreads(before + 1);
    BlasThreads.end();
    try {
      int now = BlasThreads.begin();
      BlasThreads.end();
      assertThat(now).isEqualTo(before + 1);
    } finally {
      Nd4j.getNDArrayFactory().blas().setMaxThreads(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "9999", "10001", "131071", "300001"})
  void vectorsAreScaledAndAdded(int length) {
    float[] x = random(1, length);
    float[] y = random(2, length);
    FloatMemory a = new FloatMemory(Nd4j.createFromArray(x));
    FloatMemory b = new FloatMemory(Nd4j.createFromArray(y));
    Vectors vectors = new Vectors();
    vectors.addScaled(0.5, a, b);
    vectors.scale(-2, a);
    float[] scaled = new float[length];
    float[] added = new float[length];
    a.get(0, scaled, scaled.length);
    b.get(0, added, added.length);
    for (int i = 0; i < length; i++) {
      assertThat(scaled[i]).isEqualTo(-2 * x[i]);
      assertThat(added[i]).isCloseTo(0.5f * x[i] + y[i], within(1e-6f));
    }
  }
}
