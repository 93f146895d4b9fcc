package org.netwright.processor.support;

import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random network for images or signals that compiles without a warning: convolutions of each
 * kind, pooling and normalisation with all their settings, over sizes that no stride divides.
 */
public final class RandomImages {
  private static final List<String> ACTIVATIONS =
      List.of("@Relu", "@LeakyRelu(0.2)", "@Tanh", "@Sigmoid", "@Gelu", "@Elu", "@Silu");

  private final String name;
  private final Random random;
  private final int rank;
  private final List<String> fields = new ArrayList<>();

  /** The channels of the last field, and its height and width, or its length. */
  private int channels;

  private final int[] size;

  /** Draws a network. */
  public RandomImages(long seed) {
    name = "Images" + seed;
    random = new Random(seed);
    rank = random.nextInt(3) == 0 ? 1 : 2;
    channels = 1 + random.nextInt(4);
    size = each(() -> (rank == 1 ? 5 : 3) + random.nextInt(7));
    String dimensions = channels + ", " + join(size, ", ");
    fields.add("@Input({" + dimensions + "}) Layer x;");
    int blocks = 1 + random.nextInt(4);
    for (int i = 0; i < blocks; i++) {
      block("block" + i);
    }
    head();
    addActivityPenalties();
    addShortcut();
  }

  private void block(String field) {
    List<String> annotations = new ArrayList<>();
    if (random.nextInt(5) == 0) {
      int[] times = each(() -> 1 + random.nextInt(2));
      annotations.add("@Upsample" + rank + "d" + "(" + array(times) + ")");
      Arrays.setAll(size, i -> size[i] * times[i]);
    }
    boolean keeps = annotations.isEmpty() && fields.size() > 1 && random.nextInt(4) == 0;
    String before = fields.get(fields.size() - 1).replaceFirst(".* (\\w+);$", "$1");
    String norm = random.nextInt(3) > 0 ? normalization() : "";
    boolean bias = !norm.startsWith("@BatchNorm") && random.nextInt(4) > 0;
    int in = channels;
    annotations.add(keeps ? keeping(bias) : layer(bias));
    // Groups of channels are known only now.
    annotations.add(norm.equals("@GroupNorm") ? groupNorm() : norm);
    if (keeps && channels == in) {
      annotations.add(random.nextBoolean() ? "@StochasticDepth(0.3)" : "");
      annotations.add("@Add(\"" + before + "\")");
    }
    annotations.add(one(ACTIVATIONS));
    if (random.nextInt(3) == 0) {
      annotations.add(pooling());
    }
    if (random.nextInt(6) == 0) {
      annotations.add(random.nextBoolean() ? "@SpatialDropout(0.3)" : "@Dropout(0.2)");
    }
    field(annotations, field);
  }

  private void field(List<String> annotations, String field) {
    String line =
        annotations.stream()
            .filter(annotation -> !annotation.isEmpty())
            .collect(Collectors.joining(" "));
    fields.add(line + " Layer " + field + ";");
  }

  /** A convolution to the same number of channels and the same size. */
  private String keeping(boolean bias) {
    return "@Conv%dd(value = %d, kernel = %d, bias = %s)"
        .formatted(rank, channels, 1 + random.nextInt(4), bias);
  }

  private String layer(boolean bias) {
    int[] kernel = each(() -> 1 + random.nextInt(4));
    int[] stride = each(() -> 1 + random.nextInt(3));
    int[] dilation = random.nextInt(3) == 0 ? each(() -> 1 + random.nextInt(2)) : each(() -> 1);
    String settings =
        "kernel = %s, stride = %s, dilation = %s, bias = %s"
            .formatted(array(kernel), array(stride), array(dilation), bias);
    int[] extent = new int[rank];
    Arrays.setAll(extent, i -> (kernel[i] - 1) * dilation[i] + 1);
    return switch (random.nextInt(6)) {
      case 0 -> transposed(settings, extent, stride);
      case 1 -> {
        int multiplier = 1 + random.nextInt(2);
        String padding = moved(extent, stride, random.nextInt(3));
        channels *= multiplier;
        yield "@DepthwiseConv%dd(multiplier = %d, %s%s)"
            .formatted(rank, multiplier, settings, padding);
      }
      default -> {
        int groups = divisor(channels);
        int filters = groups * (1 + random.nextInt(3));
        channels = filters;
        yield "@Conv%dd(value = %d, groups = %d, %s%s)"
            .formatted(rank, filters, groups, settings, moved(extent, stride, random.nextInt(3)));
      }
    };
  }

  private String transposed(String settings, int[] extent, int[] stride) {
    int groups = divisor(channels);
    int filters = groups * (1 + random.nextInt(2));
    channels = filters;
    int[] pad = each(() -> random.nextInt(3));
    int[] added = each(() -> 0);
    Arrays.setAll(added, i -> random.nextInt(stride[i]));
    int[] padded = new int[rank];
    Arrays.setAll(padded, i -> (size[i] - 1) * stride[i] + extent[i] - 2 * pad[i] + added[i]);
    String padding;
    if (random.nextBoolean() && Arrays.stream(padded).allMatch(length -> length > 0)) {
      padding = ", pad = %s, outputPadding = %s".formatted(array(pad), array(added));
      System.arraycopy(padded, 0, size, 0, rank);
    } else if (random.nextBoolean()) {
      padding = "";
      Arrays.setAll(size, i -> size[i] * stride[i]);
    } else {
      padding = ", padding = Padding.VALID";
      Arrays.setAll(size, i -> (size[i] - 1) * stride[i] + extent[i]);
    }
    return "@ConvTranspose%dd(value = %d, groups = %d, %s%s)"
        .formatted(rank, filters, groups, settings, padding);
  }

  /** Moves a window of an extent, with a padding of one of three kinds; SAME if it does not fit. */
  private String moved(int[] extent, int[] stride, int kind) {
    int[] pad = each(() -> kind == 0 ? random.nextInt(3) : 0);
    return moved(extent, stride, kind, pad);
  }

  private String moved(int[] extent, int[] stride, int kind, int[] pad) {
    boolean fits = IntStream.range(0, rank).allMatch(i -> size[i] + 2 * pad[i] >= extent[i]);
    if (kind == 2 || !fits) {
      Arrays.setAll(size, i -> (size[i] - 1) / stride[i] + 1);
      return ", padding = Padding.SAME";
    }
    Arrays.setAll(size, i -> (size[i] + 2 * pad[i] - extent[i]) / stride[i] + 1);
    return kind == 0 ? ", pad = " + array(pad) : ", padding = Padding.VALID";
  }

  private String pooling() {
    int[] window = each(() -> 1 + random.nextInt(3));
    int[] stride = random.nextBoolean() ? window : each(() -> 1 + random.nextInt(2));
    int kind = random.nextInt(3);
    int[] pad = each(() -> 0);
    Arrays.setAll(pad, i -> kind == 0 ? random.nextInt(window[i] / 2 + 1) : 0);
    return "@%sPool%dd(value = %s, stride = %s%s)"
        .formatted(
            random.nextBoolean() ? "Max" : "Average",
            rank,
            array(window),
            array(stride),
            moved(window, stride, kind, pad));
  }

  /** With an epsilon that keeps channels of units that are all off from being enlarged. */
  private String normalization() {
    return switch (random.nextInt(4)) {
      case 0 -> "@RmsNorm(epsilon = 0.01)";
      case 1 -> "@GroupNorm";
      default ->
          "@BatchNorm(epsilon = 0.05, momentum = %s, affine = %s)"
              .formatted(one(List.of("0.1", "0.5", "1")), random.nextInt(3) > 0);
    };
  }

  private String groupNorm() {
    int groups = divisor(channels);
    int elements = channels / groups * Arrays.stream(size).reduce(1, Math::multiplyExact);
    return elements < 2 ? "" : "@GroupNorm(groups = %d, epsilon = 0.01)".formatted(groups);
  }

  /** Vectors, and a loss on them. */
  private void head() {
    String vectors = one(List.of("@GlobalAveragePool", "@GlobalMaxPool", "@Flatten"));
    if (!vectors.equals("@Flatten")) {
      fields.add(vectors + " Layer pooled;");
    }
    String flat = vectors.equals("@Flatten") ? "@Flatten " : "";
    if (random.nextBoolean()) {
      fields.add(
          flat + "@Linear(value = 5, bias = false) @BatchNorm(epsilon = 0.05) @Tanh Layer hidden;");
      flat = "";
    }
    fields.add(
        flat + "@Linear(3) " + one(List.of("@MeanSquaredError", "@CrossEntropy")) + " Layer y;");
  }

  /** Penalties on the outputs of some blocks, which add to gradients in place. */
  private void addActivityPenalties() {
    fields.replaceAll(
        field ->
            field.contains(" Layer block") && random.nextInt(4) == 0
                ? field.replace(
                    " Layer block",
                    one(List.of(" @ActivityL1(0.1)", " @ActivityL2(0.1)")) + " Layer block")
                : field);
  }

  /** Another way from the input to the vectors, whose sum gives both the same gradient. */
  private void addShortcut() {
    int last =
        IntStream.range(0, fields.size())
            .filter(i -> fields.get(i).startsWith("@Flatten"))
            .findFirst()
            .orElse(-1);
    if (last < 0 || random.nextBoolean()) {
      return;
    }
    int width = channels * Arrays.stream(size).reduce(1, Math::multiplyExact);
    fields.add(last, "@Flatten @Add(\"shortcut\") Layer sum;");
    fields.set(last + 1, fields.get(last + 1).replaceFirst("@Flatten ", ""));
    fields.set(1, "@After(\"x\") " + fields.get(1));
    fields.add(1, "@Flatten @Linear(%d) @Tanh Layer shortcut;".formatted(width));
  }

  private int divisor(int number) {
    List<Integer> divisors =
        IntStream.rangeClosed(1, number).filter(i -> number % i == 0).boxed().toList();
    return one(divisors);
  }

  private int[] each(IntSupplier number) {
    return IntStream.range(0, rank).map(i -> number.getAsInt()).toArray();
  }

  private String array(int[] numbers) {
    boolean same = Arrays.stream(numbers).distinct().count() == 1;
    return same && random.nextBoolean()
        ? String.valueOf(numbers[0])
        : "{" + join(numbers, ", ") + "}";
  }

  private static String join(int[] numbers, String separator) {
    return Arrays.stream(numbers).mapToObj(String::valueOf).collect(Collectors.joining(separator));
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Compiles networks together. */
  public static NetworkCompilation compile(List<RandomImages> networks) {
    return NetworkCompilation.of(
        networks.stream()
            .map(
                network ->
                    JavaFileObjects.forSourceString("networks." + network.name, network.source()))
            .toList());
  }

  public String trainerName() {
    return "networks." + name + "Trainer";
  }

  private String source() {
    return """
    package networks;

    import org.netwright.annotations.*;
    import org.netwright.runtime.Layer;

    @Network
    @SuppressWarnings("netwright.normalizes-lines")
    @Sgd(learningRate = 0.02, momentum = 0.9)
    class %s {
      %s
    }
    """
        .formatted(name, String.join("\n  ", fields));
  }

  @Override
  public String toString() {
    return source();
  }
}
