package org.netwright.samples.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the service, asks it, and stops it: without a model, with a model, with a wrong request,
 * and after the model was replaced.
 */
final class Demo {
  private static final String PENGUIN =
      """
      {"island": "Biscoe", "billLength": 48.2, "billDepth": 14.3, "bodyMass": 5100}""";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI service;

  private Demo(URI service) {
    this.service = service;
  }

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path model = Path.of("target/demo.safetensors");
    Files.deleteIfExists(model);
    try (ConfigurableApplicationContext context =
        SpringApplication.run(
            ServiceApplication.class,
            "--server.port=0",
            "--penguins.model=" + model,
            "--penguins.look=50ms",
            "--spring.main.banner-mode=off",
            "--logging.level.root=error")) {
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      Demo demo = new Demo(URI.create("http://localhost:" + port));
      demo.post("/predict", PENGUIN);
      demo.train(model, 1);
      demo.post("/predict", PENGUIN);
      demo.post("/predict", "{\"island\": \"Biscoe\", \"billLenght\": 48.2}");
      demo.train(model, 2);
      demo.post("/predict", PENGUIN);
      System.out.println(demo.get("/actuator/health/model"));
    }
  }

  /** Trains a model, and waits until it is in service. */
  private void train(Path model, long seed) throws IOException, InterruptedException {
    double accuracy = Train.train(model, seed);
    System.out.printf(Locale.ROOT, "Trained a model, test accuracy %.3f%n", accuracy);
    String note = "\"seed\":\"" + seed + "\"";
    while (!get("/actuator/health/model").contains(note)) {
      Thread.sleep(50);
    }
  }

  private void post(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    System.out.printf("POST %s %s%n%d %s%n", path, json, response.statusCode(), response.body());
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(service.resolve(path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
