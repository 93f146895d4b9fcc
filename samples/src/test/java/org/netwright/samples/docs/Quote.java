package org.netwright.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A block that repeats a part of a file, indentation aside. */
final class Quote {
  private Quote() {}

  /**
   * Checks that the file has the lines of the block, in their order and with nothing in between,
   * except where the block has a line of three dots.
   */
  static void check(Fence fence) throws IOException {
    Path file = Pages.ROOT.resolve(fence.noted("quote"));
    String text = stripped(Files.readString(file));
    int from = 0;
    for (String part : stripped(fence.text()).split("\n\\.\\.\\.\n", -1)) {
      int place = text.indexOf("\n" + part.strip() + "\n", from);
      assertThat(place).as("%s quotes %s:%n%s", fence, fence.noted("quote"), part).isNotNegative();
      from = place + part.length();
    }
  }

  private static String stripped(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    return lines.stream().collect(Collectors.joining("\n", "\n", "\n"));
  }
}
