package org.netwright.benchmarks.kernels;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.InitialValues;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.FlatTensor;
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

/** Kernels on one linear layer of the sizes that the comparison has, in float32. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class KernelsBenchmark {
  /** A learning rate so small that the numbers stay as they are. */
  private static final double LEARNING_RATE = 1e-12;

  /** Whose kernels. */
  @Param public Implementation implementation;

  /** Rows × inputs × outputs. */
  @Param({"100x1x10", "128x784x256", "256x1024x2048"})
  public String shape;

  private int n;
  private long step;
  private EngineKernels kernels;
  private ParameterVector parameters;
  private ParameterTensor weight;
  private ParameterTensor bias;
  private ParameterTensor weightGradient;
  private ParameterTensor biasGradient;
  private BatchTensor x;
  private BatchTensor xGradient;
  private BatchTensor out;
  private BatchTensor target;
  private BatchTensor outGradient;
  private FlatTensor mean;
  private FlatTensor variance;

  /** Fills all arrays with normal random numbers, the targets with one class a row. */
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
    int inputs = Integer.parseInt(sizes[1]);
    int outputs = Integer.parseInt(sizes[2]);
    kernels = implementation.create();
    InitialValues initial = Initializer.KAIMING_UNIFORM.fans(inputs, outputs);
    ParameterLayout layout =
        ParameterLayout.builder()
            .add("l.weight", ParameterRole.WEIGHT, initial, inputs, outputs)
            .add("l.bias", ParameterRole.BIAS, initial, outputs)
            .build();
    parameters = new ParameterVector(layout, DataType.FLOAT, 1);
    weight = parameters.value("l.weight");
    bias = parameters.value("l.bias");
    weightGradient = parameters.gradient("l.weight");
    biasGradient = parameters.gradient("l.bias");
    parameters.flatGradients().array().assign(1e-3);
    mean = parameters.zeros();
    variance = parameters.zeros();

    Random random = new Random(1);
    x = normal(inputs, random);
    xGradient = normal(inputs, random);
    out = normal(outputs, random);
    outGradient = normal(outputs, random);
    target = new BatchTensor(DataType.FLOAT, outputs);
    target.rows(n).assign(0);
    for (int row = 0; row < n; row++) {
      target.rows(n).putScalar(row, random.nextInt(outputs), 1);
    }
  }

  private BatchTensor normal(int width, Random random) {
    float[] numbers = new float[n * width];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    BatchTensor tensor = new BatchTensor(DataType.FLOAT, width);
    tensor.rows(n).assign(Nd4j.createFromArray(numbers).reshape(n, width));
    return tensor;
  }

  /** Frees the arrays that are large. */
  @TearDown
  public void tearDown() {
    parameters.close();
    mean.close();
    variance.close();
    for (BatchTensor tensor : new BatchTensor[] {x, xGradient, out, target, outGradient}) {
      tensor.close();
    }
  }

  /** {@code x · W + b}. */
  @Benchmark
  public void linear() {
    kernels.linear(x, weight, bias, out, n);
  }

  /** The gradients of weight and bias. */
  @Benchmark
  public void linearGradient() {
    kernels.linearGradient(x, outGradient, weightGradient, biasGradient, n);
  }

  /** The gradient of the input. */
  @Benchmark
  public void linearInputGradient() {
    kernels.linearInputGradient(outGradient, weight, xGradient, n);
  }

  /** Not in place, so that every call finds numbers of both signs. */
  @Benchmark
  public void relu() {
    kernels.relu(out, outGradient, n);
  }

  /** The gradient through relu. */
  @Benchmark
  public void reluGradient() {
    kernels.reluGradient(out, outGradient, outGradient, n);
  }

  /** Layer normalisation of the outputs; the numbers of scale and shift make no difference. */
  @Benchmark
  public void layerNorm() {
    kernels.layerNorm(out, bias, bias, 1e-5, outGradient, n);
  }

  /** The gradients of scale and shift. */
  @Benchmark
  public void layerNormGradient() {
    kernels.layerNormGradient(out, target, 1e-5, biasGradient, biasGradient, n);
  }

  /** The gradient through layer normalisation. */
  @Benchmark
  public void layerNormInputGradient() {
    kernels.layerNormInputGradient(out, bias, target, 1e-5, outGradient, n);
  }

  /** The loss of class targets. */
  @Benchmark
  public double crossEntropy() {
    return kernels.crossEntropy(out, target, 0, n);
  }

  /** Its gradient. */
  @Benchmark
  public void crossEntropyGradient() {
    kernels.crossEntropyGradient(out, target, 0, outGradient, n);
  }

  /** An update of all parameters. */
  @Benchmark
  public void adam() {
    step++;
    kernels.adam(
        parameters.flatGradients(),
        LEARNING_RATE,
        0.9,
        0.999,
        1e-8,
        step,
        mean,
        variance,
        parameters.flatValues());
  }

  /** The penalty. */
  @Benchmark
  public double l2() {
    return kernels.l2(weight, 1e-4);
  }

  /** Its gradient; a strength of almost nothing keeps the sum finite. */
  @Benchmark
  public void addL2Gradient() {
    kernels.addL2Gradient(weight, 1e-12, weightGradient);
  }
}
