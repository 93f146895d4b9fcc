package org.netwright.samples.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service, started on a free port. */
final class RunningService implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ConfigurableApplicationContext context;
  private final URI root;

  RunningService(Path model, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--penguins.model=" + model,
                "--penguins.look=20ms",
                "--spring.main.banner-mode=off",
                "--logging.level.root=error"));
    all.addAll(List.of(arguments));
    context = SpringApplication.run(ServiceApplication.class, all.toArray(String[]::new));
    root =
        URI.create(
            "http://localhost:"
                + context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        HttpRequest.newBuilder(root.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(root.resolve(path)).build());
  }

  JsonNode getJson(String path) {
    return json(get(path));
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  static String json(Object value) {
    return JSON.writeValueAsString(value);
  }

  /** Returns the value of a metric, of some tags. */
  double metric(String nameAndTags) {
    return getJson("/actuator/metrics/" + nameAndTags)
        .path("measurements")
        .path(0)
        .path("value")
        .asDouble();
  }

  /** Returns what counts predictions, also once the service has stopped. */
  Timer predictions() {
    return context.getBean(MeterRegistry.class).get("model.predictions").timer();
  }

  /** Returns the details of the model's health. */
  JsonNode model() {
    return getJson("/actuator/health/model").path("details");
  }

  /** Returns what reads and writes the JSON of the service. */
  JsonMapper mapper() {
    return context.getBean(JsonMapper.class);
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not after 60 s: " + what);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("lost: " + request, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void stop() {
    context.close();
  }

  @Override
  public void close() {
    stop();
  }
}
