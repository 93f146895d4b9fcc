package org.netwright.processor.support;

import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.netwright.processor.support.GraphDrawing.Usable;
import org.netwright.processor.support.GraphPoint.Width;
import org.netwright.processor.support.RandomNetwork.RandomLayer;

/**
 * A random declaration of a graph, with several inputs and losses, which compiles without a
 * warning. Its parts can be changed before its source is written.
 */
public final class RandomGraph {
  private static final List<String> OF_VALUES =
      List.of("@MeanSquaredError(%s)", "@MeanAbsoluteError(%s)", "@Huber(value = 0.5, %s)");
  private static final List<String> OF_LOGITS =
      List.of("@CrossEntropy(labelSmoothing = 0.1, %s)", "@BinaryCrossEntropy(%s)");

  /** The network, or a block. */
  public static final class Part {
    public final String name;
    public final List<String> annotations = new ArrayList<>();
    public final List<RandomLayer> fields = new ArrayList<>();
    private final boolean isNested;

    Part(String name, boolean isNested) {
      this.name = name;
      this.isNested = isNested;
    }

    /** Adds a field of a new name. */
    RandomLayer add(int index, String type, String... annotations) {
      RandomLayer field = new RandomLayer("added" + fields.size());
      field.type = type;
      field.annotations.addAll(List.of(annotations));
      fields.add(index, field);
      return field;
    }

    private String source(String modifiers, String more) {
      String lines =
          fields.stream()
              .map(
                  field ->
                      "  %s %s %s;\n"
                          .formatted(String.join(" ", field.annotations), field.type, field.name))
              .collect(Collectors.joining());
      return "%s\n%sclass %s {\n%s%s}\n"
          .formatted(String.join(" ", annotations), modifiers, name, lines, more);
    }
  }

  public final Part network;
  public final List<Part> blocks = new ArrayList<>();
  private final String packageName;
  private final Random random;
  private final GraphPenalties penalties;
  private final GraphDrawing drawing;

  /** Draws a graph, always the same of the same seed. */
  public RandomGraph(long seed) {
    random = new Random(seed);
    packageName = "graphs.g" + seed;
    List<String> names = new ArrayList<>(RandomNames.OF_SIBLINGS);
    names.remove("Layer");
    Collections.shuffle(names, random);
    network = new Part("Net" + seed, false);
    penalties = new GraphPenalties(random);
    List<Usable> unused = new ArrayList<>();
    List<Usable> usable = new ArrayList<>();
    int count = random.nextInt(3);
    int nestedFrom = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      // A nested class has a simple name only in the network, so it comes after the others.
      Part part = new Part(names.remove(0), i >= nestedFrom);
      Usable block = block(part, usable, unused);
      usable.add(block);
      unused.add(block);
    }
    drawing = new GraphDrawing(random, penalties, false);
    network.annotations.addAll(List.of("@Network", penalties.optimizer(), penalties.onClass()));
    draw(usable, unused);
    List<GraphPoint> fields = drawing.all();
    if (random.nextInt(4) == 0) {
      fields = new ArrayList<>(fields);
      Collections.shuffle(fields, random);
    }
    arrange(network, fields);
  }

  private Usable block(Part block, List<Usable> usable, List<Usable> unused) {
    GraphDrawing fields = new GraphDrawing(random, penalties, true);
    fields.input(new Width(1, 0));
    for (Usable inner : List.copyOf(unused)) {
      if (random.nextBoolean()) {
        fields.use(inner);
        unused.remove(inner);
      }
    }
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      fields.any(usable);
    }
    GraphPoint end = fields.joined(loose(fields));
    boolean hasLinear =
        fields.points.stream()
            .flatMap(point -> point.field.annotations.stream())
            .anyMatch(annotation -> annotation.startsWith("@Linear"));
    if (!hasLinear || end.isLinear || !end.width.isSeveral() || !end.width.isSmall()) {
      String x = fields.points.get(0).name();
      end = fields.last(fields.joined(List.of(end)), "like = \"" + x + '"', new Width(1, 0));
      fields.bend(end);
    }
    fields.points.remove(end);
    fields.points.add(end);
    block.annotations.addAll(List.of("@Block", penalties.onClass()));
    arrange(block, fields.all());
    blocks.add(block);
    return new Usable(block.name, end.width);
  }

  private void draw(List<Usable> usable, List<Usable> unused) {
    int inputs = 1 + random.nextInt(3);
    for (int i = 0; i < inputs; i++) {
      if (random.nextInt(3) == 0) {
        drawing.ids();
      } else {
        drawing.input(Width.of(1 + random.nextInt(5)));
      }
    }
    unused.forEach(drawing::use);
    for (int i = 2 + random.nextInt(6); i > 0; i--) {
      drawing.any(usable);
    }
    List<GraphPoint> loose = loose(drawing);
    int heads = Math.min(loose.size(), 1 + random.nextInt(2));
    for (int i = 0; i < heads; i++) {
      int from = i * loose.size() / heads;
      head(drawing.joined(loose.subList(from, (i + 1) * loose.size() / heads)), i == 0);
    }
    if (random.nextInt(3) == 0) {
      head(drawing.readable(), true);
    }
    outputs();
  }

  /** Those that nothing reads yet, in a random order; at least one. */
  private List<GraphPoint> loose(GraphDrawing fields) {
    List<GraphPoint> loose =
        new ArrayList<>(fields.points.stream().filter(GraphPoint::isLoose).toList());
    Collections.shuffle(loose, random);
    return loose;
  }

  /** Ends in a loss. */
  private void head(GraphPoint read, boolean isLayer) {
    boolean isOfValues = random.nextBoolean();
    boolean isBare = !isLayer && isOfValues && !read.isOutput && random.nextBoolean();
    String loss = drawing.one(isOfValues ? OF_VALUES : OF_LOGITS);
    String weight = String.format(Locale.ROOT, "weight = %.2f", 0.1 + random.nextDouble());
    GraphPoint end;
    if (isBare) {
      end = isPlainJoin(read) ? read : drawing.joined(List.of(read, read));
    } else {
      int width = 2 + random.nextInt(3);
      end = drawing.last(read, String.valueOf(width), Width.of(width));
      if (isOfValues && random.nextInt(3) == 0) {
        drawing.bend(end);
      }
    }
    end.annotate(loss.formatted(weight));
    end.isOutput = true;
  }

  private static boolean isPlainJoin(GraphPoint point) {
    List<String> parts = point.field.annotations;
    return parts.stream().anyMatch(part -> part.matches("@(Add|Multiply|Concat).*"))
        && parts.stream().noneMatch(part -> part.matches("@(Dropout|SameAs).*"));
  }

  /** Outputs without a loss, some of which nothing else reads. */
  private void outputs() {
    if (random.nextInt(3) == 0) {
      GraphPoint point = drawing.one(drawing.points);
      if (!point.isOutput && !point.isBlock() && point.input.isPresent()) {
        point.annotate("@Output");
        point.isOutput = true;
      }
    }
    if (random.nextInt(4) == 0) {
      GraphPoint read = drawing.one(drawing.points);
      GraphPoint end = drawing.joined(List.of(read, read));
      drawing.bend(end);
      end.annotate("@Output");
      end.isOutput = true;
    }
  }

  /** Makes the fields those of a class: some read the field before them without saying so. */
  private void arrange(Part part, List<GraphPoint> points) {
    part.annotations.removeIf(String::isEmpty);
    String before = "";
    for (GraphPoint point : points) {
      String read = point.input.map(GraphPoint::name).orElse("");
      if (!read.isEmpty() && (!read.equals(before) || random.nextInt(4) == 0)) {
        point.annotate("@After(\"" + read + "\")");
      }
      Collections.shuffle(point.field.annotations, random);
      part.fields.add(point.field);
      before = point.name();
    }
  }

  /** A field of the network that gives numbers. */
  GraphPoint point() {
    return drawing.one(drawing.points);
  }

  /** A field of the network that gives several numbers. */
  GraphPoint wide() {
    return drawing.one(drawing.points.stream().filter(point -> point.width.isSeveral()).toList());
  }

  /** A block, always the same; added if there is none. */
  Part aBlock() {
    return blocks.isEmpty() ? newBlock() : blocks.get(0);
  }

  /** Adds a block of one layer, its use and a loss. */
  Part newBlock() {
    Part block = new Part("Added", true);
    block.annotations.add("@Block");
    String layer = new RandomLayer("").type;
    block.add(0, layer, "@Input");
    block.add(1, layer, "@Linear(2)", "@Tanh");
    blocks.add(block);
    int end = network.fields.size();
    String read = "@After(\"" + wide().name() + "\")";
    String use = network.add(end, block.name, read).name;
    network.add(end + 1, layer, "@After(\"" + use + "\")", "@Linear(2)", "@MeanSquaredError");
    return block;
  }

  /** Compiles graphs together. */
  public static NetworkCompilation compile(List<RandomGraph> graphs) {
    return NetworkCompilation.of(
        graphs.stream()
            .flatMap(graph -> graph.files().entrySet().stream())
            .map(file -> JavaFileObjects.forSourceString(file.getKey(), file.getValue()))
            .toList());
  }

  /** The class that the file is named after. */
  public String fileName() {
    return packageName + "." + network.name;
  }

  /** The messages of a compilation about its classes, each once. */
  public Set<String> errors(NetworkCompilation compilation) {
    return compilation.errors().entrySet().stream()
        .filter(errors -> errors.getKey().startsWith(packageName + "."))
        .flatMap(errors -> errors.getValue().stream())
        .collect(Collectors.toSet());
  }

  public String trainerName() {
    return fileName() + "Trainer";
  }

  /** The sources by the classes that their files are named after. */
  private Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder nested = new StringBuilder();
    for (Part block : blocks) {
      if (block.isNested) {
        nested.append(block.source("static ", ""));
      } else {
        files.put(packageName + "." + block.name, header() + block.source("", ""));
      }
    }
    files.put(fileName(), header() + network.source("", nested.toString()));
    return files;
  }

  private String header() {
    return "package " + packageName + ";\nimport org.netwright.annotations.*;\n";
  }

  @Override
  public String toString() {
    return String.join("\n", files().values());
  }
}
