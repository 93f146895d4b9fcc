package org.netwright.processor.support;

import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;

/**
 * A random declaration that compiles without a warning. Its parts can be changed before its source
 * is written.
 */
public final class RandomNetwork {
  /** Classes that a network may refer to. */
  private static final String HELPERS_NAME = "helpers.Helpers";

  private static final String HELPERS =
      """
      package helpers;

      import org.nd4j.linalg.api.ndarray.INDArray;
      import org.netwright.runtime.ParameterPenalty;

      public class Helpers {
        public static final int W1 = 1, W2 = 2, W3 = 3, W4 = 4, W5 = 5, W6 = 6;
        public static final double SMALL = 1e-3;

        public static class Cubic implements ParameterPenalty {
          @Override
          public double value(INDArray p) {
            try (INDArray square = p.mul(p)) {
              return square.muli(p).sumNumber().doubleValue();
            }
          }

          @Override
          public void gradient(INDArray p, INDArray gradient) {
            gradient.assign(p).muli(p).muli(3);
          }
        }
      }
      """;

  private static final String CUBIC = "helpers.Helpers.Cubic";

  private static final List<String> ACTIVATIONS =
      List.of(
          "@Relu",
          "@LeakyRelu(0.2)",
          "@Tanh",
          "@Sigmoid",
          "@Gelu",
          "@Elu",
          "@Elu(0.5)",
          "@Softplus",
          "@Silu");

  private static final Set<String> REPEATABLE =
      Set.of("@L1", "@L2", "@ElasticNet", "@WeightDecay", "@Penalty");

  /** A field. */
  public static final class RandomLayer {
    public String name;
    public final List<String> annotations = new ArrayList<>();
    public String modifiers = "";
    public String type = "org.netwright.runtime.Layer";

    RandomLayer(String name) {
      this.name = name;
    }
  }

  public final List<String> annotations = new ArrayList<>();
  public final List<RandomLayer> layers = new ArrayList<>();
  public String modifiers;
  public String typeParameters = "";
  private final long id;
  private final Random random;
  private final String packageName;
  private final String name;
  private final boolean nested;
  private final List<JavaFileObject> siblings = new ArrayList<>();
  private int added;

  /**
   * Draws a network.
   *
   * @param id makes its name unique
   */
  public RandomNetwork(long id, Random random) {
    this.id = id;
    this.random = random;
    boolean unnamed = random.nextInt(8) == 0;
    packageName = unnamed ? "" : "random.p" + id;
    name = unnamed ? "Net" + id : one(RandomNames.OF_CLASSES);
    nested = random.nextInt(4) == 0 && !name.equals("Builder");
    modifiers = random.nextBoolean() ? "public " : "";
    modifiers += nested ? "static " : "";
    RandomRegularizers regularizers = new RandomRegularizers(random);
    annotations.add("@Network");
    annotations.addAll(regularizers.onClass());
    List<String> names = new ArrayList<>(RandomNames.OF_LAYERS);
    Collections.shuffle(names, random);
    int depth = 1 + random.nextInt(4);
    int in = 1 + random.nextInt(6);
    add(names).annotations.add("@Input(" + width(in) + ")");
    for (int i = 1; i < depth; i++) {
      int out = 1 + random.nextInt(6);
      RandomLayer layer = linear(names, out, regularizers, in, false);
      if (out > 2 && random.nextInt(4) == 0) {
        layer.annotations.add("@LayerNorm");
      }
      RandomLayer bent = random.nextInt(4) == 0 ? add(names) : layer;
      bent.annotations.add(one(ACTIVATIONS));
      if (random.nextInt(4) == 0) {
        bent.annotations.add("@Dropout(0.25)");
      }
      in = out;
    }
    last(names, regularizers, in);
    Random ofNames = new Random(~id);
    if (ofNames.nextInt(4) == 0) {
      RandomLayer renamed = layers.get(ofNames.nextInt(layers.size()));
      renamed.name =
          RandomNames.MORE_OF_LAYERS.get(ofNames.nextInt(RandomNames.MORE_OF_LAYERS.size()));
    }
    if (!unnamed) {
      addSiblings(ofNames);
    }
    layers.forEach(layer -> Collections.shuffle(layer.annotations, random));
    Collections.shuffle(annotations, random);
  }

  /** Classes in the package, the first of which is the network's penalty, if it has one. */
  private void addSiblings(Random random) {
    List<String> names = new ArrayList<>(RandomNames.OF_SIBLINGS);
    names.remove(name);
    Collections.shuffle(names, random);
    for (String sibling : names.subList(0, random.nextInt(4))) {
      boolean isPenalty = siblings.isEmpty();
      String qualified = packageName + "." + sibling;
      String body = isPenalty ? " extends " + CUBIC + " {}" : " {}";
      siblings.add(
          JavaFileObjects.forSourceString(
              qualified, "package " + packageName + ";\nclass " + sibling + body));
      if (isPenalty) {
        layers.forEach(
            layer -> layer.annotations.replaceAll(text -> text.replace(CUBIC, qualified)));
      }
    }
  }

  private void last(List<String> names, RandomRegularizers regularizers, int in) {
    String loss =
        one(
            List.of(
                "@MeanSquaredError",
                "@MeanAbsoluteError",
                "@Huber",
                "@Huber(0.5)",
                "@CrossEntropy",
                "@CrossEntropy(labelSmoothing = 0.1)",
                "@BinaryCrossEntropy"));
    int out = (loss.startsWith("@CrossEntropy") ? 2 : 1) + random.nextInt(4);
    RandomLayer layer = linear(names, out, regularizers, in, true);
    boolean logits = loss.endsWith("CrossEntropy") || loss.startsWith("@Cross");
    if (!logits && random.nextInt(3) == 0) {
      layer.annotations.add(one(ACTIVATIONS));
    }
    layer.annotations.add(loss);
  }

  private RandomLayer linear(
      List<String> names, int out, RandomRegularizers regularizers, int in, boolean isLast) {
    RandomLayer layer = add(names);
    boolean bias = isLast || random.nextInt(4) != 0;
    String init = random.nextInt(4) == 0 ? ", init = Init.XAVIER_UNIFORM" : "";
    layer.annotations.add(
        bias && init.isEmpty()
            ? "@Linear(" + width(out) + ")"
            : "@Linear(value = " + width(out) + ", bias = " + bias + init + ")");
    layer.annotations.addAll(regularizers.onLayer(in, out, bias, isLast));
    return layer;
  }

  private RandomLayer add(List<String> names) {
    RandomLayer layer = new RandomLayer(names.remove(0));
    layers.add(layer);
    return layer;
  }

  private String width(int width) {
    return random.nextInt(3) == 0 ? "helpers.Helpers.W" + width : String.valueOf(width);
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Compiles networks together, with what they need. */
  public static NetworkCompilation compile(List<RandomNetwork> networks) {
    List<JavaFileObject> files = new ArrayList<>();
    files.add(JavaFileObjects.forSourceString(HELPERS_NAME, HELPERS));
    networks.forEach(network -> files.addAll(network.files()));
    return NetworkCompilation.of(files);
  }

  /** A number for the name of a further layer. */
  int newNumber() {
    return ++added;
  }

  /** Its file, and those of the classes that it refers to. */
  private List<JavaFileObject> files() {
    List<JavaFileObject> files = new ArrayList<>(siblings);
    files.add(JavaFileObjects.forSourceString(fileName(), source()));
    return files;
  }

  /** The class that the file is named after. */
  public String fileName() {
    String type = nested ? "Around" + id : name;
    return packageName.isEmpty() ? type : packageName + "." + type;
  }

  public String trainerName() {
    String type = (nested ? "Around" + id + "_" : "") + name + "Trainer";
    return packageName.isEmpty() ? type : packageName + "." + type;
  }

  public String source() {
    String fields =
        layers.stream()
            .map(
                layer ->
                    "  %s %s%s %s;\n"
                        .formatted(
                            String.join(" ", compilable(layer.annotations)),
                            layer.modifiers,
                            layer.type,
                            layer.name))
            .collect(Collectors.joining());
    String type =
        "%s\n%sclass %s%s {\n%s}\n"
            .formatted(
                String.join("\n", compilable(annotations)),
                modifiers,
                name,
                typeParameters,
                fields);
    String header = packageName.isEmpty() ? "" : "package " + packageName + ";\n";
    return header
        + "import org.netwright.annotations.*;\n"
        + (nested ? "class Around" + id + " {\n" + type + "}\n" : type);
  }

  /** Without duplicates of annotations that javac itself accepts only once. */
  private static List<String> compilable(List<String> annotations) {
    Set<String> names = new HashSet<>();
    return annotations.stream()
        .filter(
            annotation -> {
              String type = annotation.replaceFirst("\\(.*", "");
              return REPEATABLE.contains(type) || names.add(type);
            })
        .toList();
  }

  @Override
  public String toString() {
    return source();
  }
}
