package org.netwright.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;

/**
 * Which value of the graph is in each memory of a pass at the moment. Tensors share memory, and
 * operations overwrite it; the values of a graph never change.
 */
final class Trace {
  private final OnnxGraph graph;
  private @Nullable InferencePass pass;
  private final List<Content> contents = new ArrayList<>();
  private final IdentityHashMap<IdTensor, String> ids = new IdentityHashMap<>();
  private final IdentityHashMap<Lengths, StepMasks> masks = new IdentityHashMap<>();

  /** What is in a memory, as a tensor of it has written it. */
  private record Content(BatchTensor tensor, String value) {}

  Trace(OnnxGraph graph) {
    this.graph = graph;
  }

  OnnxGraph graph() {
    return graph;
  }

  /** Takes the pass that is recorded, whose fields name the tensors in messages. */
  void pass(InferencePass recorded) {
    pass = recorded;
  }

  /** Returns what messages call a tensor: the layer, and the shape. */
  String describe(BatchTensor tensor) {
    return TensorNames.describe(pass, tensor);
  }

  /** Returns the value in a tensor, which has its shape. */
  String read(BatchTensor tensor) {
    Content content = contentOf(tensor);
    if (content == null) {
      throw new IllegalStateException(tensor + " is read before it is written");
    }
    return hasShapeOf(tensor, content.tensor())
        ? content.value()
        : reshaped(content.value(), content.tensor().lengths(), tensor);
  }

  /**
   * Puts a value into a tensor, and removes what was in its memory.
   *
   * @param value of the shape of the tensor
   */
  void write(BatchTensor tensor, String value) {
    contents.remove(contentOf(tensor));
    contents.add(new Content(tensor, value));
  }

  /** Puts a value of another shape into a tensor. */
  void writeReshaped(BatchTensor tensor, String value, @Nullable Lengths lengths) {
    write(tensor, reshaped(value, lengths, tensor));
  }

  private @Nullable Content contentOf(BatchTensor tensor) {
    for (Content content : contents) {
      if (content.tensor().sharesMemoryOf(tensor)) {
        return content;
      }
    }
    return null;
  }

  private static boolean hasShapeOf(BatchTensor tensor, BatchTensor other) {
    return tensor.lengths() == other.lengths() && Arrays.equals(tensor.shape(), other.shape());
  }

  /** The batch, and steps of different lengths, stay what they are: 0 copies a dimension. */
  private String reshaped(String value, @Nullable Lengths lengths, BatchTensor tensor) {
    if (lengths != tensor.lengths()) {
      throw new UnsupportedOperationException(
          "%s cannot be exported: it is reshaped from sequences with other lengths"
              .formatted(describe(tensor)));
    }
    long[] row = tensor.shape();
    long[] shape = new long[row.length + 1];
    System.arraycopy(row, 0, shape, 1, row.length);
    if (lengths != null) {
      shape[1] = 0;
    }
    return graph.op("Reshape", value, graph.longs(shape));
  }

  /** Returns the value of ids. */
  String read(IdTensor tensor) {
    String value = ids.get(tensor);
    if (value == null) {
      throw new IllegalStateException(tensor + " is no input");
    }
    return value;
  }

  /** Puts a value into ids. */
  void write(IdTensor tensor, String value) {
    ids.put(tensor, value);
  }

  /** Returns the masks of sequences. */
  StepMasks masks(Lengths lengths) {
    StepMasks found = masks.get(lengths);
    if (found == null) {
      throw new IllegalStateException("the lengths are no input");
    }
    return found;
  }

  /** Returns whether lengths were added. */
  boolean has(Lengths lengths) {
    return masks.containsKey(lengths);
  }

  /** Adds lengths, which are an input. */
  void add(Lengths lengths, StepMasks added) {
    masks.put(lengths, added);
  }

  /** Returns a parameter under its own name. */
  String parameter(ParameterTensor tensor) {
    return graph.floats(tensor.name(), tensor.tensor().shape(), numbers(tensor));
  }

  /**
   * Returns a parameter that is broadcast along the last dimensions.
   *
   * @param trailing how many dimensions follow that of the parameter, [size]
   */
  String channels(ParameterTensor tensor, int trailing) {
    if (trailing == 0) {
      return parameter(tensor);
    }
    long[] shape = new long[1 + trailing];
    Arrays.fill(shape, 1);
    shape[0] = tensor.length();
    return graph.floats(tensor.name() + "/" + shape.length, shape, numbers(tensor));
  }

  /** Returns the numbers of a parameter, row-major. */
  static double[] numbers(ParameterTensor tensor) {
    return tensor.tensor().elements();
  }
}
