package org.netwright.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the numbers come from. */
final class Machine {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Returns processor, JDK and the versions of all libraries, a line each. */
  static List<String> facts(Path home) throws IOException {
    List<String> facts = new ArrayList<>();
    facts.add(
        "%s, %d cores, %s"
            .formatted(
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version")));
    facts.add("JDK " + Runtime.version() + ", " + System.getProperty("java.vm.name"));
    for (Competitor competitor : Competitor.values()) {
      ClassPath classPath = ClassPath.of(home, competitor);
      facts.add(
          "%s: %s, %s, %s%s"
              .formatted(
                  competitor.label(),
                  classPath.version(competitor.artifact()),
                  classPath.version("openblas"),
                  classPath.version("javacpp"),
                  competitor.setting().isEmpty() ? "" : ", " + competitor.setting()));
    }
    return facts;
  }

  private static String processor() throws IOException {
    if (!Files.exists(CPU)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(CPU).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
