package org.netwright.onnx;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.NodeProto;

/** A node that is being built. Names of attributes are those of ONNX's operators. */
final class OnnxNode {
  private final OnnxGraph graph;
  private final NodeProto.Builder node;

  OnnxNode(OnnxGraph graph, String operator, String... inputs) {
    this.graph = graph;
    this.node = NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs));
  }

  /** Sets the domain of the operator, which is ONNX's own otherwise. */
  OnnxNode domain(String domain) {
    node.setDomain(domain);
    return this;
  }

  OnnxNode with(String name, long value) {
    node.addAttribute(attribute(name, AttributeType.INT).setI(value));
    return this;
  }

  OnnxNode with(String name, double value) {
    node.addAttribute(attribute(name, AttributeType.FLOAT).setF((float) value));
    return this;
  }

  OnnxNode with(String name, String value) {
    node.addAttribute(attribute(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
    return this;
  }

  OnnxNode with(String name, long[] values) {
    node.addAttribute(
        attribute(name, AttributeType.INTS).addAllInts(LongStream.of(values).boxed().toList()));
    return this;
  }

  OnnxNode withTexts(String name, List<String> values) {
    node.addAttribute(
        attribute(name, AttributeType.STRINGS)
            .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList()));
    return this;
  }

  private static AttributeProto.Builder attribute(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  /** Adds the node, and returns the name of its only output. */
  String out() {
    String name = graph.newName(node.getOpType().toLowerCase(Locale.ROOT));
    graph.add(node.setName(name).addOutput(name).build());
    return name;
  }

  /** Adds the node, and returns the name of one of its outputs; the others are not used. */
  String out(int index) {
    String name = graph.newName(node.getOpType().toLowerCase(Locale.ROOT));
    for (int i = 0; i < index; i++) {
      node.addOutput("");
    }
    graph.add(node.setName(name).addOutput(name).build());
    return name;
  }

  /** Adds the node, and names its only output, one of the graph. */
  void named(String output) {
    graph.add(node.setName("/" + output).addOutput(output).build());
  }
}
