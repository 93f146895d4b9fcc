package org.netwright.samples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.ThreeWaySplit;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which sample a command is about, and where its files are. */
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
      description = "where model and curves are (default: target/SAMPLE)")
  private @Nullable Path folder;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "where the examples are, if the sample does not carry them")
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

  Path history() {
    return folder().resolve("history.json");
  }

  Path page() {
    return folder().resolve("training.html");
  }
}
