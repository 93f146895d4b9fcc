package org.netwright.benchmarks.kernels;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.EngineKernels;
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

/** The kernels of convolutions, in float32, and the products of matrices that they stand for. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class ConvolutionBenchmark {
  /** Whose kernels. */
  @Param("CPU")
  public Implementation implementation;

  /** The shape. */
  @Param public Convolution shape;

  private EngineKernels kernels;
  private ConvolutionProducts products;
  private ParameterVector parameters;
  private ParameterTensor weight;
  private ParameterTensor bias;
  private ParameterTensor weightGradient;
  private ParameterTensor biasGradient;
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
    kernels = implementation.create();
    products = new ConvolutionProducts(shape);
    int channels = shape.channels / shape.groups;
    int height = shape.window.height();
    int width = shape.window.width();
    ParameterLayout layout =
        ParameterLayout.builder()
            .add(
                "c.weight",
                ParameterRole.WEIGHT,
                Initializer.KAIMING_UNIFORM.fans(shape.depth(), shape.filters),
                shape.filters,
                channels,
                height,
                width)
            .add(
                "c.bias",
                ParameterRole.BIAS,
                Initializer.KAIMING_UNIFORM.fans(shape.depth(), shape.filters),
                shape.filters)
            .build();
    parameters = new ParameterVector(layout, DataType.FLOAT, 1);
    weight = parameters.value("c.weight");
    bias = parameters.value("c.bias");
    weightGradient = parameters.gradient("c.weight");
    biasGradient = parameters.gradient("c.bias");
    Random random = new Random(1);
    x = normal(shape.channels, shape.size, random);
    xGradient = normal(shape.channels, shape.size, random);
    out = normal(shape.filters, shape.outSize, random);
    outGradient = normal(shape.filters, shape.outSize, random);
  }

  private BatchTensor normal(int channels, int size, Random random) {
    float[] numbers = new float[shape.n * channels * size * size];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    BatchTensor tensor = new BatchTensor(DataType.FLOAT, channels, size, size);
    tensor.rows(shape.n).assign(Nd4j.createFromArray(numbers).reshape(tensor.batchShape(shape.n)));
    return tensor;
  }

  /** Frees the arrays that are large. */
  @TearDown
  public void tearDown() {
    kernels.close();
    parameters.close();
    for (BatchTensor tensor : new BatchTensor[] {x, xGradient, out, outGradient}) {
      tensor.close();
    }
  }

  /** The outputs. */
  @Benchmark
  public void convolution() {
    kernels.convolution(x, weight, bias, shape.window, shape.groups, out, shape.n);
  }

  /** The gradients of weight and bias. */
  @Benchmark
  public void convolutionGradient() {
    kernels.convolutionGradient(
        x, outGradient, shape.window, shape.groups, weightGradient, biasGradient, shape.n);
  }

  /** The gradient of the input. */
  @Benchmark
  public void convolutionInputGradient() {
    kernels.convolutionInputGradient(
        outGradient, weight, shape.window, shape.groups, xGradient, shape.n);
  }

  /** The products of matrices for the outputs alone. */
  @Benchmark
  public void products() {
    products.run(0);
  }

  /** Those for the gradient of the weight. */
  @Benchmark
  public void productsGradient() {
    products.run(1);
  }

  /** Those for the gradient of the input. */
  @Benchmark
  public void productsInputGradient() {
    products.run(2);
  }
}
