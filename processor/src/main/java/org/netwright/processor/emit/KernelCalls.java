package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Count;
import org.netwright.processor.graph.Attribute.DecayFactor;
import org.netwright.processor.graph.Attribute.Flag;
import org.netwright.processor.graph.Attribute.Groups;
import org.netwright.processor.graph.Attribute.Moving;
import org.netwright.processor.graph.Attribute.Pieces;
import org.netwright.processor.graph.Attribute.Seed;
import org.netwright.processor.graph.Attribute.Setting;
import org.netwright.processor.graph.Attribute.StepSizes;
import org.netwright.processor.graph.Attribute.Strength;
import org.netwright.processor.graph.Attribute.Symbol;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.memory.BufferPlan;

/**
 * Writes nodes as calls of kernels. The order of the arguments is the same for all: inputs,
 * attributes, outputs, and the number of rows where there is a batch.
 */
final class KernelCalls {
  private final Names names;
  private final BufferPlan plan;
  private final Calls calls;

  /**
   * Writes calls for the methods of a class.
   *
   * @param classes the number of enclosing classes: 1, or 2 in a nested class
   */
  KernelCalls(Names names, BufferPlan plan, int classes) {
    this.names = names;
    this.plan = plan;
    this.calls = new Calls(classes);
  }

  /** The same calls under other names. */
  KernelCalls with(Names otherNames) {
    return new KernelCalls(otherNames, plan, calls);
  }

  private KernelCalls(Names names, BufferPlan plan, Calls calls) {
    this.names = names;
    this.plan = plan;
    this.calls = calls;
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
    for (Attribute attribute : node.op().attributes()) {
      arguments.add(
          attribute instanceof Pieces pieces && pieces.areSteps()
              ? CodeBlock.of("$N.size(0)", nameOf(read.get(0)))
              : attribute(attribute));
    }
    node.outputs().stream()
        .filter(value -> !value.shape().equals(Shape.SCALAR))
        .forEach(value -> arguments.add(CodeBlock.of("$N", nameOf(value))));
    if (node.op().takesRows(node.inputs())) {
      arguments.add(CodeBlock.of("n"));
    }
    String receiver = node.op().receiver().map(names::of).orElse("kernels");
    return calls.call(receiver + "." + node.op().kernel(), arguments);
  }

  private CodeBlock attribute(Attribute attribute) {
    if (attribute instanceof Strength strength) {
      return CodeBlock.of("$N.value()", names.ofRegularizer(strength.term()));
    }
    if (attribute instanceof DecayFactor decay) {
      return CodeBlock.of("1 - learningRate * $N.value()", names.ofRegularizer(decay.term()));
    }
    if (attribute instanceof StepSizes) {
      return CodeBlock.of("steps");
    }
    if (attribute instanceof Groups groups) {
      return CodeBlock.of("$T.$L", RuntimeTypes.AXIS, groups.axis());
    }
    if (attribute instanceof Seed seed) {
      return CodeBlock.of("dropoutSeed($L)", names.seed(seed.index()));
    }
    return constant(attribute);
  }

  /** An argument that does not change. */
  static CodeBlock constant(Attribute attribute) {
    if (attribute instanceof Symbol symbol) {
      return CodeBlock.of("$T.$L", RuntimeTypes.generated(symbol.type()), symbol.constant());
    }
    if (attribute instanceof Flag flag) {
      return CodeBlock.of("$L", flag.value());
    }
    if (attribute instanceof Moving moving) {
      return CodeBlock.of("$L", moving.window().constant());
    }
    if (attribute instanceof Setting setting) {
      return CodeBlock.of("$L", setting.value());
    }
    if (attribute instanceof Count count) {
      return CodeBlock.of("$L", count.value());
    }
    if (attribute instanceof Pieces pieces) {
      return CodeBlock.of("$L", pieces.most());
    }
    return CodeBlock.of("$L", ((Constant) attribute).value());
  }
}
