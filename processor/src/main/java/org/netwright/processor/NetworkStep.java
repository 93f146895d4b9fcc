package org.netwright.processor;

import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.netwright.processor.diagnostic.DiagnosticPrinter;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.emit.Program;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.lowering.Lowering;
import org.netwright.processor.memory.MemoryPlan;
import org.netwright.processor.pass.BatchNormFolding;
import org.netwright.processor.pass.BatchNormFolding.Folded;
import org.netwright.processor.pass.Fusion;
import org.netwright.processor.pass.Inference;
import org.netwright.processor.pass.ReverseMode;
import org.netwright.processor.report.BudgetCheck;
import org.netwright.processor.report.NetworkCost;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.BlockDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.NetworkReader;
import org.netwright.processor.validation.KnownAnnotations;
import org.netwright.processor.validation.NetworkValidator;

/**
 * The processing of one class: read, validate, lower, differentiate, fuse, plan the memory, compute
 * costs, write.
 */
final class NetworkStep {
  private final NetworkReader reader;
  private final DiagnosticPrinter printer;
  private final OutputFiles files;

  /**
   * Processes classes of one round.
   *
   * @param sources the names of the top-level classes that are compiled from sources
   */
  NetworkStep(ProcessingEnvironment environment, Set<String> sources) {
    this.reader = new NetworkReader(environment.getElementUtils());
    this.printer = new DiagnosticPrinter(environment.getMessager(), sources);
    this.files = new OutputFiles(environment, printer);
  }

  /**
   * Returns whether the class could be read. Classes that it refers to may not have been generated
   * yet.
   */
  boolean process(TypeElement type) {
    try {
      Optional<NetworkDeclaration> network = reader.read(type);
      network.ifPresent(declared -> process(declared, type));
      return network.isPresent();
    } catch (RuntimeException | StackOverflowError fault) {
      // A stack trace of the processor would not help the user.
      printer.print(
          Diagnostics.of(Message.INTERNAL_ERROR, reader.refTo(type), type.getSimpleName(), fault));
      return true;
    }
  }

  private void process(NetworkDeclaration declared, TypeElement origin) {
    Diagnostics.Builder diagnostics = new Diagnostics.Builder();
    Optional<ShapedNetwork> valid = NetworkValidator.validate(declared, diagnostics);
    printer.print(diagnostics.build());
    valid.ifPresent(network -> generate(network, origin));
  }

  private void generate(ShapedNetwork network, TypeElement origin) {
    Graph graph = Lowering.lower(network);
    Graph inference = Inference.of(graph);
    Graph training = Fusion.fuse(ReverseMode.differentiate(graph));
    Folded model = BatchNormFolding.fold(inference);
    MemoryPlan memory = MemoryPlan.of(training, inference, model.graph());
    NetworkCost cost = NetworkCost.of(network, training, memory);
    Diagnostics budget = BudgetCheck.check(network.declaration(), cost);
    printer.print(budget);
    if (!budget.hasErrors()) {
      files.write(new Program(network, training, inference, model, memory, cost), origin);
    }
  }

  /** Returns whether the class with {@code @Block} could be read; it is checked if so. */
  boolean processBlock(TypeElement type) {
    try {
      Optional<BlockDeclaration> block = reader.readBlock(type);
      block.ifPresent(
          declared -> {
            Diagnostics.Builder diagnostics = new Diagnostics.Builder();
            NetworkValidator.validate(declared, diagnostics);
            printer.print(diagnostics.build());
          });
      return block.isPresent();
    } catch (RuntimeException | StackOverflowError fault) {
      printer.print(
          Diagnostics.of(Message.INTERNAL_ERROR, reader.refTo(type), type.getSimpleName(), fault));
      return true;
    }
  }

  /** Reports what the compiler cannot know about a class that could not be read completely. */
  void explain(TypeElement type) {
    printer.print(
        KnownAnnotations.explain(reader.unknownAnnotations(type), reader.knownAnnotations()));
  }

  /** Reports an annotation in a place where it has no effect. */
  void processStray(Element element, TypeElement annotation) {
    reader
        .strayUse(element, annotation)
        .ifPresent(
            use ->
                printer.print(Diagnostics.of(Message.ANNOTATION_OUTSIDE_NETWORK, use.ref(), use)));
  }
}
