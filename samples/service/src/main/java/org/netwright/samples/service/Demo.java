package org.netwright.samples.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Trains a model, starts the service, asks it, replaces the model, asks again, and stops. */
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
    Path file = Path.of("target/demo.safetensors");
    Train.train(file, 1);
    try (ConfigurableApplicationContext context =
        SpringApplication.run(
            ServiceApplication.class,
            "--server.port=0",
            "--penguins.model=" + file,
            "--penguins.look=100ms",
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn")) {
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      Demo demo = new Demo(URI.create("http://localhost:" + port));
      demo.post("/predict", PENGUIN);
      demo.post("/predict", "{\"island\": \"Biscoe\", \"billLenght\": 48.2}");
      String earlier = demo.get("/actuator/health/model");
      Train.train(file, 2);
      while (demo.get("/actuator/health/model").equals(earlier)) {
        Thread.sleep(100);
      }
      demo.post("/predict", PENGUIN);
      System.out.println(demo.get("/actuator/health/model"));
      System.out.println(demo.get("/actuator/metrics/model.predictions"));
    }
  }

  private void post(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    System.out.println("POST " + path + " " + json);
    System.out.println("  " + client.send(request, BodyHandlers.ofString()).body());
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(service.resolve(path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
