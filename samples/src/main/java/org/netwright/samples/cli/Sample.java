package org.netwright.samples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.netwright.runtime.Fit;
import org.netwright.runtime.Model;
import org.netwright.runtime.ThreeWaySplit;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;

/**
 * What the command line has to know of a sample.
 *
 * @param name in commands
 * @param description what its network does, in a few words
 * @param data reads its examples
 * @param builder begins a trainer
 * @param fit says how it is trained
 * @param model loads it to predict
 */
public record Sample(
    String name,
    String description,
    Source data,
    Supplier<? extends TrainerBuilder<?, ?>> builder,
    BiFunction<Trainer<?>, ThreeWaySplit, Fit> fit,
    Loader model) {

  /** Reads examples. */
  @FunctionalInterface
  public interface Source {
    /**
     * Returns examples to train on, to choose the epoch by, and to test on.
     *
     * @param folder where they are, if not where they usually are
     */
    ThreeWaySplit load(Optional<Path> folder) throws IOException;
  }

  /** Loads a saved model. */
  @FunctionalInterface
  public interface Loader {
    /** Returns a model, which the caller closes. */
    Model load(Path file) throws IOException;
  }
}
