package org.netwright.runtime.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.ForkedJvm;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.StopReason;

/** A process that may write files of 1 KB only meets what a full disk would have it meet. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
  private static final List<String> NAMES =
      List.of("history.csv", "history.json", "page.html", "comparison.html");

  @TempDir private Path folder;

  /** Writes all files, and prints what it is told. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      for (String name : NAMES) {
        try {
          write(Path.of(arguments[0], name), 200);
        } catch (IOException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  @Test
  void earlierFilesStayAsTheyAre() throws IOException, InterruptedException {
    for (String name : NAMES) {
      Files.writeString(folder.resolve(name), "earlier");
    }
    String java = String.join("' '", ForkedJvm.command(Writer.class, folder.toString()));
    Process process =
        new ProcessBuilder("bash", "-c", "ulimit -f 1; exec '" + java + "'")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(output.lines())
        .containsExactlyElementsOf(
            NAMES.stream()
                .map(name -> folder.resolve(name) + " cannot be written: File too large")
                .toList());
    for (String name : NAMES) {
      assertThat(folder.resolve(name)).hasContent("earlier");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(NAMES.size());
    }
  }

  @Test
  void foldersAreCreated() throws IOException {
    for (String name : NAMES) {
      Path file = folder.resolve("made/" + name);
      write(file, 2);
      assertThat(file).isNotEmptyFile();
    }
  }

  /** A history of so many epochs. */
  private static void write(Path file, int epochs) throws IOException {
    List<EpochReport> reports =
        IntStream.rangeClosed(1, epochs)
            .mapToObj(
                epoch ->
                    new EpochReport(epoch, epoch, 100, 1, 0.5, Map.of(), 0.01, Map.of(), List.of()))
            .toList();
    History history =
        new History("Net", reports, Optional.empty(), StopReason.ALL_EPOCHS, Optional.empty());
    switch (file.getFileName().toString()) {
      case "history.csv" -> history.writeCsv(file);
      case "history.json" -> history.writeJson(file);
      case "page.html" -> history.writePage(file);
      default -> History.writeComparison(file, Map.of("first", history, "second", history));
    }
  }
}
