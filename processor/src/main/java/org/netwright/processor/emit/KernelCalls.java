package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Seed;
import org.netwright.processor.graph.Attribute.Strength;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.pass.BufferPlan;

/**
 * Writes nodes as calls of kernels. The order of the arguments is the same for all: inputs,
 * attributes, outputs, and the number of rows where there is a batch.
 */
final class KernelCalls {
  /** Of the statements in a method. */
  private static final int INDENTATION = 4;

  private final Names names;
  private final BufferPlan plan;

  KernelCalls(Names names, BufferPlan plan) {
    this.names = names;
    this.plan = plan;
  }

  String nameOf(Value value) {
    return names.of(plan.bufferOf(value).name());
  }

  /** {@code kernels.relu(hidden, hidden, n)}. */
  CodeBlock call(Node node) {
    List<Value> read = node.inputs();
    if (node.op().accumulates()) {
      read = read.subList(0, read.size() - 1);
    }
    List<CodeBlock> arguments = new ArrayList<>();
    read.forEach(value -> arguments.add(CodeBlock.of("$N", nameOf(value))));
    node.op().attributes().forEach(attribute -> arguments.add(attribute(attribute)));
    node.outputs().stream()
        .filter(value -> !value.shape().equals(Shape.SCALAR))
        .forEach(value -> arguments.add(CodeBlock.of("$N", nameOf(value))));
    if (node.inputs().stream().anyMatch(value -> value.shape().batched())) {
      arguments.add(CodeBlock.of("n"));
    }
    String kernel = node.op().kernel();
    CodeBlock joined = CodeBlock.join(arguments, ", ");
    CodeBlock call = CodeBlock.of("kernels.$L($L)", kernel, joined);
    boolean fits = INDENTATION + call.toString().length() < Tidy.LINE_LENGTH;
    return fits ? call : CodeBlock.of("kernels.$L(\n$L)", kernel, joined);
  }

  private CodeBlock attribute(Attribute attribute) {
    if (attribute instanceof Strength strength) {
      return CodeBlock.of("$N.strength()", names.of(strength.term()));
    }
    if (attribute instanceof Seed seed) {
      return CodeBlock.of("dropoutSeed($L)", seed.index());
    }
    return CodeBlock.of("$L", ((Constant) attribute).value());
  }
}
