package org.netwright.benchmarks.kernels;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.ParameterVector;
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

/** Kernels that stand beside convolutions of images, in float32. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime) // its median depends less on what else the machine does
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class ImagesBenchmark {
  private static final Window HALVES = Window.of(2, 2).stride(2, 2);

  /** Whose kernels. */
  @Param public Implementation implementation;

  /** Images × channels × height × width. */
  @Param({"64x64x16x16", "64x64x24x24"})
  public String shape;

  private int n;
  private Kernels kernels;
  private ParameterVector parameters;
  private ParameterTensor scale;
  private ParameterTensor shift;
  private ParameterTensor mean;
  private ParameterTensor variance;
  private BatchTensor x;
  private BatchTensor out;
  private BatchTensor outGradient;
  private BatchTensor half;
  private BatchTensor halfGradient;

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
    int channels = Integer.parseInt(sizes[1]);
    int height = Integer.parseInt(sizes[2]);
    int width = Integer.parseInt(sizes[3]);
    kernels = implementation.create();
    ParameterLayout.Builder layout = ParameterLayout.builder();
    for (String name : new String[] {"scale", "shift", "mean", "variance"}) {
      layout.add(name, ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(1, channels), channels);
    }
    parameters = new ParameterVector(layout.build(), DataType.FLOAT, 1);
    scale = parameters.value("scale");
    shift = parameters.value("shift");
    mean = parameters.value("mean");
    variance = parameters.value("variance");
    Random random = new Random(1);
    x = normal(random, channels, height, width);
    out = normal(random, channels, height, width);
    outGradient = normal(random, channels, height, width);
    half = normal(random, channels, height / 2, width / 2);
    halfGradient = normal(random, channels, height / 2, width / 2);
    kernels.batchNorm(x, scale, shift, true, 1e-5, out, mean, variance, n);
    kernels.maxPool(x, HALVES, half, n);
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
    parameters.close();
    for (BatchTensor tensor : new BatchTensor[] {x, out, outGradient, half, halfGradient}) {
      tensor.close();
    }
  }

  /** Batch normalisation with the statistics of the batch. */
  @Benchmark
  public void batchNorm() {
    kernels.batchNorm(x, scale, shift, true, 1e-5, out, mean, variance, n);
  }

  /** The gradients of its input and its parameters. */
  @Benchmark
  public void batchNormGradient() {
    kernels.batchNormGradient(
        x,
        scale,
        outGradient,
        mean,
        variance,
        true,
        1e-5,
        out,
        parameters.gradient("scale"),
        parameters.gradient("shift"),
        n);
  }

  /** Batch normalisation of a prediction. */
  @Benchmark
  public void normalize() {
    kernels.normalize(x, scale, shift, mean, variance, true, 1e-5, out, n);
  }

  /** The greatest of two by two elements. */
  @Benchmark
  public void maxPool() {
    kernels.maxPool(x, HALVES, half, n);
  }

  /** The gradient of the input. */
  @Benchmark
  public void maxPoolGradient() {
    kernels.maxPoolGradient(x, half, halfGradient, HALVES, out, n);
  }
}
