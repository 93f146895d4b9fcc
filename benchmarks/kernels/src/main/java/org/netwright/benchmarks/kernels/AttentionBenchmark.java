package org.netwright.benchmarks.kernels;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The kernels of self-attention between its linear layers, in float32. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime) // its median depends less on what else the machine does
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class AttentionBenchmark {
  /** Whose kernels. */
  @Param("CPU")
  public Implementation implementation;

  /** Sequences × steps × width × heads. */
  @Param({"32x64x128x4", "16x16x16x2"})
  public String shape;

  /** Whether a step attends only to the steps up to it. */
  @Param({"false", "true"})
  public boolean causal;

  private int n;
  private EngineKernels kernels;
  private Attention attention;
  private BatchTensor x;
  private BatchTensor xGradient;
  private BatchTensor out;
  private BatchTensor outGradient;

  /** Fills all arrays with normal random numbers. */
  @Setup
  public void setUp() {
    // ND4J on one thread, as in a trainer.
    Nd4jThread.call(
        () -> {
          allocate();
          return null;
        });
  }

  private void allocate() {
    String[] sizes = shape.split("x", -1);
    n = Integer.parseInt(sizes[0]);
    int steps = Integer.parseInt(sizes[1]);
    int width = Integer.parseInt(sizes[2]);
    int heads = Integer.parseInt(sizes[3]);
    kernels = implementation.create();
    attention = new Attention(heads, causal, new BatchTensor(DataType.FLOAT, heads, steps));
    Random random = new Random(1);
    x = normal(random, steps, 3L * width);
    xGradient = normal(random, steps, 3L * width);
    out = normal(random, steps, width);
    outGradient = normal(random, steps, width);
    kernels.selfAttention(x, attention, out, n);
  }

  private BatchTensor normal(Random random, long... row) {
    BatchTensor tensor = new BatchTensor(DataType.FLOAT, row);
    float[] numbers = new float[Math.toIntExact(n * tensor.rowLength())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    tensor.rows(n).assign(Nd4j.createFromArray(numbers).reshape(tensor.batchShape(n)));
    return tensor;
  }

  /** Frees the arrays that are large. */
  @TearDown
  public void tearDown() {
    kernels.close();
    for (BatchTensor tensor :
        new BatchTensor[] {x, xGradient, out, outGradient, attention.normalizers()}) {
      tensor.close();
    }
  }

  /** The outputs. */
  @Benchmark
  public void forward() {
    kernels.selfAttention(x, attention, out, n);
  }

  /** The gradients of queries, keys and values. */
  @Benchmark
  public void gradient() {
    kernels.selfAttentionGradient(x, out, outGradient, attention, xGradient, n);
  }
}
