package org.netwright.benchmarks.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Compares how libraries serve one network: the time from {@code java} to the first answer, as it
 * is and with an archive of classes (class data sharing), the size of the class path, and
 * predictions for one row and for a thousand, from Java arrays to Java arrays. It takes the number
 * of rounds, 11 if it is missing.
 */
public final class ServingRunner {
  private static final int ROUNDS = 11;
  private static final long MILLISECONDS = 300;
  private static final long WARM_UP_MILLISECONDS = 2000;
  private static final double TOLERANCE = 1e-5;

  /** Until the threads of the process before have gone to sleep. */
  private static final long PAUSE_MILLISECONDS = 100;

  private final Path home;
  private final Path models;
  private final int rounds;
  private final List<String[]> rows = new ArrayList<>();

  private ServingRunner(Path home, int rounds) throws IOException {
    this.home = home;
    this.rounds = rounds;
    this.models = home.resolve("target").resolve("models");
    Files.createDirectories(models);
  }

  /** The system property {@code benchmarks} is their folder. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("benchmarks", "benchmarks")).toAbsolutePath();
    new ServingRunner(home, args.length == 0 ? ROUNDS : Integer.parseInt(args[0])).run();
  }

  private void run() throws IOException, InterruptedException {
    save();
    measureStarts("first answer", this::start);
    for (Contender contender : Contender.values()) {
      await(start(contender, "start", Jvm::writeArchive));
    }
    measureStarts(
        "first answer, with an archive",
        (contender, work) -> start(contender, work, Jvm::startWithArchive));
    Map<Contender, Double> sizes = new EnumMap<>(Contender.class);
    for (Contender contender : Contender.values()) {
      sizes.put(contender, (double) ClassPath.of(home, contender.module()).bytes());
    }
    add("class path", Unit.BYTES, sizes);
    measurePredictions();
    System.out.println();
    System.out.println(Table.aligned(rows.stream().map(List::of).toList()));
    System.out.printf(Locale.ROOT, "medians of %d alternating rounds%n", rounds);
  }

  /** Netwright's trainer, which needs ND4J, saves the models of two of them. */
  private void save() throws IOException, InterruptedException {
    await(
        Jvm.start(
            home,
            "netwright",
            "org.netwright.benchmarks.netwright.SavedMlp",
            "",
            models.toString()));
    for (Contender contender : Contender.values()) {
      await(start(contender, "save"));
    }
  }

  private Process start(Contender contender, String work) throws IOException {
    return start(contender, work, Jvm::start);
  }

  /** Starts a program. */
  private interface Launcher {
    Process start(Path home, String module, String mainClass, String setting, String... arguments)
        throws IOException;
  }

  private Process start(Contender contender, String work, Launcher launcher) throws IOException {
    return launcher.start(
        home,
        contender.module(),
        contender.mainClass(),
        contender.setting(),
        models.toString(),
        work);
  }

  /** Starts a contender's program. */
  private interface Starter {
    Process start(Contender contender, String work) throws IOException;
  }

  private static void await(Process process) throws InterruptedException {
    if (process.waitFor() != 0) {
      throw new IllegalStateException(process.info() + " has failed");
    }
  }

  private void measureStarts(String name, Starter starter)
      throws IOException, InterruptedException {
    System.out.println("timing starts: " + name);
    Map<Contender, List<Double>> times = new EnumMap<>(Contender.class);
    double[] expected = {};
    for (int round = -1; round < rounds; round++) { // the first one fills caches
      for (Contender contender : Contender.values()) {
        long start = System.nanoTime();
        Process process = starter.start(contender, "start");
        String answer = process.inputReader(StandardCharsets.UTF_8).readLine();
        double elapsed = System.nanoTime() - start;
        await(process);
        double[] numbers =
            Arrays.stream(answer.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
        if (expected.length == 0) {
          expected = numbers;
        }
        requireEqual(contender, expected, numbers);
        if (round >= 0) {
          times.computeIfAbsent(contender, same -> new ArrayList<>()).add(elapsed);
        }
      }
    }
    add(name, Unit.NANOSECONDS, medians(times));
  }

  private static void requireEqual(Contender contender, double[] expected, double... actual) {
    for (int i = 0; i < expected.length; i++) {
      // Negated, so that NaN differs too.
      if (!(Math.abs(actual[i] - expected[i]) <= TOLERANCE)) {
        throw new IllegalStateException(
            "%s answers %s instead of %s"
                .formatted(contender.label(), Arrays.toString(actual), Arrays.toString(expected)));
      }
    }
  }

  /** A process that waits for commands. */
  private record Serving(
      Contender contender, Process process, PrintWriter commands, BufferedReader replies) {
    static Serving of(Contender contender, Process process) {
      return new Serving(
          contender,
          process,
          new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true),
          process.inputReader(StandardCharsets.UTF_8));
    }

    double time(String workload, long milliseconds) throws IOException {
      commands.println("time " + workload + " " + milliseconds);
      return Double.parseDouble(replies.readLine());
    }
  }

  private void measurePredictions() throws IOException, InterruptedException {
    List<Serving> all = new ArrayList<>();
    for (Contender contender : Contender.values()) {
      all.add(Serving.of(contender, start(contender, "serve")));
    }
    add("one row", Unit.NANOSECONDS, times(all, "one"));
    add("a thousand rows", Unit.NANOSECONDS, times(all, "thousand"));
    for (Serving serving : all) {
      serving.commands().close();
      await(serving.process());
    }
  }

  private Map<Contender, Double> times(List<Serving> all, String workload)
      throws IOException, InterruptedException {
    System.out.println("timing predictions for rows: " + workload);
    Map<Contender, List<Double>> times = new EnumMap<>(Contender.class);
    for (int round = -1; round < rounds; round++) {
      for (Serving serving : all) {
        Thread.sleep(PAUSE_MILLISECONDS);
        double time = serving.time(workload, round < 0 ? WARM_UP_MILLISECONDS : MILLISECONDS);
        if (round >= 0) {
          times.computeIfAbsent(serving.contender(), same -> new ArrayList<>()).add(time);
        }
      }
    }
    return medians(times);
  }

  private static Map<Contender, Double> medians(Map<Contender, List<Double>> times) {
    Map<Contender, Double> medians = new EnumMap<>(Contender.class);
    times.forEach(
        (contender, all) -> {
          double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
          medians.put(contender, sorted[sorted.length / 2]);
        });
    return medians;
  }

  private void add(String name, Unit unit, Map<Contender, Double> values) {
    if (rows.isEmpty()) {
      List<String> header = new ArrayList<>(List.of("mlp"));
      for (Contender contender : Contender.values()) {
        header.addAll(List.of(contender.label(), ""));
      }
      rows.add(header.toArray(String[]::new));
    }
    List<String> row = new ArrayList<>(List.of(name));
    double own = Objects.requireNonNull(values.get(Contender.NETWRIGHT));
    values.forEach(
        (contender, value) -> {
          row.add(unit.format(value));
          row.add(
              contender == Contender.NETWRIGHT
                  ? ""
                  : String.format(Locale.ROOT, "%.2f ×", value / own));
        });
    rows.add(row.toArray(String[]::new));
  }
}
