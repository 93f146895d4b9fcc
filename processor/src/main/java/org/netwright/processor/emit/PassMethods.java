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

/** Common parts of the methods of passes. */
final class PassMethods {
  /** The number of rows. */
  static final ParameterSpec N = ParameterSpec.builder(int.class, "n").build();

  private PassMethods() {}

  /** Overrides a method of the base class. */
  static MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.VOID);
  }

  /** The method, and the methods that it calls if it is long. */
  static List<MethodSpec> withSections(
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

  /** The calls of the nodes, grouped by layer under a comment. */
  static List<CodeBlock> layers(
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

  /** The method that predicts, of a trainer or of a model. */
  static List<MethodSpec> infer(MethodSpec.Builder infer, Graph inference, KernelCalls calls) {
    List<CodeBlock> code = layers(inference.nodes(Phase.FORWARD), calls, Comments::forward);
    return infer(infer, code);
  }

  /** The method that predicts, with the given code. */
  static List<MethodSpec> infer(MethodSpec.Builder infer, List<CodeBlock> code) {
    return withSections(infer.addParameter(N), code, List.of(N), CodeBlock.of(""));
  }
}
