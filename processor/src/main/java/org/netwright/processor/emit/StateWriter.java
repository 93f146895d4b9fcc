package org.netwright.processor.emit;

import static java.util.Objects.requireNonNull;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Ops;
import org.netwright.processor.graph.Regularizer;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.pass.BufferPlan;
import org.netwright.processor.pass.BufferPlan.Buffer;
import org.netwright.processor.pass.MemoryPlan;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart.LinearPart;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.vocabulary.LossFunction;
import org.netwright.processor.vocabulary.Role;

/** Writes what a trainer keeps between calls, its parameters, strengths and buffers. */
final class StateWriter {
  /** For so many statements a constructor has room. */
  private static final int ROOM = 800;

  private final NetworkDeclaration network;
  private final Graph graph;
  private final ClassName type;
  private final ClassName trainer;
  private final Names names = new Names();
  private final BuilderNames builderNames;
  private final MemoryPlan memory;
  private final Buffer input;
  private final Buffer target;
  private final boolean isLong;

  StateWriter(
      NetworkDeclaration network,
      Graph graph,
      ClassName type,
      ClassName trainer,
      BufferPlan training,
      BufferPlan evaluation) {
    this.network = network;
    this.graph = graph;
    this.type = type;
    this.trainer = trainer;
    this.input = training.bufferOf(graph.input());
    this.target = training.bufferOf(graph.target());
    this.memory = MemoryPlan.of(training, evaluation);
    this.builderNames = new BuilderNames(graph.regularizers());
    for (Value parameter : graph.parameters()) {
      names.add(parameter.name());
      names.add(parameter.gradientName());
    }
    graph.regularizers().forEach(regularizer -> names.add(regularizer.name()));
    graph.anchors().forEach(anchor -> names.add(anchor.name()));
    batchTensors().forEach(buffer -> names.add(buffer.name()));
    this.isLong =
        Sections.statements(parameters())
                + Sections.statements(strengths())
                + Sections.statements(tensors())
                + Sections.statements(layers())
            > ROOM;
  }

  /** Of a method that runs once, and need not be compiled. */
  private int room() {
    return isLong ? Sections.STATEMENTS_OF_A_SECTION : ROOM;
  }

  Names names() {
    return names;
  }

  private Stream<Buffer> batchTensors() {
    return Stream.concat(Stream.of(input, target), memory.buffers().stream());
  }

  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    for (Value parameter : graph.parameters()) {
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, parameter.name()));
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, parameter.gradientName()));
    }
    for (Value anchor : graph.anchors()) {
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, anchor.name()));
    }
    for (Regularizer regularizer : graph.regularizers()) {
      TypeName strength =
          regularizer.custom().isPresent() ? RuntimeTypes.CUSTOM_PENALTY : RuntimeTypes.STRENGTH;
      fields.add(field(strength, regularizer.name()));
    }
    batchTensors().forEach(buffer -> fields.add(field(RuntimeTypes.BATCH_TENSOR, buffer.name())));
    return fields;
  }

  private FieldSpec field(TypeName fieldType, String name) {
    FieldSpec.Builder field = FieldSpec.builder(fieldType, names.of(name), Modifier.PRIVATE);
    // What methods assign cannot be final.
    return isLong ? field.build() : field.addModifiers(Modifier.FINAL).build();
  }

  /** The constructor, the layout that it begins with, and what both call where they are long. */
  List<MethodSpec> methods() {
    List<MethodSpec> sections = new ArrayList<>();
    List<MethodSpec> methods = new ArrayList<>(List.of(constructor(sections), layout(sections)));
    methods.addAll(sections);
    return methods;
  }

  /** Statement by statement: javac recurses into a chain of calls, and networks can be long. */
  private MethodSpec layout(List<MethodSpec> sections) {
    List<CodeBlock> parameters = new ArrayList<>();
    Map<String, Shape> shapes =
        graph.parameters().stream().collect(Collectors.toMap(Value::name, Value::shape));
    for (LayerDeclaration layer : network.layers()) {
      if (layer.linear().isPresent()) {
        LinearPart linear = layer.linear().get();
        Shape weight = requireNonNull(shapes.get(layer.name() + ".weight"));
        for (Role role : layer.parameters()) {
          parameters.add(
              statement(
                  "layout.$L($S, $T.$L, $L)",
                  role.suffix(),
                  layer.name() + "." + role.suffix(),
                  RuntimeTypes.INITIALIZER,
                  linear.initialization(),
                  dimensions(weight)));
        }
      }
    }
    ClassName type = RuntimeTypes.PARAMETER_LAYOUT.nestedClass("Builder");
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("$T layout = $T.builder()", type, RuntimeTypes.PARAMETER_LAYOUT);
    sections.addAll(
        new Sections(
                "layout", List.of(ParameterSpec.builder(type, "layout").build()), Modifier.STATIC)
            .addTo(code, parameters, room()));
    code.addStatement("return layout.build()");
    return MethodSpec.methodBuilder("layout")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(RuntimeTypes.PARAMETER_LAYOUT)
        .addCode(code.build())
        .build();
  }

  private MethodSpec constructor(List<MethodSpec> sections) {
    ParameterSpec builder =
        ParameterSpec.builder(trainer.nestedClass("Builder"), "builder").build();
    ParameterSpec declared = ParameterSpec.builder(type, "declared").build();
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("super(builder, layout(), new $T())", type);
    code.add("\n");
    sections.addAll(new Sections("bindParameters", List.of()).addTo(code, parameters(), room()));
    if (!graph.regularizers().isEmpty()) {
      code.add("\n");
      sections.addAll(
          new Sections("bindStrengths", List.of(builder)).addTo(code, strengths(), room()));
    }
    code.add("\n");
    sections.addAll(new Sections("allocate", List.of()).addTo(code, tensors(), room()));
    code.add("\n");
    code.addStatement("$T declared = network()", type);
    sections.addAll(new Sections("bindLayers", List.of(declared)).addTo(code, layers(), room()));
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(builder)
        .addCode(code.build())
        .build();
  }

  private List<CodeBlock> parameters() {
    List<CodeBlock> code = new ArrayList<>();
    for (Value parameter : graph.parameters()) {
      String name = parameter.name();
      code.add(statement("$N = parameters.value($S)", names.of(name), name));
      String gradient = names.of(parameter.gradientName());
      code.add(statement("$N = parameters.gradient($S)", gradient, name));
    }
    for (Value anchor : graph.anchors()) {
      String parameter = anchor.name().substring(0, anchor.name().lastIndexOf('.'));
      code.add(statement("$N = anchor($S)", names.of(anchor.name()), parameter));
    }
    return code;
  }

  private List<CodeBlock> strengths() {
    List<CodeBlock> code = new ArrayList<>();
    for (Regularizer regularizer : graph.regularizers()) {
      List<CodeBlock> arguments = new ArrayList<>();
      arguments.add(CodeBlock.of("$S", regularizer.name()));
      arguments.add(CodeBlock.of("builder.$N", builderNames.of(regularizer.name())));
      regularizer
          .custom()
          .map(custom -> RuntimeTypes.of(custom.packageName(), custom.simpleNames()))
          .ifPresent(custom -> arguments.add(CodeBlock.of("new $T()", custom)));
      for (Role role : regularizer.on()) {
        arguments.add(CodeBlock.of("$T.$L", RuntimeTypes.PARAMETER_ROLE, role));
      }
      code.add(
          statement(
              "$N = $L($L)",
              names.of(regularizer.name()),
              regularizer.isPenalty() ? "penalty" : "strength",
              CodeBlock.join(arguments, ",$W")));
    }
    return code;
  }

  private List<CodeBlock> tensors() {
    List<CodeBlock> code = new ArrayList<>();
    code.add(
        statement(
            "$N = input($S, $L)", names.of(input.name()), input.name(), dimensions(input.shape())));
    LayerDeclaration last = network.layers().get(network.layers().size() - 1);
    LossFunction loss = last.loss().orElseThrow().loss();
    code.add(
        statement(
            "$N = target($T.$L, $S, $L)",
            names.of(target.name()),
            RuntimeTypes.TARGET_ENCODING,
            loss.targets(),
            last.name(),
            dimensions(target.shape())));
    boolean explained = false;
    for (Buffer buffer : memory.buffers()) {
      String name = names.of(buffer.name());
      String shape = dimensions(buffer.shape());
      Optional<Buffer> overlaid = memory.memoryOf(buffer);
      if (overlaid.isPresent()) {
        if (!explained) {
          code.add(
              CodeBlock.of("// Overlaid: in the memory of values that nobody needs by then.\n"));
          explained = true;
        }
        String other = names.of(overlaid.get().name());
        code.add(statement("$N = $N.overlaid($L)", name, other, shape));
      } else {
        code.add(statement("$N = tensor($L)", name, shape));
      }
    }
    return code;
  }

  private List<CodeBlock> layers() {
    List<CodeBlock> code = new ArrayList<>();
    for (LayerDeclaration layer : network.layers()) {
      String penalties =
          graph.regularizers().stream()
              .filter(regularizer -> regularizer.layer().equals(layer.name()))
              .map(regularizer -> ",$W" + names.of(regularizer.name()).replace("$", "$$"))
              .collect(Collectors.joining());
      code.add(
          statement(
              "declared.$N = layer($S, $S" + penalties + ")",
              layer.name(),
              layer.name(),
              operations(layer.name())));
    }
    return code;
  }

  /** What a layer does when it predicts, for saved models: {@code linear, leakyRelu(0.2)}. */
  private String operations(String layer) {
    if (layer.equals(graph.input().name())) {
      return "input " + graph.input().shape();
    }
    return graph.nodes(Phase.FORWARD).stream()
        .filter(node -> node.layer().equals(layer) && !(node.op() instanceof Ops.Dropout))
        .map(node -> node.op().title() + arguments(node.op()))
        .collect(Collectors.joining(", "));
  }

  private static String arguments(Op op) {
    return op.attributes().isEmpty()
        ? ""
        : op.attributes().stream()
            .map(attribute -> String.valueOf(((Attribute.Constant) attribute).value()))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static CodeBlock statement(String format, Object... arguments) {
    return CodeBlock.builder().addStatement(format, arguments).build();
  }

  private static String dimensions(Shape shape) {
    return shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
