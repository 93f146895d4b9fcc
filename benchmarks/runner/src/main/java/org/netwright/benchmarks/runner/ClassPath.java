package org.netwright.benchmarks.runner;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a competitor runs with, as its module's build wrote it down.
 *
 * @param text the class path for java
 */
record ClassPath(String text) {

  /**
   * Reads it.
   *
   * @param home the folder of the benchmarks
   */
  static ClassPath of(Path home, Competitor competitor) throws IOException {
    return of(home, competitor.module());
  }

  /** Reads that of a module. */
  static ClassPath of(Path home, String module) throws IOException {
    Path target = home.resolve(module).resolve("target");
    return new ClassPath(target.resolve("classes") + File.pathSeparator + libraries(target));
  }

  /** As {@link #of(Path, String)}, with the jar of the module, if it has one, for its classes. */
  static ClassPath ofJars(Path home, String module) throws IOException {
    Path target = home.resolve(module).resolve("target");
    StringBuilder text = new StringBuilder();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "*.jar")) {
      jars.forEach(jar -> text.append(jar).append(File.pathSeparator));
    }
    return new ClassPath(text + libraries(target));
  }

  private static String libraries(Path target) throws IOException {
    return Files.readString(target.resolve("classpath")).strip();
  }

  /** Returns the size of all libraries. */
  long bytes() throws IOException {
    long bytes = 0;
    for (String file : text.split(File.pathSeparator, -1)) {
      // Folders are the benchmark's own classes.
      bytes += Files.isRegularFile(Path.of(file)) ? Files.size(Path.of(file)) : 0;
    }
    return bytes;
  }

  /** Returns an artifact with its version, as its file is named. */
  String version(String artifact) {
    // The first one is without the classifier of a platform.
    Matcher jar =
        Pattern.compile("[/\\\\](" + Pattern.quote(artifact) + "-\\d[^/\\\\]*)\\.jar")
            .matcher(text);
    return jar.find() ? jar.group(1) : artifact + " of unknown version";
  }
}
