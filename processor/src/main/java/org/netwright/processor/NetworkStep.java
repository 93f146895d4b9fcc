package org.netwright.processor;

import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.diagnostic.ReportPrinter;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.lowering.Lowering;
import org.netwright.processor.pass.Evaluation;
import org.netwright.processor.pass.Fusion;
import org.netwright.processor.pass.ReverseMode;
import org.netwright.processor.report.BudgetCheck;
import org.netwright.processor.report.NetworkCost;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.NetworkReader;
import org.netwright.processor.validation.KnownAnnotations;
import org.netwright.processor.validation.LayerOrder;
import org.netwright.processor.validation.NetworkValidator;

/**
 * The processing of one class: read, validate, lower, differentiate, fuse, compute costs, write.
 */
final class NetworkStep {
  private final NetworkReader reader;
  private final ReportPrinter printer;
  private final OutputFiles files;

  NetworkStep(ProcessingEnvironment environment) {
    this.reader = new NetworkReader(environment.getElementUtils());
    this.printer = new ReportPrinter(environment.getMessager());
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
          Report.of(Message.INTERNAL_ERROR, reader.refTo(type), type.getSimpleName(), fault));
      return true;
    }
  }

  private void process(NetworkDeclaration declared, TypeElement origin) {
    Report report = NetworkValidator.validate(declared);
    printer.print(report);
    if (report.hasErrors()) {
      return;
    }
    NetworkDeclaration network = LayerOrder.ordered(declared);
    Graph graph = Lowering.lower(network);
    Graph evaluation = Evaluation.of(graph);
    Graph training = Fusion.fuse(ReverseMode.differentiate(graph));
    NetworkCost cost = NetworkCost.of(network, training, evaluation);
    Report budget = BudgetCheck.check(network, cost);
    printer.print(budget);
    if (!budget.hasErrors()) {
      files.write(network, training, evaluation, cost, origin);
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
            use -> printer.print(Report.of(Message.ANNOTATION_OUTSIDE_NETWORK, use.ref(), use)));
  }
}
