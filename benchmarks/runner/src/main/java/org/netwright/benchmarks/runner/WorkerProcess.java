package org.netwright.benchmarks.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** A competitor's worker: its own process, which waits for commands. */
final class WorkerProcess implements AutoCloseable {
  private final Competitor competitor;
  private final Process process;
  private final PrintWriter commands;
  private final BufferedReader replies;

  private WorkerProcess(Competitor competitor, Process process) {
    this.competitor = competitor;
    this.process = process;
    commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    replies = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts one.
   *
   * @param home the folder of the benchmarks
   */
  static WorkerProcess start(Path home, Competitor competitor) throws IOException {
    return new WorkerProcess(
        competitor,
        Jvm.start(home, competitor.module(), competitor.mainClass(), competitor.setting()));
  }

  /** Returns the mean time of a run, in nanoseconds. */
  double time(String workload, long milliseconds) throws IOException {
    return numbers("time " + workload + " " + milliseconds)[0];
  }

  /** Runs a workload that often. */
  void run(String workload, long count) throws IOException {
    ask("run " + workload + " " + count);
  }

  /** Returns the total losses of the first steps. */
  double[] losses(String task, int steps) throws IOException {
    return numbers("losses " + task + " " + steps);
  }

  /** Returns the mean number of bytes that a run takes from the Java heap. */
  double allocated(String workload, long count) throws IOException {
    return numbers("allocated " + workload + " " + count)[0];
  }

  /** Returns resident memory now and at its highest, in bytes. */
  double[] memory() throws IOException {
    return numbers("memory");
  }

  @Override
  public void close() {
    commands.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private double[] numbers(String command) throws IOException {
    return Arrays.stream(ask(command).split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private String ask(String command) throws IOException {
    commands.println(command);
    String reply = replies.readLine();
    if (reply == null) {
      throw new IOException(competitor.label() + " did not survive: " + command);
    }
    return reply;
  }
}
