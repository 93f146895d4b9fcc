package org.netwright.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.netwright.processor.diagnostic.DiagnosticPrinter;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.emit.EncoderWriter;
import org.netwright.processor.emit.ExampleRecordWriter;
import org.netwright.processor.emit.FullNames;
import org.netwright.processor.emit.ModelWriter;
import org.netwright.processor.emit.PredictionWriter;
import org.netwright.processor.emit.Program;
import org.netwright.processor.emit.TrainerWriter;
import org.netwright.processor.report.CostJson;
import org.netwright.processor.report.CostTable;
import org.netwright.processor.report.Drawing;
import org.netwright.processor.report.Markdown;
import org.netwright.processor.report.NetworkCost;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/**
 * Writes the files for one class: its trainer, its model and, on request, a report. The class is
 * the only originating element of each file, so that build tools know what to recompile.
 */
final class OutputFiles {
  private final Elements elements;
  private final Filer filer;
  private final Messager messager;
  private final DiagnosticPrinter printer;
  private final boolean withReport;

  OutputFiles(ProcessingEnvironment environment, DiagnosticPrinter printer) {
    this.elements = environment.getElementUtils();
    this.filer = environment.getFiler();
    this.messager = environment.getMessager();
    this.printer = printer;
    this.withReport =
        Boolean.parseBoolean(environment.getOptions().get(NetwrightProcessor.REPORT_OPTION));
  }

  /** Writes the trainer, the model and, if the option asks for it, the report. */
  void write(Program program, TypeElement origin) {
    NetworkDeclaration network = program.network();
    String trainer = TrainerWriter.write(program);
    String model = ModelWriter.write(program);
    Map<String, String> records = records(program);
    String all = trainer + model + String.join("", records.values());
    Optional<String> hidden = FullNames.beginningWith(network.hiddenNames().packages(), all);
    if (hidden.isPresent()) {
      String part = hidden.get().replaceFirst("\\..*", "");
      printer.print(
          Diagnostics.of(
              Message.PACKAGE_IS_HIDDEN,
              network.ref(),
              network.type().simpleName(),
              hidden.get(),
              part,
              network.type().qualified(part)));
      return;
    }
    Message taken =
        program.shaped().takesRecords()
            ? Message.RECORD_NAME_IS_TAKEN
            : Message.PREDICTION_NAME_IS_TAKEN;
    for (Map.Entry<String, String> file : records.entrySet()) {
      // What follows would refer to a class of the user.
      if (!write(file.getKey(), file.getValue(), taken, network, origin)) {
        return;
      }
    }
    String trainerName = network.type().qualifiedTrainerName();
    String modelName = network.type().qualifiedModelName();
    if (isFree(trainerName + "$Builder", Message.TRAINER_NAME_IS_TAKEN, network)
        && isFree(trainerName + "$Pass", Message.TRAINER_NAME_IS_TAKEN, network)) {
      write(trainerName, trainer, Message.TRAINER_NAME_IS_TAKEN, network, origin);
    }
    if (isFree(modelName + "$Pass", Message.MODEL_NAME_IS_TAKEN, network)) {
      write(modelName, model, Message.MODEL_NAME_IS_TAKEN, network, origin);
    }
    writeReport(network, program.cost(), origin);
  }

  /** The sources of what a trainer takes and returns, by the names of the classes. */
  private static Map<String, String> records(Program program) {
    Map<String, String> files = new LinkedHashMap<>();
    ClassDeclaration network = program.network().type();
    if (program.shaped().takesRecords()) {
      files.putAll(ExampleRecordWriter.write(program));
      files.put(network.qualified(network.encoderName()), EncoderWriter.write(program));
    } else if (program.shaped().outputs().size() > 1) {
      files.put(network.qualifiedPredictionName(), PredictionWriter.write(program));
    }
    return files;
  }

  /** Returns whether no class of the user has the name of a generated nested class. */
  private boolean isFree(String nested, Message nameIsTaken, NetworkDeclaration network) {
    boolean isFree = elements.getTypeElement(nested) == null;
    if (!isFree) {
      printer.print(Diagnostics.of(nameIsTaken, network.ref(), nested));
    }
    return isFree;
  }

  /** Returns whether the file was written. */
  private boolean write(
      String name,
      String source,
      Message nameIsTaken,
      NetworkDeclaration network,
      TypeElement origin) {
    try (Writer writer = filer.createSourceFile(name, origin).openWriter()) {
      writer.write(source);
      return true;
    } catch (FilerException taken) {
      printer.print(Diagnostics.of(nameIsTaken, network.ref(), name));
    } catch (IOException failure) {
      printer.print(Diagnostics.of(Message.TRAINER_NOT_WRITTEN, network.ref(), name, failure));
    }
    return false;
  }

  /** Prints the costs and writes them next to the trainer, if the option asks for it. */
  private void writeReport(NetworkDeclaration network, NetworkCost cost, TypeElement origin) {
    if (withReport) {
      messager.printMessage(Kind.NOTE, CostTable.text(cost), origin);
      writeResource(network, ".md", Markdown.page(cost), origin);
      writeResource(network, ".json", CostJson.json(cost), origin);
      writeResource(network, ".dot", Drawing.dot(cost), origin);
    }
  }

  private void writeResource(
      NetworkDeclaration network, String suffix, String text, TypeElement origin) {
    String name = network.type().trainerName() + suffix;
    try {
      FileObject file =
          filer.createResource(
              StandardLocation.SOURCE_OUTPUT, network.type().packageName(), name, origin);
      try (Writer writer = file.openWriter()) {
        writer.write(text);
      }
    } catch (IOException failure) {
      printer.print(Diagnostics.of(Message.TRAINER_NOT_WRITTEN, network.ref(), name, failure));
    }
  }
}
