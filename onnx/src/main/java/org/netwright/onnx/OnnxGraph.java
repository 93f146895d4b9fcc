package org.netwright.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/**
 * A graph that is being built. Its inputs and outputs have the names of layers or columns, its
 * parameters those of the network; all other names begin with a slash, which none of these does.
 */
final class OnnxGraph {
  /** A protocol buffer, and so a file without external data, has fewer bytes. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (1 << 20);

  private final String network;
  private final GraphProto.Builder graph;
  private final Map<String, Integer> counts = new HashMap<>();

  /** The names of the initializers, by what is in them. */
  private final Map<Object, String> constants = new HashMap<>();

  private long bytes;

  OnnxGraph(String network) {
    this.network = network;
    this.graph = GraphProto.newBuilder().setName(network);
  }

  /**
   * Returns the graph.
   *
   * @throws UnsupportedOperationException if two of its values have the same name
   */
  GraphProto build() {
    Set<String> names = new HashSet<>();
    graph.getInputList().forEach(input -> claim(input.getName(), names));
    graph.getInitializerList().forEach(constant -> claim(constant.getName(), names));
    graph.getNodeList().forEach(node -> node.getOutputList().forEach(name -> claim(name, names)));
    return graph.build();
  }

  private void claim(String name, Set<String> names) {
    if (!name.isEmpty() && !names.add(name)) {
      throw new UnsupportedOperationException(
          "%s cannot be exported: two values of the file would have the name %s; rename the layer, or the component of the record"
              .formatted(network, name));
    }
  }

  /**
   * Adds an input.
   *
   * @param dimensions numbers, and names of those that are free
   */
  void input(String name, ElementType type, List<Object> dimensions) {
    graph.addInput(valueInfo(name, type, dimensions));
  }

  /** Returns whether there is an input of a name. */
  boolean hasInput(String name) {
    return graph.getInputList().stream().anyMatch(input -> input.getName().equals(name));
  }

  /** Adds an output, which a node of that name writes. */
  void output(String name, ElementType type, List<Object> dimensions) {
    graph.addOutput(valueInfo(name, type, dimensions));
  }

  private static ValueInfoProto valueInfo(String name, ElementType type, List<Object> dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object dimension : dimensions) {
      TensorShapeProto.Dimension.Builder added = TensorShapeProto.Dimension.newBuilder();
      if (dimension instanceof Number number) {
        added.setDimValue(number.longValue());
      } else {
        added.setDimParam(dimension.toString());
      }
      shape.addDim(added);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.number()).setShape(shape)))
        .build();
  }

  /** Begins a node. */
  OnnxNode node(String operator, String... inputs) {
    return new OnnxNode(this, operator, inputs);
  }

  /** Adds a node without attributes, and returns the name of its output. */
  String op(String operator, String... inputs) {
    return node(operator, inputs).out();
  }

  void add(NodeProto node) {
    graph.addNode(node);
  }

  /** Returns a name that nothing has yet. */
  String newName(String word) {
    int count = counts.merge(word, 1, Integer::sum);
    return "/" + word + "_" + count;
  }

  /** Returns numbers with a name, which is used once for the same name. */
  String floats(String name, long[] shape, double... numbers) {
    return constants.computeIfAbsent(
        name,
        key -> {
          ByteBuffer buffer = buffer(numbers.length, Float.BYTES);
          for (double number : numbers) {
            buffer.putFloat((float) number);
          }
          return initializer(name, ElementType.FLOAT, buffer, shape);
        });
  }

  /** Returns a number, of the shape []. */
  String number(double number) {
    return constants.computeIfAbsent(
        number,
        key -> {
          ByteBuffer buffer = buffer(1, Float.BYTES).putFloat((float) number);
          return initializer(newName("number"), ElementType.FLOAT, buffer);
        });
  }

  /** Returns numbers of double precision. */
  String doubles(long[] shape, double... numbers) {
    return constants.computeIfAbsent(
        List.of(Arrays.toString(shape), Arrays.toString(numbers)),
        key -> {
          ByteBuffer buffer = buffer(numbers.length, Double.BYTES);
          for (double number : numbers) {
            buffer.putDouble(number);
          }
          return initializer(newName("doubles"), ElementType.DOUBLE, buffer, shape);
        });
  }

  /** Returns whole numbers, of the shape [numbers]. */
  String longs(long... numbers) {
    return longs(new long[] {numbers.length}, numbers);
  }

  /** Returns a whole number, of the shape []. */
  String whole(long number) {
    return longs(new long[0], new long[] {number});
  }

  private String longs(long[] shape, long[] numbers) {
    return constants.computeIfAbsent(
        List.of(shape.length, Arrays.toString(numbers)),
        key -> {
          ByteBuffer buffer = buffer(numbers.length, Long.BYTES);
          for (long number : numbers) {
            buffer.putLong(number);
          }
          return initializer(newName("longs"), ElementType.INT64, buffer, shape);
        });
  }

  private static ByteBuffer buffer(int length, int size) {
    return ByteBuffer.allocate(Math.multiplyExact(length, size)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String initializer(String name, ElementType type, ByteBuffer content, long... shape) {
    bytes += content.capacity();
    if (bytes > MOST_BYTES) {
      throw new UnsupportedOperationException(
          "%s cannot be exported: its parameters have more than the 2 GB that an ONNX file holds"
              .formatted(network));
    }
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.number())
            .setRawData(ByteString.copyFrom(content.flip()));
    for (long dimension : shape) {
      tensor.addDims(dimension);
    }
    graph.addInitializer(tensor);
    return name;
  }
}
