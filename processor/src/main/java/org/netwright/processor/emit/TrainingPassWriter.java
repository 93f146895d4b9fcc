package org.netwright.processor.emit;

import static java.util.Objects.requireNonNull;
import static org.netwright.processor.emit.Code.statement;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Regularizer;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Role;
import org.netwright.processor.memory.BufferPlan;
import org.netwright.processor.memory.BufferPlan.Buffer;
import org.netwright.processor.memory.SharedMemory;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.LossDeclaration;
import org.netwright.processor.wiring.BlockInstance;

/** Writes the pass of a trainer: its parameters, strengths and buffers, and a training step. */
final class TrainingPassWriter {
  private static final ParameterSpec PARTS =
      ParameterSpec.builder(RuntimeTypes.TRAINING_PARTS, "parts").build();

  private static final Calls CALLS = new Calls(2);

  private final Program program;
  private final ShapedNetwork network;
  private final Graph graph;
  private final ClassName pass;
  private final ParameterSpec builder;
  private final ParameterSpec declared;
  private final Names names;
  private final BuilderNames builderNames;
  private final SharedMemory memory;
  private final List<Buffer> given;
  private final List<Buffer> scratch;

  // The statements of the constructor.
  private final List<CodeBlock> parameters;
  private final List<CodeBlock> strengths;
  private final List<CodeBlock> tensors;
  private final List<CodeBlock> layers;
  private final boolean isLong;

  /**
   * Writes a pass.
   *
   * @param type the network
   * @param trainer the class around the pass
   */
  TrainingPassWriter(Program program, ClassName type, ClassName trainer, ClassName pass) {
    this.program = program;
    this.network = program.shaped();
    this.graph = program.training();
    this.pass = pass;
    this.builder = ParameterSpec.builder(trainer.nestedClass("Builder"), "builder").build();
    this.declared = ParameterSpec.builder(type, "declared").build();
    this.memory = program.memory().ofTrainer();
    BufferPlan plan = program.memory().training();
    this.given =
        Stream.concat(graph.inputs().stream(), graph.targets().stream())
            .map(plan::bufferOf)
            .toList();
    this.scratch = plan.all(Buffer.Kind.SCRATCH);
    this.builderNames = new BuilderNames(graph.regularizers());
    this.names = new Names(program.network().hiddenNames().packages());
    for (Value parameter : graph.parameters()) {
      names.add(parameter.name());
      names.add(parameter.gradientName());
    }
    graph.regularizers().forEach(regularizer -> names.addRegularizer(regularizer.name()));
    graph.anchors().forEach(anchor -> names.add(anchor.name()));
    scratch.forEach(buffer -> names.add(buffer.name()));
    batchTensors().forEach(buffer -> names.add(buffer.name()));
    this.parameters = parameters();
    this.strengths = strengths();
    this.tensors = tensors();
    this.layers = layers();
    // Each of them is one statement.
    this.isLong =
        parameters.size() + strengths.size() + tensors.size() + layers.size()
            > Sections.ROOM_OF_WHAT_RUNS_ONCE;
  }

  TypeSpec write() {
    return TypeSpec.classBuilder(pass)
        .addJavadoc("The buffers and the passes of a training step.")
        .addAnnotation(RuntimeTypes.GENERATED_TRAINER)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .superclass(RuntimeTypes.TRAINING_PASS)
        .addFields(fields())
        .addMethods(constructor())
        .addMethods(new StepMethods(program, names).methods())
        .build();
  }

  private Stream<Buffer> batchTensors() {
    return Stream.concat(given.stream(), memory.buffers().stream());
  }

  private List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    for (Value parameter : graph.parameters()) {
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, names.of(parameter.name())));
      fields.add(
          field(
              hasSparseGradient(parameter)
                  ? RuntimeTypes.SPARSE_GRADIENT
                  : RuntimeTypes.PARAMETER_TENSOR,
              names.of(parameter.gradientName())));
    }
    for (Value anchor : graph.anchors()) {
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, names.of(anchor.name())));
    }
    for (Buffer buffer : scratch) {
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, names.of(buffer.name())));
    }
    for (Regularizer regularizer : graph.regularizers()) {
      TypeName strength =
          regularizer.custom().isPresent() ? RuntimeTypes.CUSTOM_PENALTY : RuntimeTypes.STRENGTH;
      fields.add(field(strength, names.ofRegularizer(regularizer.name())));
    }
    batchTensors()
        .forEach(buffer -> fields.add(field(BufferWriter.typeOf(buffer), names.of(buffer.name()))));
    return fields;
  }

  private boolean hasSparseGradient(Value parameter) {
    return requireNonNull(graph.gradients().get(parameter)).type() == Value.Type.SPARSE;
  }

  private FieldSpec field(TypeName type, String identifier) {
    FieldSpec.Builder field = FieldSpec.builder(type, identifier, Modifier.PRIVATE);
    // Fields that methods assign cannot be final.
    return isLong ? field.build() : field.addModifiers(Modifier.FINAL).build();
  }

  /** The constructor, and the methods that it calls if it is long. */
  private List<MethodSpec> constructor() {
    int room = isLong ? Sections.STATEMENTS_OF_A_SECTION : Sections.ROOM_OF_WHAT_RUNS_ONCE;
    List<MethodSpec> sections = new ArrayList<>();
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("super(parts)");
    code.add("\n");
    sections.addAll(new Sections("bindParameters", List.of(PARTS)).addTo(code, parameters, room));
    if (!graph.regularizers().isEmpty()) {
      code.add("\n");
      sections.addAll(
          new Sections("bindStrengths", List.of(PARTS, builder)).addTo(code, strengths, room));
    }
    code.add("\n");
    sections.addAll(new Sections("allocate", List.of(PARTS)).addTo(code, tensors, room));
    code.add("\n");
    sections.addAll(new Sections("bindLayers", List.of(PARTS, declared)).addTo(code, layers, room));
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameters(List.of(PARTS, builder, declared))
            .addCode(code.build())
            .build());
    methods.addAll(sections);
    return methods;
  }

  private List<CodeBlock> parameters() {
    List<CodeBlock> code = new ArrayList<>();
    for (Value parameter : graph.parameters()) {
      String name = parameter.name();
      code.add(statement("$N = parts.parameter($S)", names.of(name), name));
      String gradient = names.of(parameter.gradientName());
      String method = hasSparseGradient(parameter) ? "sparseGradient" : "gradient";
      code.add(statement("$N = parts.$L($S)", gradient, method, name));
    }
    for (Value anchor : graph.anchors()) {
      String parameter = anchor.name().substring(0, anchor.name().lastIndexOf('.'));
      code.add(statement("$N = parts.initial($S)", names.of(anchor.name()), parameter));
    }
    for (Buffer buffer : scratch) {
      String parameter = buffer.name().substring(0, buffer.name().lastIndexOf(".gradient"));
      code.add(statement("$N = parts.scratch($S)", names.of(buffer.name()), parameter));
    }
    return code;
  }

  private List<CodeBlock> strengths() {
    List<CodeBlock> code = new ArrayList<>();
    for (Regularizer regularizer : graph.regularizers()) {
      List<CodeBlock> arguments = new ArrayList<>();
      arguments.add(CodeBlock.of("$S", regularizer.name()));
      arguments.add(CodeBlock.of("builder.$N", builderNames.of(regularizer)));
      regularizer
          .custom()
          .map(custom -> RuntimeTypes.of(custom.packageName(), custom.simpleNames()))
          .ifPresent(custom -> arguments.add(CodeBlock.of("new $T()", custom)));
      for (Role role : regularizer.on()) {
        arguments.add(CodeBlock.of("$T.$L", RuntimeTypes.PARAMETER_ROLE, role));
      }
      code.add(
          call(
              names.ofRegularizer(regularizer.name()),
              regularizer.isPenalty() ? "penalty" : "strength",
              arguments));
    }
    return code;
  }

  private List<CodeBlock> tensors() {
    BufferWriter buffers = new BufferWriter(names);
    List<CodeBlock> code = new ArrayList<>();
    for (Value input : graph.inputs()) {
      code.add(buffers.input(plan().bufferOf(input), network));
    }
    for (ShapedLayer layer : network.losses()) {
      code.add(target(layer));
    }
    code.addAll(buffers.computed(memory));
    code.addAll(buffers.outputs(network, program.inference(), program.memory().inference()));
    return code;
  }

  private BufferPlan plan() {
    return program.memory().training();
  }

  private CodeBlock target(ShapedLayer layer) {
    LossDeclaration loss = layer.declaration().loss().orElseThrow();
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(CodeBlock.of("$T.$L", RuntimeTypes.TARGET_ENCODING, loss.kind().targets()));
    arguments.add(CodeBlock.of("$S", layer.name()));
    if (loss.weight() != 1) {
      arguments.add(CodeBlock.of("$L", loss.weight()));
    }
    layer.output().dimensions().forEach(dimension -> arguments.add(CodeBlock.of("$L", dimension)));
    return call(
        names.of(layer.name() + ".targets"),
        loss.weight() == 1 ? "target" : "weightedTarget",
        arguments);
  }

  private List<CodeBlock> layers() {
    List<CodeBlock> code = new ArrayList<>();
    Set<BlockInstance> bound = new HashSet<>();
    for (ShapedLayer layer : network.layers()) {
      layer.wired().block().ifPresent(block -> bind(block, bound, code));
      List<CodeBlock> arguments = new ArrayList<>();
      arguments.add(CodeBlock.of("$S", layer.name()));
      layer.wired().owner().ifPresent(owner -> arguments.add(CodeBlock.of("$S", owner)));
      graph.regularizers().stream()
          .filter(regularizer -> regularizer.layer().equals(layer.name()))
          .forEach(regularizer -> arguments.add(names.strengthOf(regularizer)));
      String method = layer.wired().ownsParameters() ? "layer" : "layerLike";
      code.add(call("declared." + expression(layer.name()), method, arguments));
    }
    return code;
  }

  /** Creates the instance of a block's class, after those around it. */
  private static void bind(BlockInstance block, Set<BlockInstance> bound, List<CodeBlock> code) {
    if (!bound.add(block)) {
      return;
    }
    block.around().ifPresent(around -> bind(around, bound, code));
    ClassDeclaration type = block.block().type();
    ClassName name = RuntimeTypes.of(type.packageName(), type.simpleNames());
    if (block.index() == 0) {
      String array = "declared." + expression(block.field());
      code.add(statement("$L = new $T[$L]", array, name, block.length()));
    }
    code.add(statement("declared.$L = new $T()", expression(block.name()), name));
  }

  /** {@code body[2].wide} for {@code body.2.wide}. */
  private static String expression(String name) {
    return name.replaceAll("\\.(\\d+)", "[$1]");
  }

  /** A statement that assigns the part that a method creates. */
  private static CodeBlock call(String assigned, String method, List<CodeBlock> arguments) {
    return statement("$L", CALLS.assignment(assigned, "parts." + method, arguments));
  }
}
