package org.netwright.processor.emit;

import static org.netwright.processor.emit.PassMethods.N;
import static org.netwright.processor.emit.PassMethods.layers;
import static org.netwright.processor.emit.PassMethods.method;
import static org.netwright.processor.emit.PassMethods.withBlocks;
import static org.netwright.processor.emit.PassMethods.withSections;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.netwright.processor.emit.BlockLoops.Piece;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Regularizer;

/** Writes the methods of a training step, and the method that predicts. */
final class StepMethods {
  private static final ParameterSpec LOSSES =
      ParameterSpec.builder(RuntimeTypes.LOSSES, "losses").build();

  private static final Calls CALLS = new Calls(2);

  private final Graph training;
  private final Graph inference;
  private final KernelCalls kernels;
  private final KernelCalls inferenceKernels;
  private final Names names;

  StepMethods(Program program, Names names) {
    this.training = program.training();
    this.inference = program.inference();
    this.kernels = new KernelCalls(names, program.memory().training(), 2);
    this.inferenceKernels = new KernelCalls(names, program.memory().inference(), 2);
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
    List<Piece> code = layers(training.nodes(Phase.FORWARD), kernels, Comments::forward);
    return withBlocks(method("forward").addParameter(N), code, List.of(N), names);
  }

  private List<MethodSpec> infer() {
    MethodSpec.Builder infer = method("infer");
    if (inference.nodes(Phase.FORWARD).equals(training.nodes(Phase.FORWARD))) {
      return List.of(infer.addParameter(N).addStatement("forward(n)").build());
    }
    infer.addComment(
        training.states().isEmpty()
            ? "The forward pass without dropout."
            : "The forward pass without dropout, normalised by running statistics.");
    return PassMethods.infer(infer, inference, inferenceKernels, names);
  }

  private List<MethodSpec> loss() {
    List<CodeBlock> code = new ArrayList<>();
    for (int i = 0; i < training.losses().size(); i++) {
      code.add(dataLoss(i));
    }
    code.addAll(rowsOfTables());
    List<Piece> penalties =
        training.penalties().stream()
            .map(term -> Piece.of(term.layer(), loopNames -> reported(term, loopNames)))
            .toList();
    code.addAll(new BlockLoops(names).statements(penalties));
    return withSections(
        method("loss").addParameter(N).addParameter(LOSSES), code, List.of(N, LOSSES));
  }

  private CodeBlock dataLoss(int index) {
    CodeBlock loss = kernels.call(training.producer(training.losses().get(index).value()));
    List<CodeBlock> arguments =
        training.losses().size() == 1 ? List.of(loss) : List.of(CodeBlock.of("$L", index), loss);
    CodeBlock.Builder code = CodeBlock.builder();
    if (index == 0) {
      String gradients = training.losses().size() == 1 ? "gradient" : "gradients";
      code.add("// Also computes the $L that backward starts from.\n", gradients);
    }
    return code.addStatement("$L", CALLS.call("losses.data", arguments)).build();
  }

  /** The gradients of embeddings begin here, because penalties act on the rows that they have. */
  private List<CodeBlock> rowsOfTables() {
    List<CodeBlock> code = new ArrayList<>();
    for (Node node : training.nodes(Phase.LOSS)) {
      if (node.op().startsGradientOf().isPresent()) {
        if (code.isEmpty()) {
          code.add(CodeBlock.of("// Which rows of embeddings the batch names.\n"));
        }
        code.add(Code.statement("$L", kernels.call(node)));
      }
    }
    return code;
  }

  private CodeBlock reported(Regularizer term, Names loopNames) {
    KernelCalls calls = kernels.with(loopNames);
    List<CodeBlock> summands =
        term.parts().stream().map(part -> calls.call(training.producer(part))).toList();
    CodeBlock strength = loopNames.strengthOf(term);
    CodeBlock sum = CodeBlock.join(summands, " + ");
    CodeBlock reported =
        loopNames.calls(2).fitsOnNextLine(sum)
            ? loopNames.calls(2).call("losses.penalty", List.of(strength, sum))
            : CodeBlock.of(
                "losses.penalty(\n$L,\n$L)", strength, CodeBlock.join(summands, "\n    + "));
    return CodeBlock.builder().addStatement("$L", reported).build();
  }

  private List<MethodSpec> backward() {
    List<Node> computed =
        training.nodes(Phase.BACKWARD).stream().filter(node -> !node.op().isView()).toList();
    List<Piece> code = layers(computed, kernels, Comments::backward);
    return withBlocks(method("backward").addParameter(N), code, List.of(N), names);
  }

  private List<MethodSpec> afterUpdate() {
    ParameterSpec rate = ParameterSpec.builder(double.class, "learningRate").build();
    ParameterSpec steps = ParameterSpec.builder(RuntimeTypes.STEP_SIZES, "steps").build();
    List<Piece> code = layers(training.nodes(Phase.UPDATE), kernels, Comments::afterUpdate);
    return withBlocks(
        method("afterUpdate").addParameter(rate).addParameter(steps),
        code,
        List.of(rate, steps),
        names);
  }
}
