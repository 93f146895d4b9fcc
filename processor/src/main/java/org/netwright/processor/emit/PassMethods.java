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
import org.netwright.processor.emit.BlockLoops.Piece;
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
      MethodSpec.Builder method, List<CodeBlock> blocks, List<ParameterSpec> parameters) {
    return withSections(method, method.build().name(), blocks, parameters);
  }

  /**
   * The method, and the methods that it calls if it is long.
   *
   * @param sectionName what the names of these methods begin with
   */
  static List<MethodSpec> withSections(
      MethodSpec.Builder method,
      String sectionName,
      List<CodeBlock> blocks,
      List<ParameterSpec> parameters) {
    CodeBlock.Builder code = CodeBlock.builder();
    List<MethodSpec> sections =
        new Sections(sectionName, parameters).addTo(code, blocks, Sections.STATEMENTS_OF_A_SECTION);
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(method.addCode(code.build()).build());
    methods.addAll(sections);
    return methods;
  }

  /** The method with the code of layers; that of blocks is in methods of their own. */
  static List<MethodSpec> withBlocks(
      MethodSpec.Builder method, List<Piece> layers, List<ParameterSpec> parameters, Names names) {
    List<MethodSpec> ofBlocks = new ArrayList<>();
    List<CodeBlock> code =
        new BlockLoops(names).calls(method.build().name(), layers, parameters, ofBlocks);
    List<MethodSpec> methods = new ArrayList<>(withSections(method, code, parameters));
    methods.addAll(ofBlocks);
    return methods;
  }

  /** The calls of the nodes of each layer, under a comment. */
  static List<Piece> layers(
      List<Node> nodes, KernelCalls calls, Function<List<Node>, String> comment) {
    List<Piece> layers = new ArrayList<>();
    for (List<Node> layer : byLayer(nodes)) {
      String words = comment.apply(layer);
      layers.add(
          Piece.of(
              layer.get(0).layer(),
              names -> {
                CodeBlock.Builder code = CodeBlock.builder();
                code.add("// $L\n", names.words(words));
                layer.stream()
                    .filter(node -> !node.op().isView())
                    .forEach(node -> code.addStatement("$L", calls.with(names).call(node)));
                return code.build();
              }));
    }
    return layers;
  }

  private static Collection<List<Node>> byLayer(List<Node> nodes) {
    Map<String, List<Node>> layers = new LinkedHashMap<>();
    nodes.forEach(node -> layers.computeIfAbsent(node.layer(), l -> new ArrayList<>()).add(node));
    return layers.values();
  }

  /** The method that predicts, of a trainer or of a model. */
  static List<MethodSpec> infer(
      MethodSpec.Builder infer, Graph inference, KernelCalls calls, Names names) {
    List<Piece> code = layers(inference.nodes(Phase.FORWARD), calls, Comments::forward);
    return withBlocks(infer.addParameter(N), code, List.of(N), names);
  }
}
