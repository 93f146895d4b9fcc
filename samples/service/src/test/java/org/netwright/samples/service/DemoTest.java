package org.netwright.samples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demonstration prints what the samples' README shows. */
class DemoTest {
  @Test
  void printsWhatTheReadmeShows() throws IOException, InterruptedException {
    List<String> shown = shown();
    assertThat(shown).hasSizeGreaterThan(8);
    List<String> printed = printed().lines().toList();
    assertThat(printed).hasSameSizeAs(shown);
    for (int i = 0; i < shown.size(); i++) {
      String line = comparable(shown.get(i));
      if (line.endsWith("…")) {
        assertThat(comparable(printed.get(i))).startsWith(line.substring(0, line.length() - 1));
      } else {
        assertThat(comparable(printed.get(i))).isEqualTo(line);
      }
    }
  }

  private static List<String> shown() throws IOException {
    String page = Files.readString(Path.of("../README.md"));
    String section = page.substring(page.indexOf("\n## service\n"));
    String block = section.split("```\n", -1)[1];
    return block.lines().toList();
  }

  private static String printed() throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Demo.main(new String[0]);
    } finally {
      System.setOut(out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Another processor computes other last digits, and so another file with another hash. */
  private static String comparable(String line) {
    return line.replaceAll("\\b[0-9a-f]{12,64}", "HASH")
        .replaceAll("\\d+\\.\\d+(E-\\d+)?", "NUMBER");
  }
}
