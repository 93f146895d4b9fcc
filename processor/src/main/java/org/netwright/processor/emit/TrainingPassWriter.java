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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.emit.BlockLoops.Piece;
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
import org.netwright.processor.wiring.BlockInstance;

/** Writes the pass of a trainer: its parameters, strengths and buffers, and a training step. */
final class TrainingPassWriter {
  private static final ParameterSpec PARTS =
      ParameterSpec.builder(RuntimeTypes.TRAINING_PARTS, "parts").build();

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
  private final List<Buffer> statistics;
  private final WindowConstants windows;

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
    this.statistics = plan.all(Buffer.Kind.STATISTICS);
    this.builderNames = new BuilderNames(graph.regularizers());
    this.names =
        new Names(program.network().hiddenNames().packages(), BlockArray.of(network, graph));
    this.windows = new WindowConstants(graph, program.inference());
    windows.addTo(names);
    for (Value parameter : graph.parameters()) {
      names.add(parameter.name());
      names.add(parameter.gradientName());
    }
    graph.states().forEach(state -> names.add(state.name()));
    graph.regularizers().forEach(regularizer -> names.addRegularizer(regularizer.name()));
    graph.anchors().forEach(anchor -> names.add(anchor.name()));
    ownLosses().forEach(layer -> names.addLoss(layer.name()));
    scratch.forEach(buffer -> names.add(buffer.name()));
    statistics.forEach(buffer -> names.add(buffer.name()));
    graph.keepers().forEach(keeper -> names.add(keeper.value().name()));
    batchTensors().forEach(buffer -> names.add(buffer.name()));
    this.parameters = parameters();
    this.strengths = strengths();
    this.tensors = tensors();
    this.layers = layers();
    this.isLong =
        Stream.of(parameters, strengths, tensors, layers).mapToInt(Sections::statements).sum()
            > Sections.ROOM_OF_WHAT_RUNS_ONCE;
  }

  TypeSpec write() {
    return TypeSpec.classBuilder(pass)
        .addJavadoc("The buffers and the passes of a training step.")
        .addAnnotation(RuntimeTypes.GENERATED_TRAINER)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .superclass(RuntimeTypes.TRAINING_PASS)
        .addFields(windows.fields())
        .addFields(fields())
        .addMethods(constructor())
        .addMethods(new StepMethods(program, names).methods())
        .build();
  }

  private Stream<Buffer> batchTensors() {
    return Stream.of(given, memory.buffers(), memory.views()).flatMap(Collection::stream);
  }

  private List<FieldSpec> fields() {
    // Fields that methods assign cannot be final.
    PassFields fields = new PassFields(names, !isLong);
    for (Value parameter : graph.parameters()) {
      fields.add(RuntimeTypes.PARAMETER_TENSOR, parameter.name());
      fields.add(
          hasSparseGradient(parameter)
              ? RuntimeTypes.SPARSE_GRADIENT
              : RuntimeTypes.PARAMETER_TENSOR,
          parameter.gradientName());
    }
    graph.states().forEach(s -> fields.add(RuntimeTypes.PARAMETER_TENSOR, s.name()));
    graph.anchors().forEach(a -> fields.add(RuntimeTypes.PARAMETER_TENSOR, a.name()));
    scratch.forEach(buffer -> fields.add(RuntimeTypes.PARAMETER_TENSOR, buffer.name()));
    statistics.forEach(buffer -> fields.add(RuntimeTypes.BATCH_STATISTICS, buffer.name()));
    for (Regularizer regularizer : graph.regularizers()) {
      TypeName strength =
          regularizer.custom().isPresent() ? RuntimeTypes.CUSTOM_PENALTY : RuntimeTypes.STRENGTH;
      fields.addRegularizer(strength, regularizer.name());
    }
    ownLosses().forEach(layer -> fields.addLoss(layer.name()));
    graph.keepers().forEach(k -> fields.add(BufferWriter.typeOf(k), k.value().name()));
    batchTensors().forEach(buffer -> fields.add(BufferWriter.typeOf(buffer), buffer.name()));
    return fields.all();
  }

  private boolean hasSparseGradient(Value parameter) {
    return requireNonNull(graph.gradients().get(parameter)).type() == Value.Type.SPARSE;
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
    List<Piece> pieces = new ArrayList<>();
    for (Value parameter : graph.parameters()) {
      String name = parameter.name();
      String method = hasSparseGradient(parameter) ? "sparseGradient" : "gradient";
      pieces.add(part(parameter.layer(), name, "parameter", name));
      pieces.add(part(parameter.layer(), parameter.gradientName(), method, name));
    }
    for (Value state : graph.states()) {
      pieces.add(part(state.layer(), state.name(), "state", state.name()));
    }
    for (Value anchor : graph.anchors()) {
      String parameter = anchor.name().substring(0, anchor.name().lastIndexOf('.'));
      pieces.add(part(anchor.layer(), anchor.name(), "initial", parameter));
    }
    for (Buffer buffer : scratch) {
      String name = buffer.name();
      String parameter = name.substring(0, name.lastIndexOf(".gradient"));
      pieces.add(part(name, name, "scratch", parameter));
    }
    for (Buffer buffer : statistics) {
      String layer = buffer.name().substring(0, buffer.name().lastIndexOf('.'));
      pieces.add(part(layer, buffer.name(), "batchStatistics", ownerOf(layer)));
    }
    return new BlockLoops(names).statements(pieces);
  }

  /** The layer whose states a layer uses. */
  private String ownerOf(String name) {
    return network.layer(name).owner();
  }

  /** {@code hiddenWeight = parts.parameter("hidden.weight")}. */
  private static Piece part(String layer, String field, String method, String parameter) {
    return Piece.of(
        layer, own -> statement("$N = parts.$L($L)", own.of(field), method, own.quoted(parameter)));
  }

  private List<CodeBlock> strengths() {
    List<Piece> pieces =
        graph.regularizers().stream()
            .map(regularizer -> Piece.of(regularizer.layer(), own -> strength(regularizer, own)))
            .toList();
    return new BlockLoops(names).statements(pieces);
  }

  private CodeBlock strength(Regularizer regularizer, Names own) {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(own.quoted(regularizer.name()));
    arguments.add(CodeBlock.of("builder.$N", builderNames.of(regularizer)));
    regularizer
        .custom()
        .map(custom -> RuntimeTypes.of(custom.packageName(), custom.simpleNames()))
        .ifPresent(custom -> arguments.add(CodeBlock.of("new $T()", custom)));
    for (Role role : regularizer.on()) {
      arguments.add(CodeBlock.of("$T.$L", RuntimeTypes.PARAMETER_ROLE, role));
    }
    return Code.assignPart(
        own,
        own.ofRegularizer(regularizer.name()),
        regularizer.isPenalty() ? "penalty" : "strength",
        arguments);
  }

  private List<CodeBlock> tensors() {
    BufferWriter buffers = new BufferWriter(names);
    List<CodeBlock> code = new ArrayList<>();
    code.addAll(buffers.inputs(graph.inputs().stream().map(plan()::bufferOf).toList(), network));
    network.losses().forEach(layer -> code.addAll(buffers.target(layer)));
    code.addAll(buffers.keepers(graph.keepers()));
    code.addAll(buffers.computed(memory));
    code.addAll(buffers.outputs(network, program.inference(), program.memory().inference()));
    return code;
  }

  private BufferPlan plan() {
    return program.memory().training();
  }

  private Stream<ShapedLayer> ownLosses() {
    return network.losses().stream()
        .filter(layer -> layer.declaration().loss().orElseThrow().own().isPresent());
  }

  private List<CodeBlock> layers() {
    List<Piece> pieces = new ArrayList<>();
    Set<BlockInstance> bound = new HashSet<>();
    for (ShapedLayer layer : network.layers()) {
      layer.wired().block().ifPresent(block -> bind(block, bound, pieces));
      pieces.add(Piece.of(layer.name(), own -> layer(layer, own)));
    }
    return new BlockLoops(names).statements(pieces);
  }

  private CodeBlock layer(ShapedLayer layer, Names own) {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(own.quoted(layer.name()));
    layer.wired().owner().ifPresent(owner -> arguments.add(own.quoted(owner)));
    graph.regularizers().stream()
        .filter(regularizer -> regularizer.layer().equals(layer.name()))
        .forEach(regularizer -> arguments.add(own.strengthOf(regularizer)));
    String method = layer.wired().ownsParameters() ? "layer" : "layerLike";
    return layer.wired().isField()
        ? Code.assignPart(own, "declared." + own.path(layer.name()), method, arguments)
        : statement("$L", own.calls(2).call("parts." + method, arguments));
  }

  /** Creates the instance of a block's class, after those around it. */
  private static void bind(BlockInstance block, Set<BlockInstance> bound, List<Piece> pieces) {
    if (!bound.add(block)) {
      return;
    }
    block.around().ifPresent(around -> bind(around, bound, pieces));
    ClassDeclaration type = block.block().type();
    ClassName name = RuntimeTypes.of(type.packageName(), type.simpleNames());
    if (block.index() == 0) {
      pieces.add(
          Piece.of(
              block.around().isEmpty() ? "" : block.field(),
              own ->
                  statement(
                      "declared.$L = new $T[$L]", own.path(block.field()), name, block.length())));
    }
    pieces.add(
        Piece.of(
            block.name() + ".",
            own -> statement("declared.$L = new $T()", own.path(block.name()), name)));
  }
}
