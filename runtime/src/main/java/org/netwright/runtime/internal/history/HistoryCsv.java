package org.netwright.runtime.internal.history;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.LayerReport;

/** A history as CSV, with a column for each number. */
public final class HistoryCsv {
  private HistoryCsv() {}

  public static String of(History history) {
    List<Map<String, String>> lines = history.epochs().stream().map(HistoryCsv::line).toList();
    Set<String> header = new LinkedHashSet<>();
    lines.forEach(line -> header.addAll(line.keySet()));
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(header);
      for (Map<String, String> line : lines) {
        List<String> fields = new ArrayList<>();
        header.forEach(name -> fields.add(line.getOrDefault(name, "")));
        csv.writeRecord(fields);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static Map<String, String> line(EpochReport epoch) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("epoch", String.valueOf(epoch.epoch()));
    line.put("steps", String.valueOf(epoch.steps()));
    line.put("examples", String.valueOf(epoch.examples()));
    line.put("seconds", String.valueOf(epoch.seconds()));
    line.put("learning rate", String.valueOf(epoch.learningRate()));
    line.put("data loss", String.valueOf(epoch.dataLoss()));
    line.put("penalty", String.valueOf(epoch.penalty()));
    epoch.penalties().forEach((name, term) -> line.put("penalty " + name, String.valueOf(term)));
    epoch.training().forEach((name, score) -> line.put("training " + name, String.valueOf(score)));
    epoch
        .validation()
        .forEach((name, score) -> line.put("validation " + name, String.valueOf(score)));
    for (LayerReport layer : epoch.layers()) {
      line.put(layer.layer() + " weight norm", String.valueOf(layer.weightNorm()));
      line.put(layer.layer() + " gradient norm", String.valueOf(layer.gradientNorm()));
      line.put(layer.layer() + " sparsity", String.valueOf(layer.sparsity()));
    }
    return line;
  }
}
