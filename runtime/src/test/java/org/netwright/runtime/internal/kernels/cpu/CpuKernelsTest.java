package org.netwright.runtime.internal.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.ActivationKernels;
import org.netwright.runtime.generated.AttentionKernels;
import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.BatchNormKernels;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ChannelDropoutKernels;
import org.netwright.runtime.generated.ConvolutionKernels;
import org.netwright.runtime.generated.FusedKernels;
import org.netwright.runtime.generated.GroupNormKernels;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.InferenceKernels;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.LinearKernels;
import org.netwright.runtime.generated.LossKernels;
import org.netwright.runtime.generated.NormalizationKernels;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.PoolingKernels;
import org.netwright.runtime.generated.RecurrentKernels;
import org.netwright.runtime.generated.SequenceKernels;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;

/**
 * Calls each operation that there is, whatever its arguments, on both implementations with the same
 * random numbers: everything that can be written has to agree.
 */
class CpuKernelsTest {
  private static final EngineKernels REFERENCE = new Nd4jKernels();
  private static final EngineKernels FLOAT = new CpuKernels();
  private static final EngineKernels DOUBLE =
      new org.netwright.runtime.internal.kernels.cpu64.CpuKernels();

  /** Rows, inputs, outputs: one, odd, more than one tile. */
  private static final int[][] SHAPES = {
    {1, 1, 1},
    {1, 7, 5},
    {1, 300, 64},
    {3, 1, 1},
    {5, 1, 4},
    {6, 9, 1},
    {7, 3, 2},
    {64, 33, 17},
    {9, 13, 300},
    {2100, 1, 3},
    {1025, 2, 2}
  };

  /** Rows longer than a tile. */
  private static final int[][] LARGE_SHAPES = {{2, 2049, 5000}, {4, 5000, 2047}};

  private static final int RANDOM_SHAPES = 4;

  /** Their shapes are particular, so that they have their own tests. */
  private static final Set<Class<?>> APART =
      Set.of(
          PoolingKernels.class,
          ConvolutionKernels.class,
          AttentionKernels.class,
          SequenceKernels.class,
          BatchNormKernels.class,
          GroupNormKernels.class,
          ChannelDropoutKernels.class,
          RecurrentKernels.class);

  private static final Set<Class<?>> LINEAR = Set.of(LinearKernels.class, FusedKernels.class);

  /** What lies before the parameter in the flat vector. */
  private static final int OFFSET = 3;

  static Stream<Arguments> operationsAndShapes() {
    return operationsAndShapes(EngineKernels.class, shapes());
  }

  static Stream<Arguments> operationsAndLargeShapes() {
    return operationsAndShapes(EngineKernels.class, List.of(LARGE_SHAPES));
  }

  static Stream<Arguments> activationsAndShapes() {
    List<int[]> shapes = new ArrayList<>(shapes());
    shapes.addAll(List.of(LARGE_SHAPES));
    return operationsAndShapes(ActivationKernels.class, shapes);
  }

  private static List<int[]> shapes() {
    Random random = new Random(17);
    List<int[]> shapes = new ArrayList<>(List.of(SHAPES));
    for (int i = 0; i < RANDOM_SHAPES; i++) {
      shapes.add(
          new int[] {1 + random.nextInt(70), 1 + random.nextInt(60), 1 + random.nextInt(60)});
    }
    return shapes;
  }

  private static Stream<Arguments> operationsAndShapes(Class<?> operations, List<int[]> shapes) {
    return Arrays.stream(operations.getMethods())
        .sorted(Comparator.comparing(Method::toString))
        .flatMap(
            method ->
                shapes.stream()
                    .filter(shape -> takes(method, shape))
                    .flatMap(
                        shape ->
                            Stream.of(DataType.FLOAT, DataType.DOUBLE)
                                .map(type -> arguments(type, method, shape))));
  }

  private static Arguments arguments(DataType type, Method method, int... shape) {
    return Arguments.of(type, Named.of(method.getName(), method), shape);
  }

  private static EngineKernels cpu(DataType type) {
    return type == DataType.FLOAT ? FLOAT : DOUBLE;
  }

  private static double tolerance(DataType type) {
    return type == DataType.FLOAT ? 1e-5 : 1e-11;
  }

  /** Ten million weights each, which take a minute and a half. */
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("operationsAndLargeShapes")
  void agreesWithTheReferenceOnLargeShapes(DataType type, Method operation, int[] shape)
      throws ReflectiveOperationException {
    agreesWithTheReference(type, operation, shape);
  }

  @ParameterizedTest
  @MethodSource("operationsAndShapes")
  void agreesWithTheReference(DataType type, Method operation, int[] shape)
      throws ReflectiveOperationException {
    Object[] expected = givenArguments(type, operation, shape);
    Object[] given = givenArguments(type, operation, shape);
    Object expectedResult = operation.invoke(REFERENCE, expected);
    Object result = operation.invoke(cpu(type), given);

    if (expectedResult instanceof Double number) {
      assertThat((Double) result).isCloseTo(number, within(tolerance(type) * Math.abs(number)));
    }
    for (int i = 0; i < given.length; i++) {
      check(type, operation, i, numbers(given[i], shape[0]), numbers(expected[i], shape[0]));
    }
  }

  /** Generated code writes most activations over their input, and gradients over gradients. */
  @ParameterizedTest
  @MethodSource("activationsAndShapes")
  void agreesWithTheReferenceInPlace(DataType type, Method operation, int[] shape)
      throws ReflectiveOperationException {
    Object[] expected = inPlace(type, operation, shape);
    Object[] given = inPlace(type, operation, shape);
    operation.invoke(REFERENCE, expected);
    operation.invoke(cpu(type), given);
    int out = given.length - 2;
    check(type, operation, out, numbers(given[out], shape[0]), numbers(expected[out], shape[0]));
  }

  private static Object[] inPlace(DataType type, Method operation, int[] shape) {
    Object[] arguments = givenArguments(type, operation, shape);
    int overwritten = operation.getName().endsWith("Gradient") ? 1 : 0;
    arguments[arguments.length - 2] = arguments[overwritten];
    return arguments;
  }

  private static void check(
      DataType type, Method operation, int argument, double[] given, double[] expected) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      // Compared by hand: millions of assertions would take minutes.
      if (!(Math.abs(given[i] - expected[i]) <= tolerance(type) * largest)) {
        assertThat(given[i])
            .as("%s, argument %d, element %d", operation.getName(), argument, i)
            .isEqualTo(expected[i]);
      }
    }
  }

  /** Random arguments that are the same at each call. */
  private static Object[] givenArguments(DataType type, Method operation, int[] shape) {
    Parameter[] parameters = operation.getParameters();
    Object[] arguments = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      Class<?> kind = parameters[i].getType();
      long seed = operation.getName().hashCode() + 31L * i;
      if (kind == BatchTensor.class) {
        arguments[i] = batch(type, widthOf(operation, parameters, i, shape), shape[0], seed);
        if (LossKernels.class.equals(operation.getDeclaringClass()) && i == 1) {
          ((BatchTensor) arguments[i]).rows(shape[0]).assign(probabilities(arguments[i], shape[0]));
        }
      } else if (kind == ParameterTensor.class) {
        arguments[i] = parameter(type, operation, parameters, i, shape, seed);
      } else if (kind == FlatTensor.class) {
        arguments[i] = flat(type, shape, seed);
      } else if (kind == Axis.class) {
        arguments[i] = axis(shape);
      } else if (kind == StepSizes.class) {
        arguments[i] = steps(type, shape, seed);
      } else {
        arguments[i] = number(kind, shape[0]);
      }
    }
    return arguments;
  }

  /** Among the shapes each axis meets each form of steps. */
  private static Axis axis(int[] shape) {
    return shape[0] % 2 == 0 ? Axis.INPUT : Axis.OUTPUT;
  }

  private static StepSizes steps(DataType type, int[] shape, long seed) {
    StepSizes steps = new StepSizes();
    if (shape[1] % 2 == 0) {
      steps.adaptive(0.5, flat(type, shape, seed), gradient -> flat(type, shape, seed), 1.1, 1e-3);
    } else {
      steps.uniform(0.5);
    }
    return steps;
  }

  /**
   * A cosine needs two vectors; those of a thousand vectors have signs that float cannot tell. What
   * joins rows of different lengths, embeddings and convolutions have their own tests.
   */
  private static boolean takes(Method operation, int[] shape) {
    List<Class<?>> types = List.of(operation.getParameterTypes());
    if (types.contains(IdTensor.class) || types.contains(SparseGradient.class)) {
      return false;
    }
    if (isOneOf(APART, operation)) {
      return false;
    }
    if (operation.getName().equals("concat") || operation.getName().equals("part")) {
      return false;
    }
    if (operation.getName().equals("copy")) {
      // Of five elements, from the sixth on.
      return flat(DataType.FLOAT, shape, 0).length() >= 10;
    }
    int vectors = axis(shape) == Axis.INPUT ? shape[1] : shape[2];
    return !operation.getName().toLowerCase(Locale.ROOT).contains("orthogonal")
        || (vectors > 1 && vectors < 1000);
  }

  /** The operations of models are declared in interfaces that these extend. */
  private static boolean isOneOf(Set<Class<?>> kernels, Method operation) {
    Class<?> declaring = operation.getDeclaringClass();
    return kernels.contains(declaring)
        || (declaring.isAssignableFrom(InferenceKernels.class)
            && kernels.stream().anyMatch(declaring::isAssignableFrom));
  }

  private static Object number(Class<?> type, int n) {
    if (type == int.class) {
      return n;
    }
    if (type == long.class) {
      return 5L;
    }
    return type == boolean.class ? (Object) true : (Object) 0.3;
  }

  /** In the linear operations x is as wide as the inputs, all else as the outputs. */
  private static int widthOf(Method operation, Parameter[] parameters, int i, int[] shape) {
    boolean linear = isOneOf(LINEAR, operation);
    boolean isInput =
        operation.getName().equals("linearInputGradient") ? i == parameters.length - 2 : i == 0;
    return linear && isInput ? shape[1] : shape[2];
  }

  private static ParameterTensor parameter(
      DataType type, Method operation, Parameter[] parameters, int i, int[] shape, long seed) {
    boolean second = i > 0 && parameters[i - 1].getType() == ParameterTensor.class;
    boolean bias =
        (isOneOf(LINEAR, operation) && second)
            || isOneOf(Set.of(NormalizationKernels.class), operation);
    ParameterLayout.Builder layout =
        ParameterLayout.builder()
            .add("before.bias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, OFFSET), OFFSET);
    if (bias) {
      layout.add("p.bias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, shape[2]), shape[2]);
    } else {
      layout.add(
          "p.weight",
          ParameterRole.WEIGHT,
          Initializer.ZEROS.fans(shape[1], shape[2]),
          shape[1],
          shape[2]);
    }
    ParameterTensor parameter =
        new ParameterVector(layout.build(), type, 0).value(bias ? "p.bias" : "p.weight");
    parameter.array().assign(gaussian(seed, parameter.array().shape()));
    return parameter;
  }

  /** Positive, as a variance is. */
  private static FlatTensor flat(DataType type, int[] shape, long seed) {
    ParameterLayout layout =
        ParameterLayout.builder()
            .add("before.bias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, OFFSET), OFFSET)
            .add(
                "p.weight",
                ParameterRole.WEIGHT,
                Initializer.ZEROS.fans(shape[1], shape[2]),
                shape[1],
                shape[2])
            .build();
    FlatTensor flat = new ParameterVector(layout, type, 0).zeros();
    INDArray numbers = gaussian(seed, flat.length());
    flat.array().assign(numbers.muli(numbers).addi(0.01));
    return flat;
  }

  /** A batch whose capacity is larger than its n, as after a longer batch. */
  private static BatchTensor batch(DataType type, int width, int n, long seed) {
    BatchTensor batch = new BatchTensor(type, width);
    batch.rows(n + 1).assign(-77);
    batch.rows(n).assign(gaussian(seed, n, width));
    return batch;
  }

  private static INDArray probabilities(Object batch, int n) {
    INDArray numbers = ((BatchTensor) batch).rows(n).dup();
    return numbers.muli(numbers).rdivi(1).addi(1).rdivi(1);
  }

  private static INDArray gaussian(long seed, long... shape) {
    Random random = new Random(seed);
    float[] numbers = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian() * 3;
    }
    return Nd4j.createFromArray(numbers).reshape(shape);
  }

  private static double[] numbers(Object argument, int n) {
    if (argument instanceof BatchTensor batch) {
      return batch.rows(n).dup().data().asDouble();
    }
    if (argument instanceof ParameterTensor parameter) {
      return parameter.array().dup().data().asDouble();
    }
    return argument instanceof FlatTensor flat ? flat.array().data().asDouble() : new double[0];
  }
}
