package org.netwright.samples.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.netwright.runtime.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells how good a saved network is. */
@Command(
    name = "evaluate",
    description = {
      "Tells how good a trained network is on unseen examples.",
      "",
      "Example: samples/run evaluate digits",
      ""
    })
final class Evaluate implements Callable<Integer> {
  @Mixin private Place place;

  @Override
  public Integer call() throws IOException {
    try (Trainer<?> trainer = place.sample().builder().get().build()) {
      trainer.load(place.model());
      System.out.println(trainer.evaluate(place.examples().test()));
    }
    return 0;
  }
}
