package org.netwright.benchmarks.kernels;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.InitialValues;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
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

/** The kernels of recurrent layers whose last state is wanted, in float32. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime) // its median depends less on what else the machine does
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class RecurrentBenchmark {
  /** Whose kernels. */
  @Param("CPU")
  public Implementation implementation;

  /** The cell. */
  @Param({"LSTM", "GRU"})
  public RecurrentCell cell;

  /** Sequences × steps × features × units. */
  @Param({"32x50x64x128", "16x20x8x16"})
  public String shape;

  private int n;
  private int steps;
  private int units;
  private EngineKernels kernels;
  private ParameterVector parameters;
  private ParameterTensor weight;
  private ParameterTensor recurrent;
  private ParameterTensor bias;
  private ParameterTensor recurrentBias;
  private BatchTensor x;
  private BatchTensor xGradient;
  private BatchTensor step;
  private BatchTensor out;
  private BatchTensor outGradient;
  private BatchTensor carried;
  private Recurrence.Memory memory;
  private Recurrence training;
  private Recurrence inference;
  private Recurrence streaming;

  /** Fills all arrays with random numbers. */
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
    steps = Integer.parseInt(sizes[1]);
    int in = Integer.parseInt(sizes[2]);
    units = Integer.parseInt(sizes[3]);
    int columns = cell.gates() * units;
    int kept = cell.kept() * units;
    kernels = implementation.create();
    InitialValues uniform = Initializer.KAIMING_UNIFORM.fans(units, units);
    ParameterLayout layout =
        ParameterLayout.builder()
            .add("r.weight", ParameterRole.WEIGHT, uniform, in, columns)
            .add("r.recurrent", ParameterRole.WEIGHT, uniform, units, columns)
            .add("r.bias", ParameterRole.BIAS, uniform, columns)
            .add("r.recurrentBias", ParameterRole.BIAS, uniform, columns)
            .build();
    parameters = new ParameterVector(layout, DataType.FLOAT, 1);
    weight = parameters.value("r.weight");
    recurrent = parameters.value("r.recurrent");
    bias = parameters.value("r.bias");
    recurrentBias = parameters.value("r.recurrentBias");
    Random random = new Random(1);
    x = normal(n, random, steps, in);
    xGradient = normal(n, random, steps, in);
    step = normal(1, random, 1, in);
    out = normal(n, random, units);
    outGradient = normal(n, random, units);
    memory =
        new Recurrence.Memory(
            new BatchTensor(DataType.FLOAT, steps, columns),
            new BatchTensor(DataType.FLOAT, steps, kept),
            new BatchTensor(DataType.FLOAT, units));
    carried = new BatchTensor(DataType.FLOAT, kept);
    training = recurrence(steps, memory, null);
    inference = recurrence(steps, null, null);
    streaming = recurrence(1, null, carried);
    carried.rows(1).assign(0);
  }

  private Recurrence recurrence(
      int length, Recurrence.@Nullable Memory trained, @Nullable BatchTensor state) {
    return new Recurrence(cell, false, 0, length, units, trained, state);
  }

  private static BatchTensor normal(int n, Random random, long... row) {
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
    parameters.close();
    for (BatchTensor tensor :
        new BatchTensor[] {
          x,
          xGradient,
          step,
          out,
          outGradient,
          carried,
          memory.gates(),
          memory.states(),
          memory.mask()
        }) {
      tensor.close();
    }
  }

  /** The outputs in training. */
  @Benchmark
  public void forward() {
    run(x, training, n);
  }

  /** The outputs and the gradients of the parameters, which may overwrite what they need. */
  @Benchmark
  public void forwardAndGradient() {
    forward();
    kernels.recurrentGradient(
        x,
        recurrent,
        outGradient,
        training,
        parameters.gradient("r.weight"),
        parameters.gradient("r.recurrent"),
        parameters.gradient("r.bias"),
        parameters.gradient("r.recurrentBias"),
        n);
  }

  /** The same, and the gradient of the input. */
  @Benchmark
  public void forwardAndAllGradients() {
    forwardAndGradient();
    kernels.recurrentInputGradient(weight, training, xGradient, n);
  }

  /** The outputs in a prediction. */
  @Benchmark
  public void predict() {
    run(x, inference, n);
  }

  /** The output in a prediction for one sequence. */
  @Benchmark
  public void predictOne() {
    run(x, inference, 1);
  }

  /** One step of a sequence in the state that the step before has left. */
  @Benchmark
  public void stream() {
    run(step, streaming, 1);
  }

  private void run(BatchTensor sequences, Recurrence recurrence, int rows) {
    kernels.recurrent(sequences, weight, recurrent, bias, recurrentBias, recurrence, out, rows);
  }
}
