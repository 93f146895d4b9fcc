package org.netwright.processor.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The test resources in the source tree. */
public final class Resources {
  private static final Path ROOT = Path.of("src", "test", "resources");

  private Resources() {}

  public static Path path(String folder, String file) {
    return ROOT.resolve(folder).resolve(file);
  }

  public static String read(String folder, String file) {
    try {
      return Files.readString(path(folder, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the files in a folder without their ending, in alphabetical order. */
  public static List<String> names(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.[a-z]+$", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
