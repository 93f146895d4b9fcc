package org.netwright.samples.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.validation.Valid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Measures requests for one prediction over HTTP, beside requests that are read, checked and
 * answered in the same way but ask no model.
 *
 * <p>Each connection is kept alive and sends its next request when it has the answer to the one
 * before. The service and the connections are in one process and share its cores. The two kinds of
 * requests take turns; of the rounds, the one with the median throughput is shown.
 */
final class Load {
  private static final int[] CONNECTIONS = {1, 8, 64};
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 60_000;
  private static final String PENGUIN =
      """
      {"island":"Biscoe","billLength":48.2,"billDepth":14.3,"flipperLength":210,"bodyMass":5100,"sex":"FEMALE"}""";

  /** Answers without a model. Only the load test has it. */
  @Profile("load")
  @RestController
  static class Echo {
    private static final Map<Species, Float> PROBABILITIES =
        Map.of(
            Species.ADELIE,
            5.7237456E-5f,
            Species.CHINSTRAP,
            4.8533434E-4f,
            Species.GENTOO,
            0.9994574f);

    @PostMapping("/echo")
    Answer echo(@RequestBody @Valid Penguin penguin) {
      return new Answer(Species.GENTOO, PROBABILITIES, "0123456789ab");
    }
  }

  /** The requests of one round. */
  private record Round(long requests, double seconds, Histogram latencies) {
    double throughput() {
      return requests / seconds;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,9.0f %9.0f %9.0f",
          throughput(),
          latencies.getValueAtPercentile(50) / 1e3,
          latencies.getValueAtPercentile(99) / 1e3);
    }
  }

  private Load() {}

  /**
   * Measures.
   *
   * @param args optionally the number of requests in a round
   */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    int requests = args.length > 0 ? Integer.parseInt(args[0]) : 30_000;
    Path file = Path.of("target/load.safetensors");
    try (ConfigurableApplicationContext context = start(file)) {
      int port =
          Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
      ask(port, "/echo", 8, WARM_UP);
      ask(port, "/predict", 8, WARM_UP);
      System.out.println("connections           requests/s    p50 µs    p99 µs");
      for (int connections : CONNECTIONS) {
        List<Round> without = new ArrayList<>();
        List<Round> with = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          without.add(ask(port, "/echo", connections, requests));
          with.add(ask(port, "/predict", connections, requests));
        }
        System.out.printf("%11d  no model %s%n", connections, median(without));
        System.out.printf("%11d  model    %s%n", connections, median(with));
        System.out.printf(
            Locale.ROOT,
            "%11s  ratio    %9.2f%n",
            "",
            median(with).throughput() / median(without).throughput());
      }
      Timer timer = context.getBean(MeterRegistry.class).get("model.predictions").timer();
      System.out.printf(
          Locale.ROOT,
          "A prediction without HTTP takes %.1f µs on average%n",
          timer.mean(TimeUnit.NANOSECONDS) / 1e3);
    }
  }

  private static ConfigurableApplicationContext start(Path file) throws IOException {
    Train.train(file, 1);
    return SpringApplication.run(
        ServiceApplication.class,
        "--spring.profiles.active=load",
        "--server.port=0",
        // Tomcat's default closes a connection after 100 requests.
        "--server.tomcat.max-keep-alive-requests=-1",
        "--penguins.model=" + file,
        "--spring.main.banner-mode=off",
        "--logging.level.root=error");
  }

  private static Round median(List<Round> rounds) {
    return rounds.stream().sorted(Comparator.comparing(Round::throughput)).toList().get(ROUNDS / 2);
  }

  /** Sends requests over some connections, each as many. */
  private static Round ask(int port, String path, int connections, int requests)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long start = System.nanoTime();
      List<Future<Histogram>> askers = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        askers.add(threads.submit(() -> ask(port, path, requests / connections)));
      }
      Histogram all = new Histogram(3);
      for (Future<Histogram> asker : askers) {
        all.add(asker.get());
      }
      return new Round(all.getTotalCount(), (System.nanoTime() - start) / 1e9, all);
    } finally {
      threads.shutdown();
    }
  }

  private static Histogram ask(int port, String path, int requests) throws IOException {
    Histogram latencies = new Histogram(3);
    try (Connection connection = new Connection(port, path, PENGUIN)) {
      for (int i = 0; i < requests; i++) {
        long start = System.nanoTime();
        connection.ask();
        latencies.recordValue(System.nanoTime() - start);
      }
    }
    return latencies;
  }
}
