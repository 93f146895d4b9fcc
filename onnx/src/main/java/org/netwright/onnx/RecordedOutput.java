package org.netwright.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.data.StandardScaler;

/**
 * An output of the network.
 *
 * @param encoding null if there is no loss on it
 * @param hasSteps whether it has a row for each step
 * @param lengths those of its sequences; null if they have all steps
 */
record RecordedOutput(
    @Nullable TargetEncoding encoding,
    String layer,
    BatchTensor tensor,
    boolean hasSteps,
    @Nullable Lengths lengths) {

  /** Returns whether there is a loss on it. */
  boolean hasLoss() {
    return encoding != null;
  }

  /** Returns its name in the graph, which columns of records may take the name of the layer in. */
  String name(OnnxGraph graph) {
    return graph.hasInput(layer) ? layer + ".output" : layer;
  }

  /**
   * Adds the outputs of the graph: the values or logits, and the probabilities of logits.
   *
   * @param scaler that of the targets; null if they are not scaled
   */
  void end(Trace trace, @Nullable StandardScaler scaler) {
    OnnxGraph graph = trace.graph();
    String value = trace.read(tensor);
    if (scaler != null) {
      value = new Scaling(graph, scaler, tensor).unscaled(value);
    }
    String name = name(graph);
    write(trace, value, name);
    if (encoding == TargetEncoding.CLASSES) {
      write(trace, softmax(graph, value), name + ".probabilities");
    } else if (encoding == TargetEncoding.PROBABILITIES) {
      write(trace, graph.op("Sigmoid", value), name + ".probabilities");
    }
  }

  /** The classes are all numbers of a row, or of a step. */
  private String softmax(OnnxGraph graph, String value) {
    int classesAt = hasSteps ? 1 : 0;
    if (tensor.dimensions() == classesAt + 1) {
      return graph.node("Softmax", value).with("axis", -1L).out();
    }
    String flat =
        graph.op(
            "Reshape", value, graph.longs(hasSteps ? new long[] {0, 0, -1} : new long[] {0, -1}));
    String shares = graph.node("Softmax", flat).with("axis", -1L).out();
    return graph.op("Reshape", shares, graph.op("Shape", value));
  }

  private void write(Trace trace, String value, String name) {
    OnnxGraph graph = trace.graph();
    String padded = lengths == null ? value : trace.masks(lengths).filled(value, 0);
    graph.node("Identity", padded).named(name);
    String steps = lengths == null ? null : trace.masks(lengths).stepsName();
    List<Object> dimensions = RecordedInput.dimensions(steps, tensor.shape());
    graph.output(name, ElementType.FLOAT, dimensions);
  }
}
