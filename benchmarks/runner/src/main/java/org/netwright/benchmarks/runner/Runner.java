package org.netwright.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the libraries and prints one table. */
public final class Runner {
  private static final long FIT_MILLISECONDS = 600;

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
      LossCheck.run(workers);
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
    for (Workload workload : Workload.values()) {
      System.out.println("timing " + workload.label());
      rows.add(
          new Row(
              workload.label(), Unit.NANOSECONDS, stopwatch.compare(workload), workload.goals()));
    }
    measureEmbeddings(stopwatch);
    System.out.println("timing matrix products");
    double mlp = products(stopwatch, "mlp-products", Workload.MLP_STEP);
    rows.add(Row.own("matrix products in mlp-step", Unit.SHARE, mlp));
    double wide = products(stopwatch, "wide-products", Workload.WIDE_STEP);
    rows.add(Row.own("matrix products in wide-step", Unit.SHARE, wide, Goal.atLeast(0.85)));
    double residual = products(stopwatch, "residual-products", Workload.RESIDUAL_STEP);
    rows.add(Row.own("matrix products in residual-step", Unit.SHARE, residual));
    System.out.println("timing an elastic net");
    double elastic =
        stopwatch.share("mlp-elastic-step", "mlp-plain-step", Workload.MLP_STEP.milliseconds());
    rows.add(
        Row.own("mlp-step, elastic net to no penalty", Unit.SHARE, elastic, Goal.atMost(1.05)));
    System.out.println("timing fit");
    for (String task : List.of("seed", "mlp")) {
      double fit = stopwatch.share(task + "-fit", task + "-loop", FIT_MILLISECONDS);
      rows.add(Row.own(task + ", fit to step in a loop", Unit.SHARE, fit, Goal.atMost(1.1)));
    }
    measureBusyCores(stopwatch);
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

  private static double products(Stopwatch stopwatch, String products, Workload step)
      throws IOException, InterruptedException {
    return stopwatch.share(products, step.label(), step.milliseconds());
  }

  private void measureAllocation(WorkerProcess netwright) throws IOException {
    for (Workload workload : Workload.values()) {
      double bytes = netwright.allocated(workload.label(), workload.runs());
      rows.add(Row.own("Java heap per " + workload.label(), Unit.BYTES, bytes));
    }
  }

  private void measureMemory() throws IOException {
    System.out.println("measuring memory");
    Footprint footprint = new Footprint(home);
    double seedStep = rows.get(0).value(Competitor.NETWRIGHT).orElseThrow();
    rows.addAll(footprint.mlp());
    rows.addAll(footprint.seed(options.seedSteps(), seedStep));
  }
}
