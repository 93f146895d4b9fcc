package org.netwright.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.ThreeWaySplit;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The sample that a command is about, and its files. */
final class Place {
  @Parameters(
      index = "0",
      paramLabel = "SAMPLE",
      converter = Samples.class,
      completionCandidates = Samples.class,
      description = "one of ${COMPLETION-CANDIDATES}")
  private Sample sample;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "folder of the model and the curves (default: target/SAMPLE)")
  private @Nullable Path folder;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "folder of the examples, for samples that do not contain them")
  private @Nullable Path data;

  Sample sample() {
    return sample;
  }

  ThreeWaySplit examples() throws IOException {
    return sample.data().load(Optional.ofNullable(data));
  }

  Path folder() {
    return folder == null ? Path.of("target", sample.name()) : folder;
  }

  Path model() {
    return folder().resolve("model.safetensors");
  }

  /**
   * Returns the file of the model.
   *
   * @throws MissingFileException if the sample was not trained
   */
  Path savedModel() {
    return require("model", model());
  }

  Path history() {
    return folder().resolve("history.json");
  }

  /**
   * Returns the file of the history.
   *
   * @throws MissingFileException if the sample was not trained
   */
  Path savedHistory() {
    return require("history", history());
  }

  Path page() {
    return folder().resolve("training.html");
  }

  private Path require(String what, Path file) {
    if (!Files.exists(file)) {
      throw new MissingFileException(
          "there is no %s at %s; to train one: samples/run train %s%s"
              .formatted(what, file, sample.name(), folder == null ? "" : " --folder " + folder));
    }
    return file;
  }
}
