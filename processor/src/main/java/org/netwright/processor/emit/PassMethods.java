package org.netwright.processor.emit;

import static java.util.Objects.requireNonNull;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;

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
    CodeBlock.Builder code = CodeBlock.builder();
    String name = method.build().name();
    List<MethodSpec> sections =
        new Sections(name, parameters).addTo(code, blocks, Sections.STATEMENTS_OF_A_SECTION);
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(method.addCode(code.build()).build());
    methods.addAll(sections);
    return methods;
  }

  /**
   * The method with the code of layers; that of each block of the network is a method of its own.
   *
   * @param layers by the names of the layers
   */
  static List<MethodSpec> withBlocks(
      MethodSpec.Builder method,
      Map<String, CodeBlock> layers,
      List<ParameterSpec> parameters,
      ShapedNetwork network) {
    Map<String, String> blocks = blocks(network);
    String name = method.build().name();
    List<CodeBlock> code = new ArrayList<>();
    List<MethodSpec> methods = new ArrayList<>();
    List<CodeBlock> ofBlock = new ArrayList<>();
    List<String> names = List.copyOf(layers.keySet());
    for (int i = 0; i < names.size(); i++) {
      String block = blocks.get(names.get(i));
      if (block == null) {
        code.add(requireNonNull(layers.get(names.get(i))));
        continue;
      }
      ofBlock.add(requireNonNull(layers.get(names.get(i))));
      if (i + 1 == names.size() || !block.equals(blocks.get(names.get(i + 1)))) {
        String own = Names.camelCase(name + "." + block);
        methods.addAll(
            withSections(
                MethodSpec.methodBuilder(own)
                    .addModifiers(Modifier.PRIVATE)
                    .addParameters(parameters),
                ofBlock,
                parameters));
        code.add(Code.statement("$L($L)", own, Sections.arguments(parameters)));
        ofBlock.clear();
      }
    }
    return Stream.concat(withSections(method, code, parameters).stream(), methods.stream())
        .toList();
  }

  /** For each layer in a block the outermost of its blocks: {@code body.2}. */
  private static Map<String, String> blocks(ShapedNetwork network) {
    Map<String, String> blocks = new HashMap<>();
    for (ShapedLayer layer : network.layers()) {
      layer.wired().block().ifPresent(block -> blocks.put(layer.name(), block.outermost().name()));
    }
    return blocks;
  }

  /** The calls of the nodes of each layer, under a comment. */
  static Map<String, CodeBlock> layers(
      List<Node> nodes, KernelCalls calls, Function<List<Node>, String> comment) {
    Map<String, CodeBlock> layers = new LinkedHashMap<>();
    for (List<Node> layer : byLayer(nodes)) {
      CodeBlock.Builder code = CodeBlock.builder();
      code.add("// $L\n", comment.apply(layer));
      layer.forEach(node -> code.addStatement("$L", calls.call(node)));
      layers.put(layer.get(0).layer(), code.build());
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
      MethodSpec.Builder infer, Graph inference, KernelCalls calls, ShapedNetwork network) {
    Map<String, CodeBlock> code = layers(inference.nodes(Phase.FORWARD), calls, Comments::forward);
    return withBlocks(infer.addParameter(N), code, List.of(N), network);
  }
}
