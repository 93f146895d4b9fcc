package org.netwright.processor.support;

import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random network of sequences that compiles without a warning: recurrent layers with all their
 * settings, attention, positions, normalisation and combinations, over sequences of one length or
 * of different ones, with one or two losses.
 */
public final class RandomSequences {
  private final String name;
  private final Random random;
  private final SequenceAnnotations draws;
  private final List<String> fields = new ArrayList<>();

  /** The fields of the main input's steps so far that have a width, and these widths. */
  private final List<String> usable = new ArrayList<>();

  private final List<Integer> widths = new ArrayList<>();

  /** The sequences of a second input, empty if there are none. */
  private String memory = "";

  /**
   * Draws a network.
   *
   * @param isTruncated whether gradients may reach back some steps only, so that they are not those
   *     of the loss
   */
  public RandomSequences(long seed, boolean isTruncated) {
    name = "Sequences" + seed;
    random = new Random(seed);
    draws = new SequenceAnnotations(random, isTruncated);
    if (random.nextInt(3) == 0) {
      int features = 1 + random.nextInt(3);
      fields.add(
          random.nextBoolean()
              ? "@Input(value = {%d, %d}, variable = true) Layer other;"
                  .formatted(1 + random.nextInt(5), features)
              : "@Input({%d, %d}) Layer other;".formatted(1 + random.nextInt(5), features));
      int units = 1 + random.nextInt(4);
      boolean bidirectional = random.nextBoolean();
      fields.add(draws.recurrent(units, bidirectional, "ALL") + " Layer memory;");
      memory = "memory";
    }
    input();
    if (!memory.isEmpty()) {
      attention("CrossAttention", "to = \"memory\", ", "answered");
    }
    int blocks = 1 + random.nextInt(4);
    for (int i = 0; i < blocks; i++) {
      block("block" + i);
    }
    heads();
  }

  private void input() {
    int steps = 1 + random.nextInt(7);
    boolean isVariable = random.nextInt(3) > 0;
    if (random.nextInt(3) == 0) {
      // A single id would be a vector.
      steps = Math.max(2, steps);
      int width = 1 + random.nextInt(6);
      fields.add(
          (isVariable ? "@Input(value = %d, variable = true)" : "@Input(%d)").formatted(steps)
              + " Layer x;");
      add(
          "@Embedding(vocabulary = %d, width = %d%s) %s %s"
              .formatted(
                  3 + random.nextInt(4),
                  width,
                  random.nextInt(3) == 0 ? ", padding = 1" : "",
                  draws.one(List.of("", "", "@PositionalEmbedding", "@SinusoidalPosition")),
                  draws.one(List.of("", "", "@L2(0.01)"))),
          "words",
          width);
    } else {
      int width = 1 + random.nextInt(5);
      fields.add(
          (isVariable ? "@Input(value = {%d, %d}, variable = true)" : "@Input({%d, %d})")
                  .formatted(steps, width)
              + " Layer x;");
      if (random.nextBoolean()) {
        add(draws.one(List.of("@PositionalEmbedding", "@SinusoidalPosition")), "placed", width);
      } else {
        // What tells that an input without lengths has steps.
        recurrentField("stem");
      }
    }
  }

  private void add(String annotations, String field, int width) {
    fields.add(annotations + " Layer " + field + ";");
    usable.add(field);
    widths.add(width);
  }

  private int width() {
    return widths.get(widths.size() - 1);
  }

  private void block(String field) {
    switch (random.nextInt(7)) {
      case 0, 1 -> recurrentField(field);
      case 2 -> attention("SelfAttention", random.nextBoolean() ? "causal = true, " : "", field);
      case 3 -> {
        if (memory.isEmpty()) {
          attention("SelfAttention", "", field);
        } else {
          attention("CrossAttention", "to = \"memory\", ", field);
        }
      }
      case 4 -> {
        int out = 1 + random.nextInt(6);
        add(
            "@Linear(%d) %s %s %s %s"
                .formatted(out, draws.norm(out), joining(out), draws.activation(), draws.dropout()),
            field,
            out);
      }
      case 5 -> concat(field);
      default -> again(field);
    }
  }

  private void recurrentField(String field) {
    int units = 1 + random.nextInt(5);
    boolean bidirectional = random.nextBoolean();
    int out = bidirectional ? 2 * units : units;
    add(
        "%s %s %s %s %s %s"
            .formatted(
                draws.recurrent(units, bidirectional, "ALL"),
                draws.norm(out),
                joining(out),
                random.nextInt(3) == 0 ? draws.activation() : "",
                draws.dropout(),
                draws.penalty()),
        field,
        out);
  }

  private void attention(String kind, String settings, String field) {
    int width = width();
    List<Integer> heads =
        IntStream.rangeClosed(1, width).filter(i -> width % i == 0).boxed().toList();
    add(
        "@%s(%sheads = %d%s) %s %s %s"
            .formatted(
                kind,
                settings,
                draws.one(heads),
                random.nextInt(3) == 0 ? ", dropout = 0.2" : "",
                draws.norm(width),
                joining(width),
                draws.dropout()),
        field,
        width);
  }

  private void concat(String field) {
    int other = random.nextInt(usable.size());
    add(
        "@Concat(\"%s\") %s".formatted(usable.get(other), draws.norm(width())),
        field,
        widths.get(other) + width());
  }

  /**
   * A layer of the same parameters on what it has given, if that is as wide as what it has read.
   */
  private void again(String field) {
    int width = width();
    add(
        random.nextBoolean()
            ? draws.recurrent(width, false, "ALL")
            : "@SelfAttention(heads = 1) " + draws.one(List.of("", "@Tanh")),
        field,
        width);
    add("@SameAs(\"" + field + "\")", field + "Again", width);
  }

  /** Adds or multiplies with what is as wide. */
  private String joining(int width) {
    List<String> fitting =
        IntStream.range(0, usable.size())
            .filter(i -> widths.get(i) == width)
            .mapToObj(usable::get)
            .toList();
    return fitting.isEmpty() || random.nextBoolean()
        ? ""
        : "@%s(\"%s\")".formatted(random.nextInt(4) == 0 ? "Multiply" : "Add", draws.one(fitting));
  }

  private void heads() {
    String last = usable.get(usable.size() - 1);
    boolean hasBoth = random.nextInt(4) == 0;
    if (hasBoth || random.nextBoolean()) {
      String hidden = random.nextBoolean() ? "@Linear(3) @Tanh Layer stepHidden;" : "";
      if (!hidden.isEmpty()) {
        fields.add(hidden);
      }
      fields.add(draws.loss("steps", hasBoth));
      if (!hasBoth) {
        return;
      }
    }
    String of = hasBoth ? "@After(\"" + last + "\") " : "";
    switch (random.nextInt(3)) {
      case 0 -> fields.add(of + "@GlobalAveragePool Layer whole;");
      case 1 -> fields.add(of + "@GlobalMaxPool Layer whole;");
      default ->
          fields.add(
              of
                  + draws.recurrent(1 + random.nextInt(4), random.nextBoolean(), "LAST")
                  + " "
                  + draws.dropout()
                  + draws.penalty()
                  + draws.one(List.of("", " @ActivityL2(0.1)"))
                  + " Layer whole;");
    }
    fields.add(draws.loss("y", hasBoth));
  }

  /** Compiles networks together. */
  public static NetworkCompilation compile(List<RandomSequences> networks) {
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
        .formatted(
            name,
            fields.stream()
                .map(field -> field.replaceAll(" +", " "))
                .collect(Collectors.joining("\n  ")));
  }

  @Override
  public String toString() {
    return source();
  }
}
