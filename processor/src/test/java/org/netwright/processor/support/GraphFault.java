package org.netwright.processor.support;

import java.util.List;
import java.util.function.Consumer;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.support.RandomGraph.Part;
import org.netwright.processor.support.RandomNetwork.RandomLayer;

/**
 * A mistake in the wiring that is possible in any graph. Fields are added at the end, where the
 * others read what they did.
 *
 * @param message the only expected one
 * @param commit makes it
 */
public record GraphFault(Message message, Consumer<RandomGraph> commit) {
  private static final String LAYER = "org.netwright.runtime.Layer";
  private static final String LINEAR = "@Linear(3)";
  private static final String LOSS = "@MeanSquaredError";

  /** All of them. */
  public static final List<GraphFault> ALL =
      List.of(
          new GraphFault(Message.UNKNOWN_FIELD, g -> add(g, "@After(\"nowhere\")", LINEAR, LOSS)),
          new GraphFault(
              Message.UNKNOWN_FIELD, g -> add(g, after(g.point()), "@Add(\"nowhere\")", LOSS)),
          new GraphFault(
              Message.UNKNOWN_FIELD, g -> add(g, after(g.point()), "@SameAs(\"nowhere\")", LOSS)),
          new GraphFault(
              Message.READS_ITSELF,
              g -> {
                RandomLayer first = add(g, LINEAR);
                RandomLayer second = add(g, after(first), LINEAR, LOSS);
                first.annotations.add(after(second));
              }),
          new GraphFault(
              Message.READS_ITSELF,
              g -> {
                RandomLayer field = add(g, after(g.point()), LINEAR, LOSS);
                field.annotations.add("@Multiply(\"" + field.name + "\")");
              }),
          new GraphFault(Message.UNREAD_FIELD, g -> add(g, after(g.point()), "@Tanh")),
          new GraphFault(Message.UNREAD_FIELD, g -> add(g, "@Input(2)")),
          new GraphFault(
              Message.INPUT_IS_NOT_FIRST,
              g -> add(g, after(g.network.add(0, g.aBlock().name)), LINEAR, LOSS)),
          new GraphFault(
              Message.INPUT_IS_NOT_FIRST,
              g -> add(g, after(g.network.add(0, LAYER, LINEAR, "@Tanh")), LINEAR, LOSS)),
          new GraphFault(
              Message.NOT_TRAINED, g -> add(g, after(g.point()), "@Linear(2)", "@Output")),
          new GraphFault(
              Message.OUTPUT_WITH_LOSS, g -> add(g, after(g.point()), LINEAR, LOSS, "@Output")),
          new GraphFault(Message.SAME_AS_WITHOUT_PARAMETERS, g -> repeat(g, "@Tanh")),
          new GraphFault(
              Message.SAME_AS_WITH_LAYER, g -> repeat(g, LINEAR).annotations.add("@Tanh")),
          new GraphFault(
              Message.SAME_AS_OF_COMBINATION,
              g -> {
                RandomLayer again = repeat(g, "@Linear(3)", "@LayerNorm");
                RandomLayer original = g.network.fields.get(g.network.fields.size() - 2);
                original.annotations.add("@Concat(\"" + g.point().name() + "\")");
                again.annotations.removeIf(a -> a.startsWith("@Add"));
                original.annotations.add(LOSS);
              }),
          new GraphFault(
              Message.SAME_AS_PENALTY, g -> repeat(g, LINEAR).annotations.add("@L2(0.1)")),
          new GraphFault(
              Message.SAME_AS_OTHER_SHAPE,
              g -> {
                GraphPoint read = g.point();
                int width = read.width.plus() + 1;
                RandomLayer wide = add(g, after(read), "@Linear(" + width + ")", "@Tanh");
                add(g, after(wide), "@SameAs(\"" + wide.name + "\")", LOSS);
              }),
          new GraphFault(Message.SAME_AS_OTHER_BLOCK, g -> repeatBlock(g, "[]", "@Repeat(3)")),
          new GraphFault(Message.SAME_AS_OTHER_BLOCK, g -> repeatBlock(g, "")),
          new GraphFault(
              Message.EMBEDDING_NEEDS_IDS,
              g -> add(g, after(add(g, after(g.point()), LINEAR, "@Tanh")), embedding(3), LOSS)),
          new GraphFault(
              Message.IDS_AS_NUMBERS,
              g -> {
                RandomLayer ids = add(g, "@Input(1)");
                add(g, after(ids), embedding(3), LOSS);
                add(g, after(g.point()), "@Concat(\"" + ids.name + "\")", LOSS);
              }),
          new GraphFault(
              Message.IDS_AS_NUMBERS,
              g -> {
                RandomLayer ids = add(g, "@Input(1)");
                add(g, after(ids), embedding(3), LOSS);
                add(g, after(ids), LINEAR, LOSS);
              }),
          new GraphFault(
              Message.VOCABULARIES_DIFFER,
              g -> {
                RandomLayer ids = add(g, "@Input(1)");
                add(g, after(ids), embedding(3), LOSS);
                add(g, after(ids), embedding(4), LOSS);
              }),
          new GraphFault(Message.PADDING_OUTSIDE_VOCABULARY, GraphFault::addPaddingOutside),
          new GraphFault(
              Message.BLOCK_IN_ITSELF,
              g -> {
                Part block = g.newBlock();
                block.add(block.fields.size(), block.name);
              }),
          new GraphFault(Message.BLOCK_WITHOUT_INPUT, g -> g.newBlock().fields.remove(0)),
          new GraphFault(
              Message.BLOCK_INPUT_HAS_DIMENSIONS,
              g -> g.aBlock().fields.get(0).annotations.replaceAll(a -> "@Input(3)")),
          new GraphFault(
              Message.BLOCK_HAS_SECOND_INPUT,
              g -> {
                Part block = g.newBlock();
                block.add(1, LAYER, "@Input");
                String x = block.fields.get(0).name;
                block.fields.get(2).annotations.add("@Concat(\"" + x + "\")");
              }),
          new GraphFault(
              Message.BLOCK_HAS, g -> plainLast(g.aBlock()).annotations.add("@MeanSquaredError")),
          new GraphFault(Message.BLOCK_HAS, g -> plainLast(g.aBlock()).annotations.add("@Output")),
          new GraphFault(Message.BLOCK_GIVES_NOTHING, g -> g.newBlock().fields.remove(1)),
          new GraphFault(
              Message.BLOCK_FIELD_HAS, g -> use(g, "", after(g.wide()), "@Dropout(0.5)")),
          new GraphFault(
              Message.REPEAT_WITHOUT_ARRAY, g -> use(g, "", after(g.wide()), "@Repeat(2)")),
          new GraphFault(Message.ARRAY_WITHOUT_REPEAT, g -> use(g, "[]", after(g.wide()))),
          new GraphFault(
              Message.REPEAT_WITHOUT_BLOCK,
              g -> {
                RandomLayer field = add(g, after(g.point()), LINEAR, LOSS, "@Repeat(2)");
                field.type = LAYER + "[]";
              }),
          new GraphFault(
              Message.VALUE_OUT_OF_RANGE, g -> use(g, "[]", after(g.wide()), "@Repeat(0)")),
          new GraphFault(
              Message.COMBINATION_NEEDS_EQUAL_SHAPES,
              g -> {
                GraphPoint read = g.point();
                String wider = "@Linear(" + (read.width.plus() + 1) + ")";
                add(g, after(read), wider, "@Multiply(\"" + read.name() + "\")", LOSS);
              }),
          new GraphFault(
              Message.CONCAT_NEEDS_LIKE_SHAPES,
              g -> {
                RandomLayer square = add(g, "@Input({2, 2})");
                add(g, after(g.point()), "@Concat(\"" + square.name + "\")", LOSS);
              }),
          new GraphFault(
              Message.COMBINATION_OF_NOTHING, g -> add(g, after(g.point()), "@Add({})", LOSS)),
          new GraphFault(
              Message.LINEAR_WITHOUT_WIDTH, g -> add(g, after(g.point()), "@Linear", LOSS)),
          new GraphFault(
              Message.LINEAR_WIDTH_TWICE,
              g -> add(g, after(g.point()), "@Linear(value = 2, times = 2)", LOSS)),
          new GraphFault(
              Message.LINEAR_TOO_WIDE,
              g -> add(g, after(g.wide()), "@Linear(times = 2_000_000_000)", LOSS)));

  private static RandomLayer add(RandomGraph graph, String... annotations) {
    return graph.network.add(graph.network.fields.size(), LAYER, annotations);
  }

  private static String after(GraphPoint point) {
    return after(point.name());
  }

  private static String after(RandomLayer field) {
    return after(field.name);
  }

  private static String after(String name) {
    return "@After(\"" + name + "\")";
  }

  private static String embedding(int vocabulary) {
    return "@Embedding(vocabulary = " + vocabulary + ", width = 2)";
  }

  private static void addPaddingOutside(RandomGraph graph) {
    RandomLayer ids = add(graph, "@Input(1)");
    add(graph, after(ids), "@Embedding(vocabulary = 3, width = 2, padding = 3)", LOSS);
  }

  /** Adds a field and one that repeats its layer and adds both; returns the second. */
  private static RandomLayer repeat(RandomGraph graph, String... layer) {
    String read = after(graph.point());
    RandomLayer original = add(graph, layer);
    original.annotations.add(read);
    return add(
        graph, read, "@SameAs(\"" + original.name + "\")", "@Add(\"" + original.name + "\")", LOSS);
  }

  /** Adds two of a block, and a use of the same parameters as something else. */
  private static void repeatBlock(RandomGraph graph, String suffix, String... annotations) {
    String read = after(graph.wide());
    RandomLayer two = use(graph, "[]", read, "@Repeat(2)");
    RandomLayer other = use(graph, suffix, read, "@SameAs(\"" + two.name + "\")");
    other.annotations.addAll(List.of(annotations));
  }

  /** Adds a field that is a block, and a loss. */
  private static RandomLayer use(RandomGraph graph, String suffix, String... annotations) {
    String type = graph.aBlock().name + suffix;
    RandomLayer field = graph.network.add(graph.network.fields.size(), type, annotations);
    add(graph, after(field), LINEAR, LOSS);
    return field;
  }

  /** The last field of a block, or one after it if that is a block. */
  private static RandomLayer plainLast(Part block) {
    RandomLayer last = block.fields.get(block.fields.size() - 1);
    return last.type.equals(LAYER) ? last : block.add(block.fields.size(), LAYER, "@Tanh");
  }

  @Override
  public String toString() {
    return message.id();
  }
}
