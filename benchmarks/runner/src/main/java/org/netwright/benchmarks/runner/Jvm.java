package org.netwright.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts programs, all of them alike. */
final class Jvm {
  /** As in the root pom's jvm.options; they affect neither speed nor memory. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private Jvm() {}

  /**
   * Starts a main class of a module.
   *
   * @param home the folder of the benchmarks
   * @param setting what its environment has, as in {@code OMP_WAIT_POLICY=passive}; may be empty
   */
  static Process start(
      Path home, String module, String mainClass, String setting, String... arguments)
      throws IOException {
    String classPath = ClassPath.of(home, module).text();
    return start(home, module, List.of(), classPath, mainClass, setting, arguments);
  }

  /**
   * Starts a main class of a module with an archive of classes, which the JVM reads in place of the
   * jars. The archive must have been {@linkplain #writeArchive written} before.
   */
  static Process startWithArchive(
      Path home, String module, String mainClass, String setting, String... arguments)
      throws IOException {
    return withArchive(home, module, "SharedArchiveFile", mainClass, setting, arguments);
  }

  /** Starts a main class of a module, and writes the archive of its classes when it ends. */
  static Process writeArchive(
      Path home, String module, String mainClass, String setting, String... arguments)
      throws IOException {
    Files.createDirectories(archive(home, module).getParent());
    Files.deleteIfExists(archive(home, module));
    return withArchive(home, module, "ArchiveClassesAtExit", mainClass, setting, arguments);
  }

  private static Process withArchive(
      Path home,
      String module,
      String option,
      String mainClass,
      String setting,
      String... arguments)
      throws IOException {
    // What the JVM logs about the archive would go to the standard output.
    List<String> options =
        List.of("-Xlog:disable", "-XX:%s=%s".formatted(option, archive(home, module)));
    String classPath = ClassPath.ofJars(home, module).text();
    return start(home, module, options, classPath, mainClass, setting, arguments);
  }

  private static Path archive(Path home, String module) {
    return home.resolve("target").resolve("archives").resolve(module + ".jsa");
  }

  private static Process start(
      Path home,
      String module,
      List<String> options,
      String classPath,
      String mainClass,
      String setting,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(options);
    // A folder each: in a common one, the libraries would come to share libgomp.
    Path unpacked = home.resolve("target").resolve("native").resolve(module);
    command.add("-Dorg.bytedeco.javacpp.cachedir=" + unpacked);
    command.add("-classpath");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    setEnvironment(builder.environment(), setting);
    return builder.start();
  }

  /** Removes the user's settings: all programs get the same, except what they are known to need. */
  private static void setEnvironment(Map<String, String> environment, String setting) {
    environment
        .keySet()
        .removeIf(
            name ->
                name.startsWith("OMP_")
                    || name.startsWith("GOMP_")
                    || name.startsWith("MKL_")
                    || name.startsWith("OPENBLAS_"));
    String[] parts = setting.split("=", 2);
    if (parts.length == 2) {
      environment.put(parts[0], parts[1]);
    }
  }
}
