package org.netwright.samples.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.netwright.runtime.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Evaluates a saved network. */
@Command(
    name = "evaluate",
    description = {
      "Evaluates a trained network on the test examples, which training did not use.",
      "",
      "Example: samples/run evaluate digits",
      ""
    })
final class Evaluate implements Callable<Integer> {
  @Mixin private Place place;

  @Override
  public Integer call() throws IOException {
    try (Trainer<?> trainer = place.sample().builder().get().build()) {
      trainer.load(place.savedModel());
      System.out.println(trainer.evaluate(place.examples().test()));
    }
    return 0;
  }
}
