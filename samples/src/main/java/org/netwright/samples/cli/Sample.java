package org.netwright.samples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.netwright.runtime.Model;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;

/**
 * The description of a sample for the command line.
 *
 * @param name the name of the sample in commands
 * @param description a few words on what its network does
 * @param labels the names of its classes, in the order of their numbers, for data that has numbers
 *     only; empty for other data
 * @param data reads its examples
 * @param builder returns a new builder of its trainer
 * @param fit sets how the trainer is trained
 * @param model loads a saved model for predictions
 */
public record Sample(
    String name,
    String description,
    List<String> labels,
    Source data,
    Supplier<? extends TrainerBuilder<?, ?>> builder,
    BiFunction<Trainer<?>, ThreeWaySplit, Fit> fit,
    Loader model) {

  /** Copies the labels. */
  public Sample {
    labels = List.copyOf(labels);
  }

  /** Makes the description of a sample whose data names the classes, or has none. */
  public Sample(
      String name,
      String description,
      Source data,
      Supplier<? extends TrainerBuilder<?, ?>> builder,
      BiFunction<Trainer<?>, ThreeWaySplit, Fit> fit,
      Loader model) {
    this(name, description, List.of(), data, builder, fit, model);
  }

  /** Reads examples. */
  @FunctionalInterface
  public interface Source {
    /**
     * Returns examples to train on, to choose the epoch by, and to test on.
     *
     * @param folder the folder of the examples, if it is not the usual one
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
