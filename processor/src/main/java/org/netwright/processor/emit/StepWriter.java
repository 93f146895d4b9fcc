package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Regularizer;

/** Writes the methods that a training step is made of, and the one that predicts. */
final class StepWriter {
  private final Graph training;
  private final Graph evaluation;
  private final KernelCalls calls;
  private final KernelCalls evaluationCalls;
  private final Names names;

  StepWriter(
      Graph training,
      Graph evaluation,
      KernelCalls calls,
      KernelCalls evaluationCalls,
      Names names) {
    this.training = training;
    this.evaluation = evaluation;
    this.calls = calls;
    this.evaluationCalls = evaluationCalls;
    this.names = names;
  }

  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>(List.of(forward(), infer(), loss(), backward()));
    if (!training.nodes(Phase.UPDATE).isEmpty()) {
      methods.add(afterUpdate());
    }
    return methods;
  }

  private MethodSpec forward() {
    return method("forward")
        .addParameter(int.class, "n")
        .addCode(layers(training.nodes(Phase.FORWARD), calls, Comments::forward))
        .build();
  }

  private MethodSpec infer() {
    MethodSpec.Builder infer =
        method("infer").returns(RuntimeTypes.BATCH_TENSOR).addParameter(int.class, "n");
    List<Node> nodes = evaluation.nodes(Phase.FORWARD);
    if (nodes.equals(training.nodes(Phase.FORWARD))) {
      infer.addStatement("forward(n)");
    } else {
      infer.addComment("As forward, without dropout.");
      infer.addCode(layers(nodes, evaluationCalls, Comments::forward));
    }
    return infer.addStatement("return $N", evaluationCalls.nameOf(evaluation.prediction())).build();
  }

  private MethodSpec loss() {
    MethodSpec.Builder loss =
        method("loss")
            .addParameter(int.class, "n")
            .addParameter(RuntimeTypes.LOSS_REPORT.nestedClass("Builder"), "report")
            .addComment("With the gradient that backward starts from.")
            .addStatement(
                "report.data($L)",
                calls.call(training.producer(training.dataLoss().orElseThrow())));
    for (Regularizer term : training.penalties()) {
      List<CodeBlock> summands =
          term.parts().stream().map(part -> calls.call(training.producer(part))).toList();
      CodeBlock sum = CodeBlock.join(summands, "\n    + ");
      CodeBlock line = CodeBlock.of("report.penalty($N, $L)", names.of(term.name()), sum);
      if (summands.size() == 1 && KernelCalls.fits(line)) {
        loss.addStatement(line);
      } else {
        loss.addStatement("report.penalty(\n$N,\n$L)", names.of(term.name()), sum);
      }
    }
    return loss.build();
  }

  private MethodSpec backward() {
    return method("backward")
        .addParameter(int.class, "n")
        .addCode(layers(training.nodes(Phase.BACKWARD), calls, Comments::backward))
        .build();
  }

  private MethodSpec afterUpdate() {
    return method("afterUpdate")
        .addParameter(double.class, "learningRate")
        .addParameter(RuntimeTypes.STEP_SIZES, "steps")
        .addCode(layers(training.nodes(Phase.UPDATE), calls, Comments::afterUpdate))
        .build();
  }

  /** The calls of the nodes, those of a layer together under a comment. */
  private static CodeBlock layers(
      List<Node> nodes, KernelCalls calls, Function<List<Node>, String> comment) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (List<Node> layer : byLayer(nodes)) {
      code.add("// $L\n", comment.apply(layer));
      layer.forEach(node -> code.addStatement("$L", calls.call(node)));
    }
    return code.build();
  }

  private static Collection<List<Node>> byLayer(List<Node> nodes) {
    Map<String, List<Node>> layers = new LinkedHashMap<>();
    nodes.forEach(node -> layers.computeIfAbsent(node.layer(), l -> new ArrayList<>()).add(node));
    return layers.values();
  }

  private static MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(TypeName.VOID);
  }
}
