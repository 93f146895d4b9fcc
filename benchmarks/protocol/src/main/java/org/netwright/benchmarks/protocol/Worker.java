package org.netwright.benchmarks.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;

/**
 * The process in which one library works. It reads commands from standard input, one a line, and
 * answers each with one line on standard output:
 *
 * <dl>
 *   <dt>{@code losses TASK STEPS}
 *   <dd>the total losses of the first steps of a network of its own, which learns
 *   <dt>{@code time WORKLOAD MILLISECONDS}
 *   <dd>the mean time of a run in nanoseconds, over as many runs as fit
 *   <dt>{@code run WORKLOAD COUNT}
 *   <dd>{@code done}, after exactly as many runs
 *   <dt>{@code allocated WORKLOAD COUNT}
 *   <dd>the mean number of bytes that a run takes from the Java heap
 *   <dt>{@code memory}
 *   <dd>resident memory now and at its highest, in bytes
 * </dl>
 *
 * <p>Workloads are {@code TASK-step}, {@code TASK-predict} and {@code TASK-stream}, and the
 * library's extras.
 */
public final class Worker {
  /**
   * So small that nothing is learnt: a network that has memorised its batches has denormal
   * gradients, which slow down every library.
   */
  public static final double HARDLY_LEARNING = 1e-7;

  private final Library library;
  private final Map<String, Trainee> trainees = new HashMap<>();
  private final Map<String, Workload> extras = new HashMap<>();

  private Worker(Library library) {
    this.library = library;
  }

  /** Answers until standard input ends. */
  public static void serve(Library library) throws IOException {
    PrintStream replies = System.out;
    System.setOut(System.err); // what a library prints is no reply
    Worker worker = new Worker(library);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      replies.println(worker.answer(line.split(" ", -1)));
      replies.flush();
    }
    worker.trainees.values().forEach(Trainee::close);
  }

  private String answer(String... command) {
    return switch (command[0]) {
      case "losses" -> losses(command[1], Integer.parseInt(command[2]));
      case "time" -> String.valueOf(time(workload(command[1]), Long.parseLong(command[2])));
      case "run" -> {
        run(workload(command[1]), Long.parseLong(command[2]));
        yield "done";
      }
      case "allocated" ->
          String.valueOf(allocated(workload(command[1]), Long.parseLong(command[2])));
      case "memory" -> Memory.resident() + " " + Memory.highest();
      default -> throw new IllegalArgumentException("no such command: " + command[0]);
    };
  }

  private Workload workload(String name) {
    Supplier<Workload> extra = library.extras().get(name);
    if (extra != null) {
      return extras.computeIfAbsent(name, key -> extra.get());
    }
    String[] parts = name.split("-", -1);
    Trainee trainee = trainees.computeIfAbsent(parts[0], task -> start(task, true));
    return switch (parts[1]) {
      case "step" -> trainee::step;
      case "predict" -> trainee::predict;
      case "stream" -> trainee::stream;
      default -> throw new IllegalArgumentException("no such workload: " + name);
    };
  }

  private Trainee start(String label, boolean hardlyLearning) {
    Optional<GraphTask> graph = GraphTask.find(label);
    if (graph.isPresent()) {
      double rate = hardlyLearning ? HARDLY_LEARNING : graph.get().learningRate();
      return library.start(graph.get(), GraphData.of(graph.get()), rate);
    }
    Optional<SequenceTask> sequences = SequenceTask.find(label);
    if (sequences.isPresent()) {
      double rate = hardlyLearning ? HARDLY_LEARNING : sequences.get().learningRate();
      return library.start(sequences.get(), SequenceData.of(sequences.get()), rate);
    }
    Task task = Task.of(label);
    double rate = hardlyLearning ? HARDLY_LEARNING : task.learningRate();
    return library.start(task, TaskData.of(task), rate);
  }

  private String losses(String task, int steps) {
    StringJoiner losses = new StringJoiner(" ");
    try (Trainee trainee = start(task, false)) {
      for (int step = 0; step < steps; step++) {
        trainee.step(step % TaskData.BATCHES);
        losses.add(String.valueOf(trainee.totalLoss()));
      }
    }
    return losses.toString();
  }

  /** Runs whole rounds of the inputs, so that all count alike and the clock is read rarely. */
  private static double time(Workload workload, long milliseconds) {
    long start = System.nanoTime();
    long runs = 0;
    long elapsed;
    do {
      run(workload, TaskData.BATCHES);
      runs += TaskData.BATCHES;
      elapsed = System.nanoTime() - start;
    } while (elapsed < milliseconds * 1_000_000);
    return (double) elapsed / runs;
  }

  private static void run(Workload workload, long count) {
    for (long i = 0; i < count; i++) {
      workload.run((int) (i % TaskData.BATCHES));
    }
  }

  private static double allocated(Workload workload, long count) {
    long before = Memory.allocatedByThread();
    run(workload, count);
    return (double) (Memory.allocatedByThread() - before) / count;
  }
}
