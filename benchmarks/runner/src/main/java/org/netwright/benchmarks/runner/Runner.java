package org.netwright.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Compares the libraries and prints one table. */
public final class Runner {
  private static final long FIT_MILLISECONDS = 600;

  /** So many that memory would show what each step leaves behind. */
  private static final long GRU_STEPS = 100_000;

  private final Path home;
  private final Options options;
  private final List<Row> rows = new ArrayList<>();

  private Runner(Path home, Options options) {
    this.home = home;
    this.options = options;
  }

  /** The system property {@code benchmarks} is their folder; the arguments are {@link Options}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("benchmarks", "benchmarks")).toAbsolutePath();
    Options options;
    try {
      options = Options.parse(home, args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    new Runner(home, options).run();
  }

  private void run() throws IOException, InterruptedException {
    try (Workers workers = Workers.start(home)) {
      LossCheck.run(workers, options.networks());
      measureTimes(new Stopwatch(workers, options.rounds()));
      measureAllocation(workers.of(Competitor.NETWRIGHT));
    }
    measureMemory();

    System.out.println();
    System.out.println(Table.text(rows));
    Machine.facts(home).forEach(System.out::println);
    Table.write(rows, options.results());
    System.out.println("Written to " + options.results());
  }

  private void measureTimes(Stopwatch stopwatch) throws IOException, InterruptedException {
    for (Workload workload : workloads()) {
      System.out.println("timing " + workload.label());
      rows.add(
          new Row(
              workload.label(), Unit.NANOSECONDS, stopwatch.compare(workload), workload.goals()));
    }
    if (options.wants("towers")) {
      measureEmbeddings(stopwatch);
    }
    measureProducts(stopwatch, Workload.MLP_STEP);
    measureProducts(stopwatch, Workload.WIDE_STEP, Goal.atLeast(0.85));
    measureProducts(stopwatch, Workload.RESIDUAL_STEP);
    measureProducts(stopwatch, Workload.LENET_STEP);
    measureProducts(stopwatch, Workload.BLOCK_STEP);
    measureProducts(stopwatch, Workload.SEPARABLE_STEP);
    measureProducts(stopwatch, Workload.LSTM_STEP);
    measureProducts(stopwatch, Workload.GRU_STEP);
    measureProducts(stopwatch, Workload.ENCODER_STEP);
    if (options.wants("mlp")) {
      System.out.println("timing an elastic net");
      double elastic =
          stopwatch.share("mlp-elastic-step", "mlp-plain-step", Workload.MLP_STEP.milliseconds());
      rows.add(
          Row.own("mlp-step, elastic net to no penalty", Unit.SHARE, elastic, Goal.atMost(1.05)));
    }
    for (String network : List.of("seed", "mlp")) {
      if (options.wants(network)) {
        System.out.println("timing fit of " + network);
        double fit = stopwatch.share(network + "-fit", network + "-loop", FIT_MILLISECONDS);
        rows.add(Row.own(network + ", fit to step in a loop", Unit.SHARE, fit, Goal.atMost(1.1)));
      }
    }
    if (options.wants("mlp")) {
      measureBusyCores(stopwatch);
    }
  }

  private List<Workload> workloads() {
    return Arrays.stream(Workload.values()).filter(w -> options.wants(w.network())).toList();
  }

  private void measureEmbeddings(Stopwatch stopwatch) throws IOException, InterruptedException {
    System.out.println("timing embeddings");
    rows.add(
        new Row(
            "towers-step, with libtorch's sparse gradients",
            Unit.NANOSECONDS,
            stopwatch.compare(
                Map.of(
                    Competitor.NETWRIGHT,
                    Workload.TOWERS_STEP.label(),
                    Competitor.LIBTORCH,
                    "towers-sparse-step"),
                Workload.TOWERS_STEP.milliseconds()),
            List.of(Goal.libtorch(3))));
    double million =
        stopwatch.share("million-step", "thousand-step", Workload.TOWERS_STEP.milliseconds());
    rows.add(
        Row.own(
            "embedding of 10⁶ rows to one of 10³, step", Unit.SHARE, million, Goal.atMost(1.5)));
  }

  /** A fair share of a busy core is half of it; threads that wait for each other get far less. */
  private void measureBusyCores(Stopwatch stopwatch) throws IOException, InterruptedException {
    System.out.println("timing with busy cores");
    rows.add(
        new Row(
            "mlp, fit with busy cores to fit alone",
            Unit.SHARE,
            stopwatch.withBusyCores("mlp-fit", FIT_MILLISECONDS, Competitor.NETWRIGHT),
            List.of(Goal.atMost(4))));
    rows.add(
        new Row(
            "mlp-step with busy cores to alone",
            Unit.SHARE,
            stopwatch.withBusyCores(
                Workload.MLP_STEP.label(),
                Workload.MLP_STEP.milliseconds(),
                Competitor.NETWRIGHT,
                Competitor.LIBTORCH),
            List.of(Goal.atMost(4))));
  }

  private void measureProducts(Stopwatch stopwatch, Workload step, Goal... goals)
      throws IOException, InterruptedException {
    if (options.wants(step.network())) {
      System.out.println("timing matrix products of " + step.network());
      double share =
          stopwatch.share(step.network() + "-products", step.label(), step.milliseconds());
      rows.add(Row.own("matrix products in " + step.label(), Unit.SHARE, share, goals));
    }
  }

  private void measureAllocation(WorkerProcess netwright) throws IOException {
    for (Workload workload : workloads()) {
      double bytes = netwright.allocated(workload.label(), workload.runs());
      rows.add(Row.own("Java heap per " + workload.label(), Unit.BYTES, bytes));
    }
  }

  private void measureMemory() throws IOException {
    Footprint footprint = new Footprint(home);
    if (options.wants("mlp")) {
      System.out.println("measuring memory of mlp");
      rows.addAll(footprint.mlp());
    }
    if (options.wants("lenet")) {
      System.out.println("measuring memory of lenet");
      rows.addAll(footprint.lenet());
    }
    if (options.wants("seed")) {
      System.out.println("measuring memory of seed");
      rows.addAll(footprint.growth("seed", options.seedSteps(), time(Workload.SEED_STEP)));
    }
    if (options.wants("gru")) {
      System.out.println("measuring memory of gru");
      rows.addAll(footprint.growth("gru", GRU_STEPS, time(Workload.GRU_STEP)));
    }
  }

  /** Returns Netwright's time of a workload that has been measured, in nanoseconds. */
  private double time(Workload workload) {
    return rows.stream()
        .filter(row -> row.name().equals(workload.label()))
        .findFirst()
        .flatMap(row -> row.value(Competitor.NETWRIGHT).stream().boxed().findFirst())
        .orElseThrow();
  }
}
