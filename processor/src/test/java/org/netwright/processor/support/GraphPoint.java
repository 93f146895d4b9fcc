package org.netwright.processor.support;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.support.RandomNetwork.RandomLayer;

/** What a field of a random graph gives, and how. */
final class GraphPoint {
  /**
   * A width that may depend on what a block reads.
   *
   * @param times of the width that the block reads, which is at least 2; 0 in a network
   * @param plus a constant
   */
  record Width(int times, int plus) {
    static Width of(int constant) {
      return new Width(0, constant);
    }

    /** What the input of a block has, so that nothing else is as wide by chance. */
    static Width ofIds(int vocabulary) {
      return new Width(0, -vocabulary);
    }

    Width plus(Width other) {
      return new Width(times + other.times, plus + other.plus);
    }

    Width times(int factor) {
      return new Width(factor * times, factor * plus);
    }

    /** This width of a block that reads another width. */
    Width after(Width read) {
      return read.times(times).plus(of(plus));
    }

    boolean isSeveral() {
      return times > 0 || plus > 1;
    }

    boolean isSmall() {
      return times <= 4 && plus <= 24;
    }
  }

  final RandomLayer field;
  final Optional<GraphPoint> input;
  Width width;

  /** Whether a linear layer that reads it alone would be reported as superfluous. */
  boolean isLinear;

  /** Whether another field may repeat it. */
  boolean isShareable;

  boolean isOutput;
  int readers;

  GraphPoint(String name, Optional<GraphPoint> input, Width width) {
    field = new RandomLayer(name);
    this.input = input;
    this.width = width;
    input.ifPresent(point -> point.readers++);
  }

  String name() {
    return field.name;
  }

  boolean isBlock() {
    return !field.type.endsWith(".Layer");
  }

  /** The width that it reads. */
  Width in() {
    return input.orElseThrow().width;
  }

  void annotate(String annotation) {
    field.annotations.add(annotation);
  }

  /** Whether a linear layer may read it without a warning. */
  boolean isReadable() {
    return !isLinear || readers > 0 || isOutput;
  }

  boolean isLoose() {
    return readers == 0 && !isOutput;
  }

  static String quoted(List<GraphPoint> points) {
    List<String> names = points.stream().map(point -> '"' + point.name() + '"').toList();
    return names.size() == 1 ? names.get(0) : "{" + String.join(", ", names) + "}";
  }
}
