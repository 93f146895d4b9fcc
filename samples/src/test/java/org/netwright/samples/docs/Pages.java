package org.netwright.samples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The documents that users and contributors read. */
final class Pages {
  /** The top folder of the repository. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final String COMMENT = "<!-- ";
  private static final String COMMENT_END = " -->";

  private Pages() {}

  /** Returns the paths of all pages from the top folder, with slashes. */
  static List<String> all() {
    List<String> pages =
        new ArrayList<>(
            List.of(
                "README.md",
                "CONTRIBUTING.md",
                "CHANGELOG.md",
                "samples/README.md",
                "samples/baselines/README.md",
                "samples/src/main/resources/data/README.md",
                "starter/README.md",
                "benchmarks/README.md",
                "oracle/README.md"));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.map(path -> "docs/" + path.getFileName())
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .forEach(pages::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  static String text(String page) {
    try {
      return Files.readString(ROOT.resolve(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the fenced blocks of all pages. */
  static List<Fence> fences() {
    return all().stream().flatMap(page -> fences(page).stream()).toList();
  }

  /** Returns the fenced blocks of a page. */
  static List<Fence> fences(String page) {
    List<Fence> fences = new ArrayList<>();
    List<String> lines = text(page).lines().toList();
    int start = -1;
    String note = "";
    boolean isAfterFence = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (start < 0 && line.startsWith("```")) {
        start = i;
      } else if (start < 0) {
        boolean isComment = line.startsWith(COMMENT) && line.endsWith(COMMENT_END);
        note =
            isComment ? line.substring(COMMENT.length(), line.length() - COMMENT_END.length()) : "";
        isAfterFence &= line.isBlank();
      } else if (line.equals("```")) {
        String language = lines.get(start).substring(3);
        String text = String.join("\n", lines.subList(start + 1, i)) + "\n";
        fences.add(new Fence(page, start + 2, language, note, isAfterFence, text));
        start = -1;
        note = "";
        isAfterFence = true;
      }
    }
    if (start >= 0) {
      throw new IllegalStateException(page + ":" + (start + 1) + ": the fence is not closed");
    }
    return fences;
  }
}
