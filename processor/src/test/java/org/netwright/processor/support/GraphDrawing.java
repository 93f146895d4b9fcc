package org.netwright.processor.support;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.netwright.processor.support.GraphPoint.Width;

/** Draws the fields of one class of a random graph; each reads fields that were drawn before it. */
final class GraphDrawing extends GraphFields {
  /**
   * A block that may be used.
   *
   * @param width what it gives
   */
  record Usable(String name, Width width) {}

  private final GraphPenalties penalties;

  GraphDrawing(Random random, GraphPenalties penalties, boolean inBlock) {
    super(random, inBlock);
    this.penalties = penalties;
  }

  /** Adds the input of a block, or one of numbers. */
  void input(Width width) {
    GraphPoint point = new GraphPoint(names.remove(0), Optional.empty(), width);
    point.annotate(width.times() > 0 ? "@Input" : "@Input(" + width.plus() + ")");
    points.add(point);
  }

  /** Adds an input of ids, and the embeddings that read it. */
  void ids() {
    int vocabulary = 3 + random.nextInt(2);
    GraphPoint ids = new GraphPoint(names.remove(0), Optional.empty(), Width.ofIds(vocabulary));
    ids.annotate("@Input(1)");
    inputsOfIds.add(ids);
    for (int i = random.nextInt(2); i < 2; i++) {
      if (chance(2) && repeat(ids)) {
        continue;
      }
      int width = 1 + random.nextInt(4);
      GraphPoint point = start(ids, Width.of(width));
      String padding = chance(3) ? ", padding = " + random.nextInt(vocabulary) : "";
      point.annotate(
          "@Embedding(vocabulary = %s, width = %s%s)".formatted(vocabulary, width, padding));
      penalties.onEmbedding(point);
      finish(point);
    }
  }

  /** Adds a field of any kind, if one of the drawn kind is possible. */
  void any(List<Usable> blocks) {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> linear();
      case 3 -> {
        GraphPoint point = start(one(points));
        bend(point);
        drop(point);
        points.add(point);
      }
      case 4 -> {
        GraphPoint point = start(one(points));
        if (normalize(point)) {
          finish(point);
        } else {
          bend(point);
          points.add(point);
        }
      }
      case 5, 6 -> {
        GraphPoint point = start(one(points));
        join(point);
        if (chance(3)) {
          bend(point);
        }
        points.add(point);
      }
      case 7, 8 -> {
        if (!repeat(one(points))) {
          linear();
        }
      }
      default -> {
        if (blocks.isEmpty()) {
          linear();
        } else {
          use(one(blocks));
        }
      }
    }
  }

  private void linear() {
    GraphPoint read = readable();
    GraphPoint point = start(read, Width.of(1));
    boolean bias = chance(2);
    int constant = 1 + random.nextInt(5);
    GraphPoint like = one(points);
    int times = 1 + random.nextInt(2);
    int how = random.nextInt(inBlock ? 3 : 5);
    if (how == 0 && read.width.times(times).isSmall()) {
      point.width = read.width.times(times);
      linear(point, "times = " + times, bias);
    } else if (how == 1) {
      point.width = like.width;
      linear(point, "like = \"" + like.name() + '"', bias);
    } else {
      point.width = Width.of(constant);
      linear(point, "value = " + constant, bias);
    }
    finish(point);
  }

  private void linear(GraphPoint point, String width, boolean bias) {
    String init = chance(4) ? ", init = Init.XAVIER_UNIFORM" : "";
    point.annotate("@Linear(%s%s%s)".formatted(width, bias ? "" : ", bias = false", init));
    point.isLinear = true;
    penalties.onLinear(point, bias, inBlock);
    if (chance(4)) {
      normalize(point);
    }
  }

  /** Adds a linear layer of a width that ends in a loss or a block. */
  GraphPoint last(GraphPoint read, String declared, Width width) {
    GraphPoint point = start(read, width);
    point.annotate("@Linear(" + declared + ")");
    if (chance(3)) {
      joinEqual(point);
    }
    points.add(point);
    return point;
  }

  /** Repeats a layer that reads the same shape. */
  private boolean repeat(GraphPoint read) {
    List<GraphPoint> originals =
        points.stream()
            .filter(point -> point.isShareable && point.in().equals(read.width))
            .toList();
    if (originals.isEmpty() || !read.isReadable()) {
      return false;
    }
    GraphPoint original = one(originals);
    GraphPoint point = start(read, original.width);
    point.annotate("@SameAs(\"" + original.name() + "\")");
    point.isShareable = true;
    if (original.isBlock()) {
      point.field.type = original.field.type;
      original.field.annotations.stream()
          .filter(annotation -> annotation.startsWith("@Repeat"))
          .forEach(point::annotate);
    } else {
      point.isLinear = original.isLinear;
      penalties.onOutput(point);
      if (chance(3)) {
        join(point);
        point.isShareable = false;
      }
    }
    points.add(point);
    return true;
  }

  /** Adds a use of a block, before which there may have to be a layer of a width that fits. */
  void use(Usable block) {
    int times = chance(2) ? 0 : 2 + random.nextInt(2);
    Predicate<GraphPoint> fits =
        point -> point.width.isSeveral() && after(block, times, point.width).isSmall();
    if (points.stream().noneMatch(point -> point.isReadable() && fits.test(point))) {
      GraphPoint narrow = last(readable(), "2", Width.of(2));
      bend(narrow);
    }
    List<GraphPoint> read =
        points.stream().filter(point -> point.isReadable() && fits.test(point)).toList();
    if (read.isEmpty()) {
      return;
    }
    GraphPoint point = start(one(read));
    point.width = after(block, times, point.width);
    point.field.type = block.name() + (times > 0 ? "[]" : "");
    if (times > 0) {
      point.annotate("@Repeat(" + times + ")");
    }
    point.isShareable = true;
    point.isLinear = false;
    points.add(point);
  }

  private static Width after(Usable block, int times, Width read) {
    Width width = read;
    for (int i = 0; i < Math.max(1, times); i++) {
      width = block.width().after(width);
    }
    return width;
  }

  /** Adds what may follow a layer on its field. */
  private void finish(GraphPoint point) {
    point.isShareable = true;
    if (chance(3)) {
      join(point);
      point.isShareable = false;
    }
    if (chance(2)) {
      bend(point);
    }
    drop(point);
    points.add(point);
  }
}
