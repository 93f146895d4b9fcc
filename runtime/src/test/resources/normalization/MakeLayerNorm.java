import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.DoubleArrayRef;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LayerNormOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Writes layer_norm.json: random cases in float64, the outputs of PyTorch's torch::nn::LayerNorm
 * and the gradients of its autograd for random gradients of the output.
 *
 * <p>It needs the class path of benchmarks/libtorch, whose pom.xml has the version of PyTorch:
 *
 * <pre>java -cp CLASS_PATH MakeLayerNorm.java > layer_norm.json</pre>
 */
public class MakeLayerNorm {
  private static final Random RANDOM = new Random(11);

  public static void main(String[] args) {
    System.out.println("[");
    write("one row", 1e-5, normal(7, 0, 1), 1, 7);
    write("rows", 1e-5, normal(28, 0.5, 3), 4, 7);
    write("steps", 1e-5, normal(30, 0, 1), 2, 3, 5);
    write("images", 1e-3, normal(48, 0, 1), 2, 3, 2, 4);
    write("width 1", 1e-5, normal(3, 0, 1), 3, 1);
    write("width 2", 0.1, normal(6, 0, 1), 3, 2);
    write("far from 0", 1e-5, normal(18, 10_000, 1), 3, 6);
    write("near epsilon", 1e-5, normal(18, 0, 1e-3), 3, 6);
    double[] constant = normal(10, 0, 1);
    Arrays.fill(constant, 0, 5, (double) 0.3f);
    write("a row of equal elements", 1e-5, constant, 2, 5);
    System.out.println("]");
  }

  private static void write(String name, double epsilon, double[] inputs, long... shape) {
    int width = (int) shape[shape.length - 1];
    LayerNormOptions options = new LayerNormOptions(new LongVector(new long[] {width}));
    options.eps().put(epsilon);
    LayerNormImpl module = new LayerNormImpl(options);
    module.to(torch.ScalarType.Double, false);
    double[] scale = normal(width, 1, 0.5);
    double[] shift = normal(width, 0, 0.5);
    double[] outGradient = normal(inputs.length, 0, 1);
    module.weight().set_data(tensor(scale, width));
    module.bias().set_data(tensor(shift, width));
    Tensor x = tensor(inputs, shape).requires_grad_(true);
    Tensor out = module.forward(x);
    out.mul(tensor(outGradient, shape)).sum().backward();
    System.out.printf(
        "  {\"name\": \"%s\", \"shape\": %s, \"epsilon\": %s,%n", name, Arrays.toString(shape), epsilon);
    line("x", inputs, ",");
    line("scale", scale, ",");
    line("shift", shift, ",");
    line("outGradient", outGradient, ",");
    line("out", numbers(out), ",");
    line("xGradient", numbers(x.grad()), ",");
    line("scaleGradient", numbers(module.weight().grad()), ",");
    line("shiftGradient", numbers(module.bias().grad()), name.startsWith("a row") ? "}" : "},");
  }

  private static void line(String name, double[] numbers, String end) {
    System.out.println(
        Arrays.stream(numbers)
                .mapToObj(Double::toString)
                .collect(Collectors.joining(", ", "    \"" + name + "\": [", "]"))
            + end);
  }

  /** Numbers that a float holds exactly. */
  private static double[] normal(int length, double mean, double deviation) {
    return RANDOM
        .doubles(length)
        .map(unused -> (float) (mean + deviation * RANDOM.nextGaussian()))
        .toArray();
  }

  private static Tensor tensor(double[] numbers, long... shape) {
    try (DoublePointer pointer = new DoublePointer(numbers)) {
      return torch.tensor(new DoubleArrayRef(pointer, numbers.length)).reshape(shape);
    }
  }

  private static double[] numbers(Tensor tensor) {
    double[] numbers = new double[(int) tensor.numel()];
    DoubleBuffer buffer = tensor.contiguous().createBuffer();
    buffer.get(numbers);
    return numbers;
  }
}
