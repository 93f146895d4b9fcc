package org.netwright.processor.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.netwright.processor.support.GraphPoint.Width;

/** The fields of one class of a random graph, and what may be on each. */
class GraphFields {
  private static final List<String> ACTIVATIONS =
      List.of("@Tanh", "@Sigmoid", "@Gelu", "@Silu", "@Softplus", "@Elu");

  final List<GraphPoint> points = new ArrayList<>();
  final List<GraphPoint> inputsOfIds = new ArrayList<>();
  final Random random;
  final boolean inBlock;
  final List<String> names = new ArrayList<>(RandomNames.OF_LAYERS);

  GraphFields(Random random, boolean inBlock) {
    this.random = random;
    this.inBlock = inBlock;
    if (random.nextInt(4) == 0) {
      names.addAll(RandomNames.MORE_OF_LAYERS);
    }
    Collections.shuffle(names, random);
  }

  /** Adds one field that reads others, which may be one alone. */
  final GraphPoint joined(List<GraphPoint> all) {
    GraphPoint first = all.get(0);
    List<GraphPoint> others = all.subList(1, all.size());
    if (others.isEmpty() && first.isReadable()) {
      return first;
    }
    GraphPoint point = start(first);
    if (others.isEmpty()) {
      bend(point);
    } else if (others.stream().allMatch(other -> other.width.equals(first.width))) {
      join(point, "@Add", others);
    } else {
      join(point, "@Concat", others);
      others.forEach(other -> point.width = point.width.plus(other.width));
    }
    points.add(point);
    return point;
  }

  final void drop(GraphPoint point) {
    if (chance(6)) {
      point.annotate("@Dropout(0.25)");
    }
  }

  final void bend(GraphPoint point) {
    if (point.field.annotations.stream().noneMatch(ACTIVATIONS::contains)) {
      point.annotate(one(ACTIVATIONS));
    }
    point.isLinear = false;
  }

  final boolean normalize(GraphPoint point) {
    if (!point.width.isSeveral()) {
      return false;
    }
    // Of a row of zeros, as of padding, each one multiplies gradients by 1 / √epsilon: in a row,
    // those of the default grow beyond what differences can resolve.
    point.annotate("@LayerNorm(epsilon = 0.1)");
    point.isLinear = false;
    return true;
  }

  final void join(GraphPoint point) {
    if (points.isEmpty()) {
      return;
    }
    List<GraphPoint> others =
        Stream.of(one(points), one(points)).limit(1 + random.nextInt(2)).toList();
    Width width = others.stream().map(other -> other.width).reduce(point.width, Width::plus);
    if (chance(2) && width.isSmall()) {
      join(point, "@Concat", others);
      point.width = width;
    } else {
      joinEqual(point);
    }
  }

  /** Products have two factors and are bounded in blocks, because high powers overflow. */
  final void joinEqual(GraphPoint point) {
    List<GraphPoint> equal =
        points.stream().filter(other -> other.width.equals(point.width)).toList();
    boolean isSame = point.field.annotations.stream().anyMatch(part -> part.startsWith("@Same"));
    if (equal.isEmpty()) {
      return;
    }
    if (chance(2) && !(inBlock && isSame)) {
      join(point, "@Multiply", List.of(one(equal)));
      if (inBlock) {
        point.annotate("@Tanh");
      }
    } else {
      join(point, "@Add", Stream.of(one(equal), one(equal)).limit(1 + random.nextInt(2)).toList());
    }
  }

  final GraphPoint start(GraphPoint read) {
    return start(read, read.width);
  }

  final GraphPoint start(GraphPoint read, Width width) {
    GraphPoint point = new GraphPoint(names.remove(0), Optional.of(read), width);
    point.isLinear = read.isLinear;
    return point;
  }

  /** One that a linear layer may read, rather a late one. */
  final GraphPoint readable() {
    List<GraphPoint> readable = points.stream().filter(GraphPoint::isReadable).toList();
    return chance(2)
        ? one(readable)
        : one(readable.subList(Math.max(0, readable.size() - 3), readable.size()));
  }

  /** All fields, in an order in which each comes after those that it reads. */
  final List<GraphPoint> all() {
    return Stream.concat(inputsOfIds.stream(), points.stream()).toList();
  }

  final boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  final <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static void join(GraphPoint point, String how, List<GraphPoint> others) {
    point.annotate(how + "(" + GraphPoint.quoted(others) + ")");
    point.isLinear = false;
    others.forEach(other -> other.readers++);
  }
}
