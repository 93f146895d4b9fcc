package org.netwright.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes that keep the cores busy, one for each core, as a build or another program would. */
final class BusyCores implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();

  /** Starts them. */
  static BusyCores start() throws IOException {
    BusyCores cores = new BusyCores();
    try {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        cores.processes.add(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    Spinner.class.getName())
                .start());
      }
      for (Process process : cores.processes) {
        process.getInputStream().read(); // until it spins
      }
      return cores;
    } catch (IOException e) {
      cores.close();
      throw e;
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }

  /** Uses one core until its standard input ends, which also happens when its parent dies. */
  static final class Spinner {
    private static volatile boolean open = true;

    private Spinner() {}

    public static void main(String[] args) throws IOException {
      Thread spinning =
          new Thread(
              () -> {
                while (open) {
                  // Without a pause: that is the point.
                }
              });
      spinning.setDaemon(true);
      spinning.start();
      System.out.println("spinning");
      while (System.in.read() >= 0) {
        // Nothing is written to it.
      }
      open = false;
    }
  }
}
