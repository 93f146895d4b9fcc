package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.processor.emit.BlockLoops.Piece;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Steps;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Keeper;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.memory.BufferPlan;
import org.netwright.processor.memory.BufferPlan.Buffer;
import org.netwright.processor.memory.SharedMemory;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.LossDeclaration;

/** Writes the creation of the tensors that hold a batch. */
final class BufferWriter {
  private final Names names;
  private final boolean stepByStep;

  BufferWriter(Names names) {
    this(names, false);
  }

  private BufferWriter(Names names, boolean stepByStep) {
    this.names = names;
    this.stepByStep = stepByStep;
  }

  /** Of a pass that may have one step, in which a sequence is given step by step. */
  static BufferWriter ofStream(Names names) {
    return new BufferWriter(names, true);
  }

  /** {@code 50, 8}, {@code parts.steps(50), 8}, or with lengths {@code wordsLengths, 8}. */
  private CodeBlock dimensions(Shape shape, Names own) {
    if (!shape.isVariable() && !(stepByStep && shape.dimensions().size() == 2)) {
      return CodeBlock.of("$L", Code.dimensions(shape));
    }
    List<CodeBlock> dimensions = new ArrayList<>();
    dimensions.add(steps(shape.steps(), shape.lengths(), own));
    shape.dimensions().stream().skip(1).forEach(size -> dimensions.add(CodeBlock.of("$L", size)));
    return CodeBlock.join(dimensions, ", ");
  }

  private CodeBlock steps(int most, Optional<String> lengths, Names own) {
    return lengths
        .map(input -> CodeBlock.of("$N", own.of(lengthsOf(input))))
        .orElseGet(() -> CodeBlock.of(stepByStep ? "parts.steps($L)" : "$L", most));
  }

  /** The name of the lengths of an input. */
  private static String lengthsOf(String input) {
    return input + ".lengths";
  }

  /** The inputs, after the lengths of those that have some. */
  List<CodeBlock> inputs(List<Buffer> inputs, ShapedNetwork network) {
    List<CodeBlock> code = new ArrayList<>();
    for (Buffer input : inputs) {
      if (input.kind() == Buffer.Kind.LENGTHS) {
        String owner = input.name().substring(0, input.name().lastIndexOf('.'));
        int most = network.layer(owner).output().steps();
        code.add(Code.statement("$N = parts.lengths($L)", names.of(input.name()), most));
      }
    }
    for (Buffer input : inputs) {
      if (input.kind() != Buffer.Kind.LENGTHS) {
        code.add(input(input, network));
      }
    }
    return code;
  }

  private CodeBlock input(Buffer input, ShapedNetwork network) {
    String name = names.of(input.name());
    CodeBlock dimensions =
        input.kind() == Buffer.Kind.IDS && stepByStep
            ? steps(input.shape().steps(), input.shape().lengths(), names)
            : dimensions(input.shape(), names);
    return network
        .vocabulary(input.name())
        .map(
            vocabulary ->
                Code.statement(
                    "$N = parts.ids($S, $L, $L)", name, input.name(), vocabulary, dimensions))
        .orElseGet(
            () ->
                Code.statement(
                    "$N = parts.$L($S, $L)",
                    name,
                    input.shape().isBatchOfSequences() ? "sequence" : "input",
                    input.name(),
                    dimensions));
  }

  /** The tensor of the targets of an output, after the user's loss if there is one. */
  List<CodeBlock> target(ShapedLayer layer) {
    LossDeclaration loss = layer.declaration().loss().orElseThrow();
    List<CodeBlock> code = new ArrayList<>();
    loss.ownClass()
        .map(own -> RuntimeTypes.of(own.type().packageName(), own.type().simpleNames()))
        .ifPresent(
            type ->
                code.add(
                    Code.assignPart(
                        names,
                        names.ofLoss(layer.name()),
                        "loss",
                        List.of(
                            CodeBlock.of("$S", layer.name()), CodeBlock.of("new $T()", type)))));
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(CodeBlock.of("$T.$L", RuntimeTypes.TARGET_ENCODING, loss.targets()));
    arguments.add(CodeBlock.of("$S", layer.name()));
    if (loss.weight() != 1) {
      arguments.add(CodeBlock.of("$L", loss.weight()));
    }
    arguments.add(dimensions(loss.targetShape(layer.output()), names));
    code.add(
        Code.assignPart(
            names,
            names.of(layer.name() + ".targets"),
            targetMethod(loss.weight() == 1, hasSteps(layer)),
            arguments));
    return code;
  }

  /** Whether the steps of an output are compared one by one; a loss of the user gets it whole. */
  private static boolean hasSteps(ShapedLayer layer) {
    return layer.output().isBatchOfSequences()
        && layer.declaration().loss().flatMap(LossDeclaration::ownClass).isEmpty();
  }

  private static String targetMethod(boolean hasWeightOne, boolean hasSteps) {
    if (hasSteps) {
      return hasWeightOne ? "stepTarget" : "weightedStepTarget";
    }
    return hasWeightOne ? "target" : "weightedTarget";
  }

  /** The type of an object in which operations keep what others need. */
  static ClassName typeOf(Keeper keeper) {
    return RuntimeTypes.generated(keeper.type());
  }

  /** The type of the tensor in which a batch lies. */
  static ClassName typeOf(Buffer buffer) {
    return switch (buffer.kind()) {
      case IDS -> RuntimeTypes.ID_TENSOR;
      case LENGTHS -> RuntimeTypes.LENGTHS;
      default -> RuntimeTypes.BATCH_TENSOR;
    };
  }

  /** {@code hiddenSteps = parts.recurrence(RecurrentCell.LSTM, false, 0, 50, 64)}. */
  List<CodeBlock> keepers(List<Keeper> keepers) {
    List<Piece> pieces =
        keepers.stream()
            .map(keeper -> Piece.of(keeper.value().layer(), own -> keeper(keeper, own)))
            .toList();
    return new BlockLoops(names).statements(pieces);
  }

  private CodeBlock keeper(Keeper keeper, Names own) {
    List<CodeBlock> arguments =
        keeper.arguments().stream().map(attribute -> argument(attribute, own)).toList();
    return Code.assignPart(own, own.of(keeper.value().name()), keeper.method(), arguments);
  }

  private CodeBlock argument(Attribute attribute, Names own) {
    return attribute instanceof Steps steps
        ? steps(steps.most(), steps.lengths(), own)
        : KernelCalls.constant(attribute);
  }

  /** What the passes give, once all tensors are there. */
  List<CodeBlock> outputs(ShapedNetwork network, Graph inference, BufferPlan plan) {
    List<CodeBlock> code = new ArrayList<>();
    for (int i = 0; i < network.outputs().size(); i++) {
      ShapedLayer layer = network.outputs().get(i);
      List<CodeBlock> arguments = new ArrayList<>();
      layer
          .declaration()
          .loss()
          .ifPresent(
              loss ->
                  arguments.add(
                      CodeBlock.of("$T.$L", RuntimeTypes.TARGET_ENCODING, loss.targets())));
      arguments.add(CodeBlock.of("$S", layer.name()));
      layer
          .output()
          .lengths()
          .ifPresent(input -> arguments.add(CodeBlock.of("$N", names.of(lengthsOf(input)))));
      arguments.add(
          CodeBlock.of("$N", names.of(plan.bufferOf(inference.predictions().get(i)).name())));
      String method = hasSteps(layer) ? "stepOutput" : "output";
      code.add(Code.statement("$L", new Calls(2).call("parts." + method, arguments)));
    }
    return code;
  }

  /** The buffers that the passes compute. */
  List<CodeBlock> computed(SharedMemory memory) {
    List<Piece> pieces = new ArrayList<>();
    boolean explained = false;
    for (Buffer buffer : memory.buffers()) {
      Optional<Buffer> shared = memory.predecessorOf(buffer);
      if (shared.isPresent() && !explained) {
        pieces.add(
            Piece.of(
                "",
                same ->
                    CodeBlock.of(
                        "// These share the memory of values that are no longer needed.\n")));
        explained = true;
      }
      pieces.add(Piece.of(buffer.name(), loopNames -> computed(buffer, shared, loopNames)));
    }
    for (Buffer view : memory.views()) {
      pieces.add(Piece.of(view.name(), loopNames -> computed(view, view.viewed(), loopNames)));
    }
    return new BlockLoops(names).statements(pieces);
  }

  private CodeBlock computed(Buffer buffer, Optional<Buffer> shared, Names names) {
    String name = names.of(buffer.name());
    CodeBlock shape = dimensions(buffer.shape(), names);
    return shared
        .map(other -> Code.statement("$N = $N.sharing($L)", name, names.of(other.name()), shape))
        .orElseGet(() -> Code.statement("$N = parts.tensor($L)", name, shape));
  }
}
