package org.netwright.processor;

import java.io.IOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.diagnostic.ReportPrinter;
import org.netwright.processor.emit.TrainerWriter;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.lowering.Lowering;
import org.netwright.processor.pass.Evaluation;
import org.netwright.processor.pass.Fusion;
import org.netwright.processor.pass.ReverseMode;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.NetworkReader;
import org.netwright.processor.validation.NetworkValidator;

/**
 * The way of one class through the processor: read, validate, lower, differentiate, fuse, write.
 */
final class NetworkStep {
  private final NetworkReader reader;
  private final ReportPrinter printer;
  private final Filer filer;

  NetworkStep(ProcessingEnvironment environment) {
    this.reader = new NetworkReader(environment.getElementUtils());
    this.printer = new ReportPrinter(environment.getMessager());
    this.filer = environment.getFiler();
  }

  void process(TypeElement type) {
    try {
      reader.read(type).ifPresent(network -> process(network, type));
    } catch (RuntimeException | StackOverflowError fault) {
      // A stack trace of the processor would tell the user nothing.
      printer.print(
          Report.of(Message.INTERNAL_ERROR, reader.refTo(type), type.getSimpleName(), fault));
    }
  }

  private void process(NetworkDeclaration network, TypeElement origin) {
    Report report = NetworkValidator.validate(network);
    printer.print(report);
    if (report.isClean()) {
      Graph graph = Lowering.lower(network);
      Graph training = Fusion.fuse(ReverseMode.differentiate(graph));
      write(network, TrainerWriter.write(network, training, Evaluation.of(graph)), origin);
    }
  }

  /** Tells that an annotation stands where nobody reads it. */
  void processStray(Element element, TypeElement annotation) {
    reader
        .strayUse(element, annotation)
        .ifPresent(
            use -> printer.print(Report.of(Message.ANNOTATION_OUTSIDE_NETWORK, use.ref(), use)));
  }

  private void write(NetworkDeclaration network, String source, TypeElement origin) {
    String name = network.type().qualifiedTrainerName();
    try (Writer writer = filer.createSourceFile(name, origin).openWriter()) {
      writer.write(source);
    } catch (FilerException taken) {
      printer.print(Report.of(Message.TRAINER_NAME_IS_TAKEN, network.ref(), name));
    } catch (IOException failure) {
      printer.print(Report.of(Message.TRAINER_NOT_WRITTEN, network.ref(), name, failure));
    }
  }
}
