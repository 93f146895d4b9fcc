package org.netwright.processor.emit;

import static org.netwright.processor.emit.Code.statement;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.emit.BlockLoops.Piece;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Value;
import org.netwright.processor.memory.BufferPlan;
import org.netwright.processor.memory.BufferPlan.Buffer;
import org.netwright.processor.memory.SharedMemory;
import org.netwright.processor.shape.ShapedNetwork;

/** Writes the pass of a model: its buffers, and the method that predicts. */
final class InferencePassWriter {
  private static final ParameterSpec PARTS =
      ParameterSpec.builder(RuntimeTypes.INFERENCE_PARTS, "parts").build();

  private final ShapedNetwork network;
  private final Graph inference;
  private final ClassName pass;
  private final BufferPlan plan;
  private final SharedMemory memory;
  private final List<Buffer> inputs;

  /** The parameters and states that the nodes read. */
  private final List<Value> read;

  private final Names names;
  private final WindowConstants windows;

  // The statements of the constructor.
  private final List<CodeBlock> parameters;
  private final List<CodeBlock> tensors;
  private final boolean isLong;

  InferencePassWriter(Program program, ClassName pass) {
    this.network = program.shaped();
    this.names =
        new Names(
            program.network().hiddenNames().packages(), BlockArray.of(network, program.training()));
    this.inference = program.model().graph();
    this.pass = pass;
    this.plan = program.memory().model();
    this.memory = program.memory().ofModel();
    this.inputs = inference.inputs().stream().map(plan::bufferOf).toList();
    Set<Value> read =
        inference.nodes().stream()
            .flatMap(node -> node.inputs().stream())
            .collect(Collectors.toSet());
    this.read =
        Stream.concat(inference.parameters().stream(), inference.states().stream())
            .filter(read::contains)
            .toList();
    this.windows = new WindowConstants(inference);
    windows.addTo(names);
    this.read.forEach(value -> names.add(value.name()));
    inputs.forEach(input -> names.add(input.name()));
    inference.keepers().forEach(keeper -> names.add(keeper.value().name()));
    memory.buffers().forEach(buffer -> names.add(buffer.name()));
    memory.views().forEach(buffer -> names.add(buffer.name()));
    this.parameters = parameters();
    this.tensors = tensors();
    this.isLong =
        Sections.statements(parameters) + Sections.statements(tensors)
            > Sections.ROOM_OF_WHAT_RUNS_ONCE;
  }

  TypeSpec write() {
    return TypeSpec.classBuilder(pass)
        .addJavadoc("The buffers of one prediction at a time.")
        .addAnnotation(RuntimeTypes.GENERATED_MODEL)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .superclass(RuntimeTypes.INFERENCE_PASS)
        .addFields(windows.fields())
        .addFields(fields())
        .addMethods(constructor())
        .addMethods(
            PassMethods.infer(
                PassMethods.method("infer"), inference, new KernelCalls(names, plan, 2), names))
        .build();
  }

  private List<FieldSpec> fields() {
    // Fields that methods assign cannot be final.
    PassFields fields = new PassFields(names, !isLong);
    read.forEach(value -> fields.add(RuntimeTypes.PARAMETER_TENSOR, value.name()));
    inputs.forEach(input -> fields.add(BufferWriter.typeOf(input), input.name()));
    inference.keepers().forEach(k -> fields.add(BufferWriter.typeOf(k), k.value().name()));
    memory.buffers().forEach(b -> fields.add(RuntimeTypes.BATCH_TENSOR, b.name()));
    memory.views().forEach(b -> fields.add(RuntimeTypes.BATCH_TENSOR, b.name()));
    return fields.all();
  }

  /** The constructor, and the methods that it calls if it is long. */
  private List<MethodSpec> constructor() {
    int room = isLong ? Sections.STATEMENTS_OF_A_SECTION : Sections.ROOM_OF_WHAT_RUNS_ONCE;
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("super(parts)");
    code.add("\n");
    List<MethodSpec> sections = new ArrayList<>();
    sections.addAll(new Sections("bindParameters", List.of(PARTS)).addTo(code, parameters, room));
    code.add("\n");
    sections.addAll(new Sections("allocate", List.of(PARTS)).addTo(code, tensors, room));
    code.add("\n");
    new BufferWriter(names).outputs(network, inference, plan).forEach(code::add);
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(PARTS)
            .addCode(code.build())
            .build());
    methods.addAll(sections);
    return methods;
  }

  private List<CodeBlock> parameters() {
    List<Piece> pieces = read.stream().map(InferencePassWriter::part).toList();
    return new BlockLoops(names).statements(pieces);
  }

  private static Piece part(Value value) {
    String method = value.kind() == Value.Kind.STATE ? "state" : "parameter";
    return Piece.of(
        value.layer(),
        own ->
            statement("$N = parts.$L($L)", own.of(value.name()), method, own.quoted(value.name())));
  }

  private List<CodeBlock> tensors() {
    BufferWriter buffers =
        network.isStreamable() ? BufferWriter.ofStream(names) : new BufferWriter(names);
    List<CodeBlock> code = new ArrayList<>();
    code.addAll(buffers.inputs(inputs, network));
    code.addAll(buffers.keepers(inference.keepers()));
    code.addAll(buffers.computed(memory));
    return code;
  }
}
