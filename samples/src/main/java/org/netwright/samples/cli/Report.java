package org.netwright.samples.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.history.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes down how a network was trained, and how good it is. */
@Command(
    name = "report",
    description = {
      "Writes the curves of the last training, and a table of its epochs.",
      "The page tells too how good the network is on examples that it has not seen.",
      "",
      "Example: samples/run report digits",
      ""
    })
final class Report implements Callable<Integer> {
  @Mixin private Place place;

  @Override
  public Integer call() throws IOException {
    History history = History.readJson(place.history());
    try (Trainer<?> trainer = place.sample().builder().get().build()) {
      trainer.load(place.model());
      History complete = history.withEvaluation(trainer.evaluate(place.examples().test()));
      complete.writePage(place.page());
      complete.writeCsv(place.folder().resolve("history.csv"));
    }
    System.out.println(history.last().toLine(history.epochs().size()));
    System.out.println("Curves: " + place.page());
    return 0;
  }
}
