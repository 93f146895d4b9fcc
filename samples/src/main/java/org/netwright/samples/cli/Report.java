package org.netwright.samples.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.training.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the curves of a training run and the evaluation of its network. */
@Command(
    name = "report",
    description = {
      "Writes the curves of the last training run as a page, and its epochs as CSV.",
      "The final evaluation on the page is that on the test examples.",
      "",
      "Example: samples/run report digits",
      ""
    })
final class Report implements Callable<Integer> {
  @Mixin private Place place;

  @Override
  public Integer call() throws IOException {
    History history = History.readJson(place.savedHistory());
    try (Trainer<?> trainer = place.sample().builder().get().build()) {
      trainer.load(place.savedModel());
      History complete = history.withEvaluation(trainer.evaluate(place.examples().test()));
      complete.writePage(place.page());
      complete.writeCsv(place.folder().resolve("history.csv"));
    }
    System.out.println(history.last().toLine(history.epochs().size()));
    System.out.println("Curves: " + place.page());
    return 0;
  }
}
