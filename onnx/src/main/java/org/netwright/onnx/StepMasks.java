package org.netwright.onnx;

import org.jspecify.annotations.Nullable;

/** Which steps of the sequences of an input are not padding. */
final class StepMasks {
  private final OnnxGraph graph;
  private final String given;
  private final int most;
  private final String stepsName;
  private final String sequences;
  private @Nullable String lengths;
  private @Nullable String steps;
  private @Nullable String ofSteps;
  private @Nullable String ofNumbers;
  private @Nullable String lengths32;

  /**
   * Makes the masks.
   *
   * @param given an input [n] of whole numbers
   * @param most the most steps that a sequence can have
   * @param stepsName the name of the dimension of the steps
   * @param sequences an input that has them, [n × steps …]
   */
  StepMasks(OnnxGraph graph, String given, int most, String stepsName, String sequences) {
    this.graph = graph;
    this.given = given;
    this.most = most;
    this.stepsName = stepsName;
    this.sequences = sequences;
  }

  /**
   * Returns the lengths, [n]. They are looked up in a table of those that there can be, so that one
   * that is out of range is an error.
   */
  String lengths() {
    if (lengths == null) {
      String one = graph.whole(1);
      String end = graph.op("Add", graph.op("Min", steps(), graph.whole(most)), one);
      String table = graph.op("Range", one, end, one);
      String place = graph.op("Sub", given, one);
      String isBelow = graph.op("Less", place, graph.whole(0));
      lengths = graph.op("Gather", table, graph.op("Where", isBelow, steps(), place));
    }
    return lengths;
  }

  /** Returns the lengths as 32-bit numbers, [n]. */
  String lengths32() {
    if (lengths32 == null) {
      lengths32 = Scaling.cast(graph, lengths(), ElementType.INT32);
    }
    return lengths32;
  }

  /** Returns the name of the dimension of the steps. */
  String stepsName() {
    return stepsName;
  }

  /** Returns the number of steps, with padding, []. */
  String steps() {
    if (steps == null) {
      steps = stepsOf(graph, sequences);
    }
    return steps;
  }

  /** Returns the number of steps of any sequences [n × steps …], as []. */
  static String stepsOf(OnnxGraph graph, String sequences) {
    String shape = graph.node("Shape", sequences).with("start", 1L).with("end", 2L).out();
    return graph.op("Squeeze", shape, graph.longs(0));
  }

  /** Returns whether each step is not padding, [n × steps]. */
  String ofSteps() {
    if (ofSteps == null) {
      String numbers = graph.op("Range", graph.whole(0), steps(), graph.whole(1));
      ofSteps = graph.op("Less", numbers, graph.op("Unsqueeze", lengths(), graph.longs(1)));
    }
    return ofSteps;
  }

  /** Returns the same as [n × steps × 1]. */
  String ofNumbers() {
    if (ofNumbers == null) {
      ofNumbers = graph.op("Unsqueeze", ofSteps(), graph.longs(2));
    }
    return ofNumbers;
  }

  /** Returns sequences [n × steps × numbers] with a number in place of the padding. */
  String filled(String value, double padding) {
    return graph.op("Where", ofNumbers(), value, graph.number(padding));
  }
}
