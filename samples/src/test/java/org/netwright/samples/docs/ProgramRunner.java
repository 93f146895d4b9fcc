package org.netwright.samples.docs;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs main classes one after the other in one process of their own, whose working directory they
 * may fill.
 */
final class ProgramRunner {
  private static final long MINUTES = 10;

  private ProgramRunner() {}

  /**
   * A program to run.
   *
   * @param classes the folder with its classes; the test's class path is added
   * @param mainClass its name
   * @param output the file that gets what it prints, and what it throws
   */
  record Program(Path classes, String mainClass, Path output) {}

  /** Runs programs and waits for them. */
  static void run(List<Program> programs, Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx1g",
            "-classpath",
            System.getProperty("java.class.path"),
            ProgramRunner.class.getName()));
    for (Program program : programs) {
      command.add(program.classes().toAbsolutePath().toString());
      command.add(program.mainClass());
      command.add(program.output().toAbsolutePath().toString());
    }
    Path log = folder.resolveSibling("runner.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("the programs run for more than " + MINUTES + " minutes");
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  /** Takes three arguments a program: its classes, its main class, and the file for its output. */
  public static void main(String[] args) throws IOException {
    for (int i = 0; i < args.length; i += 3) {
      try (URLClassLoader loader =
              new URLClassLoader(new URL[] {Path.of(args[i]).toUri().toURL()});
          PrintStream output =
              new PrintStream(
                  Files.newOutputStream(Path.of(args[i + 2])), true, StandardCharsets.UTF_8)) {
        System.setOut(output);
        try {
          var main = loader.loadClass(args[i + 1]).getDeclaredMethod("main", String[].class);
          main.setAccessible(true);
          main.invoke(null, (Object) new String[0]);
        } catch (ReflectiveOperationException e) {
          output.println(FAILED);
          Throwable cause = e.getCause() == null ? e : e.getCause();
          cause.printStackTrace(output);
        }
      }
    }
  }

  /** The line before the stack trace of a program that throws. */
  static final String FAILED = "The program failed:";
}
