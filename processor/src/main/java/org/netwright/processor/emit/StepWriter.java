package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
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
  private static final ParameterSpec N = ParameterSpec.builder(int.class, "n").build();

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
    List<MethodSpec> methods = new ArrayList<>();
    methods.addAll(forward());
    methods.addAll(infer());
    methods.addAll(loss());
    methods.addAll(backward());
    if (!training.nodes(Phase.UPDATE).isEmpty()) {
      methods.addAll(afterUpdate());
    }
    return methods;
  }

  private List<MethodSpec> forward() {
    List<CodeBlock> code = layers(training.nodes(Phase.FORWARD), calls, Comments::forward);
    return methods(method("forward").addParameter(N), code, List.of(N), CodeBlock.of(""));
  }

  private List<MethodSpec> infer() {
    MethodSpec.Builder infer = method("infer").returns(RuntimeTypes.BATCH_TENSOR).addParameter(N);
    String prediction = evaluationCalls.nameOf(evaluation.prediction());
    CodeBlock end = CodeBlock.builder().addStatement("return $N", prediction).build();
    List<Node> nodes = evaluation.nodes(Phase.FORWARD);
    if (nodes.equals(training.nodes(Phase.FORWARD))) {
      CodeBlock same = CodeBlock.builder().addStatement("forward(n)").build();
      return methods(infer, List.of(same), List.of(N), end);
    }
    infer.addComment("As forward, without dropout.");
    List<CodeBlock> code = layers(nodes, evaluationCalls, Comments::forward);
    return methods(infer, code, List.of(N), end);
  }

  private List<MethodSpec> loss() {
    ParameterSpec report =
        ParameterSpec.builder(RuntimeTypes.LOSS_REPORT.nestedClass("Builder"), "report").build();
    CodeBlock data = calls.call(training.producer(training.dataLoss().orElseThrow()));
    List<CodeBlock> code = new ArrayList<>();
    code.add(
        CodeBlock.builder()
            .add("// With the gradient that backward starts from.\n")
            .addStatement("report.data($L)", data)
            .build());
    training.penalties().forEach(term -> code.add(reported(term)));
    return methods(
        method("loss").addParameter(N).addParameter(report),
        code,
        List.of(N, report),
        CodeBlock.of(""));
  }

  private CodeBlock reported(Regularizer term) {
    List<CodeBlock> summands =
        term.parts().stream().map(part -> calls.call(training.producer(part))).toList();
    CodeBlock sum = CodeBlock.join(summands, "\n    + ");
    CodeBlock line = CodeBlock.of("report.penalty($N, $L)", names.of(term.name()), sum);
    CodeBlock.Builder code = CodeBlock.builder();
    return summands.size() == 1 && KernelCalls.fits(line)
        ? code.addStatement(line).build()
        : code.addStatement("report.penalty(\n$N,\n$L)", names.of(term.name()), sum).build();
  }

  private List<MethodSpec> backward() {
    List<CodeBlock> code = layers(training.nodes(Phase.BACKWARD), calls, Comments::backward);
    return methods(method("backward").addParameter(N), code, List.of(N), CodeBlock.of(""));
  }

  private List<MethodSpec> afterUpdate() {
    ParameterSpec rate = ParameterSpec.builder(double.class, "learningRate").build();
    ParameterSpec steps = ParameterSpec.builder(RuntimeTypes.STEP_SIZES, "steps").build();
    List<CodeBlock> code = layers(training.nodes(Phase.UPDATE), calls, Comments::afterUpdate);
    return methods(
        method("afterUpdate").addParameter(rate).addParameter(steps),
        code,
        List.of(rate, steps),
        CodeBlock.of(""));
  }

  /** The method, and those that it calls where it is long. */
  private static List<MethodSpec> methods(
      MethodSpec.Builder method,
      List<CodeBlock> blocks,
      List<ParameterSpec> parameters,
      CodeBlock end) {
    CodeBlock.Builder code = CodeBlock.builder();
    String name = method.build().name();
    List<MethodSpec> sections =
        new Sections(name, parameters).addTo(code, blocks, Sections.STATEMENTS_OF_A_SECTION);
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(method.addCode(code.build()).addCode(end).build());
    methods.addAll(sections);
    return methods;
  }

  /** The calls of the nodes, those of a layer together under a comment. */
  private static List<CodeBlock> layers(
      List<Node> nodes, KernelCalls calls, Function<List<Node>, String> comment) {
    List<CodeBlock> layers = new ArrayList<>();
    for (List<Node> layer : byLayer(nodes)) {
      CodeBlock.Builder code = CodeBlock.builder();
      code.add("// $L\n", comment.apply(layer));
      layer.forEach(node -> code.addStatement("$L", calls.call(node)));
      layers.add(code.build());
    }
    return layers;
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
