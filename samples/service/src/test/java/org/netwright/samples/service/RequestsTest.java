package org.netwright.samples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

/** What requests are answered with. */
class RequestsTest {
  private static final String GENTOO =
      """
      {"island": "Biscoe", "billLength": 48.2, "billDepth": 14.3, "bodyMass": 5100}""";

  @TempDir private static Path folder;
  private static Path file;
  private static RunningService service;

  @BeforeAll
  static void start() throws IOException {
    file = folder.resolve("model.safetensors");
    Train.train(file, 1);
    service = new RunningService(file);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void oneExampleIsAnsweredAsTheModelDoes() throws IOException {
    Penguin penguin =
        new Penguin("Biscoe", 48.2, 14.3, null, 5100.0, Optional.of(Penguin.Sex.FEMALE));
    HttpResponse<String> response =
        service.post(
            "/predict",
            """
            {"sex": "FEMALE", "bodyMass": 5100, "island": "Biscoe", "billLength": 48.2,
             "billDepth": 14.3, "flipperLength": null}""");
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = RunningService.json(response);
    try (PenguinNetModel model = PenguinNetModel.load(file)) {
      assertThat(answer.path("species").asString()).isEqualTo(model.predict(penguin).name());
      model
          .probabilities(penguin)
          .forEach(
              (species, probability) ->
                  assertThat(answer.path("probabilities").path(species.name()).floatValue())
                      .isEqualTo(probability));
    }
    assertThat(answer.path("model").asString()).isEqualTo(TrainedModels.id(file));
    assertThat(answer.size()).isEqualTo(3);
  }

  @Test
  void anIslandThatTrainingHasNotSeenIsAnsweredToo() {
    assertThat(service.post("/predict", GENTOO.replace("Biscoe", "Heard")).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"island": "Biscoe", "billLenght": 48}                | 400 | billLenght: unknown, expected one of [island, billLength, billDepth, flipperLength, bodyMass, sex]
          {"island": "Biscoe", "sex": "female"}                 | 400 | sex: expected one of [FEMALE, MALE], got "female"
          {"island": "Biscoe", "sex": 1}                        | 400 | sex: expected one of [FEMALE, MALE], got 1
          {"island": "Biscoe", "sex": ""}                       | 400 | sex: expected one of [FEMALE, MALE], got ""
          {"island": "Biscoe", "billLength": "48"}              | 400 | billLength: expected a number
          {"island": "Biscoe", "billLength": ""}                | 400 | billLength: expected a number
          {"island": "Biscoe", "billLength": "NaN"}             | 400 | billLength: must be greater than or equal to 10, but is NaN; billLength: must be less than or equal to 100, but is NaN
          {"island": "Biscoe", "billLength": true}              | 400 | billLength: expected a number
          {"island": "Biscoe", "billLength": {"mm": 48}}        | 400 | billLength: expected a number
          {"island": "Biscoe", "billLength": [48]}              | 400 | billLength: expected a number
          {"island": 3}                                         | 400 | island: expected a text
          {"island": ["Biscoe"]}                                | 400 | island: expected a text
          {"island": "Biscoe", "billLength": 1000}              | 400 | billLength: must be less than or equal to 100, but is 1000.0
          {"island": "Biscoe", "billLength": 1e999}             | 400 | billLength: must be less than or equal to 100, but is Infinity
          {"island": "Biscoe", "billLength": 4.82}              | 400 | billLength: must be greater than or equal to 10, but is 4.82
          {"island": " "}                                       | 400 | island: must not be blank, but is " "
          {"billLength": 48}                                    | 400 | island: must not be blank, but is null
          {"island": null}                                      | 400 | island: must not be blank, but is null
          {"island": "", "bodyMass": 5.1}                       | 400 | bodyMass: must be greater than or equal to 500, but is 5.1; island: must not be blank, but is ""
          {"island": "Biscoe", "island": "Dream"}               | 400 | The body is not JSON: line 1, column 30: Duplicate Object property "island"
          {"island": "Biscoe"                                   | 400 | The body is not JSON: line 1, column 20: unexpected end
          {"island": "Biscoe"} {}                               | 400 | The body must be JSON, an object and nothing after it
          [{"island": "Biscoe"}]                                | 400 | The body must be JSON, an object and nothing after it
          null                                                  | 400 | The body is missing
          """)
  void aWrongRequestIsToldWhatIsWrong(String json, int status, String detail) {
    checkProblem(service.post("/predict", json), status, detail);
  }

  /** What other records have: Jackson's defaults would make 0 and 3 of some of these. */
  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"age\": null}", "{\"age\": 3.5}", "{\"age\": \"3\"}"})
  void aPrimitiveComponentIsNeitherLeftOutNorRounded(String json) {
    record Patient(int age) {}
    assertThat(service.mapper().readValue("{\"age\": 3}", Patient.class)).isEqualTo(new Patient(3));
    assertThatThrownBy(() -> service.mapper().readValue(json, Patient.class))
        .isInstanceOf(MismatchedInputException.class);
  }

  @Test
  void theWrongFieldsAreListed() {
    JsonNode problem =
        RunningService.json(service.post("/predict", "{\"island\": \"Biscoe\", \"sex\": \"M\"}"));
    assertThat(problem.path("errors").toString())
        .isEqualTo(
            "[{\"field\":\"sex\",\"reason\":\"expected one of [FEMALE, MALE], got \\\"M\\\"\"}]");
  }

  @Test
  void aRequestWithoutABodyIsRefused() {
    checkProblem(service.post("/predict", ""), 400, "The body is missing");
  }

  @Test
  void aRequestThatIsTooLargeIsRefused() {
    String json = "[" + String.join(",", Collections.nCopies(20_000, GENTOO)) + "]";
    assertThat(json.length()).isGreaterThan(1_000_000);
    checkProblem(service.post("/predict/batch", json), 413, "Document length");
  }

  @Test
  void aWrongPathOrMethodIsAProblemToo() {
    checkProblem(service.post("/predictions", GENTOO), 404, "No static resource predictions");
    checkProblem(service.get("/predict"), 405, "Method 'GET' is not supported.");
  }

  @Test
  void aBatchIsAnsweredInOrder() {
    HttpResponse<String> response =
        service.post(
            "/predict/batch",
            """
            [{"island": "Biscoe", "billLength": 48.2, "billDepth": 14.3, "bodyMass": 5100},
             {"island": "Torgersen", "billLength": 38.9, "billDepth": 18.7, "bodyMass": 3600}]""");
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answers = RunningService.json(response);
    assertThat(answers.size()).isEqualTo(2);
    assertThat(answers.path(0).path("species").asString()).isEqualTo("GENTOO");
    assertThat(answers.path(1).path("species").asString()).isEqualTo("ADELIE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                        | size must be between 1 and 1000
          [{"island": "Biscoe"}, {"island": "Biscoe", "sex": "x"}]  | [1].sex: expected one of [FEMALE, MALE], got "x"
          [{"island": "Biscoe"}, {"island": "", "bodyMass": 1}]     | [1].bodyMass: must be greater than or equal to 500, but is 1.0; [1].island: must not be blank, but is ""
          [{"island": "Biscoe"}, null]                              | [1]: must not be null
          {"island": "Biscoe"}                                      | The body must be JSON, an array and nothing after it
          """)
  void aWrongBatchIsToldWhichIsWrong(String json, String detail) {
    checkProblem(service.post("/predict/batch", json), 400, detail);
  }

  @Test
  void aBatchIsLimited() {
    String json = "[" + String.join(",", Collections.nCopies(1001, GENTOO)) + "]";
    checkProblem(service.post("/predict/batch", json), 400, "size must be between 1 and 1000");
  }

  private static void checkProblem(HttpResponse<String> response, int status, String detail) {
    JsonNode problem = RunningService.json(response);
    assertThat(problem.path("detail").asString()).startsWith(detail);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).doesNotContain("org.netwright", "java.", "tools.jackson", "trace");
  }

  @Test
  void healthTellsWhichModelAnswers() throws IOException {
    JsonNode health = service.getJson("/actuator/health");
    assertThat(health.path("status").asString()).isEqualTo("UP");
    JsonNode model = health.path("components").path("model").path("details");
    assertThat(model.path("sha256").asString()).isEqualTo(TrainedModels.sha256(file));
    assertThat(model.path("notes").path("seed").asString()).isEqualTo("1");
    assertThat(Double.parseDouble(model.path("notes").path("test accuracy").asString()))
        .isGreaterThan(0.9);
    assertThat(model.path("written").asString()).startsWith("20");
    assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsAreThoseOfPrometheusToo() {
    service.post("/predict", GENTOO);
    assertThat(service.metric("model.predictions")).isPositive();
    // Spring counts a request when its answer has been sent.
    RunningService.await(
        "the request is counted",
        () -> service.get("/actuator/prometheus").body().contains("uri=\"/predict\""));
    assertThat(service.get("/actuator/prometheus").body())
        .contains("model_loads_total 1.0")
        .contains("model_refusals_total 0.0")
        .contains("model_predictions_seconds{quantile=\"0.99\"}")
        .contains("http_server_requests_seconds_count{")
        .containsPattern("model_written_seconds [0-9.]+E9");
  }

  @Test
  void aStrictModelRefusesWhatTrainingHasNotSeen() {
    try (RunningService strict = new RunningService(file, "--penguins.strict=true")) {
      assertThat(strict.post("/predict", GENTOO).statusCode()).isEqualTo(200);
      checkProblem(
          strict.post("/predict", GENTOO.replace("Biscoe", "Heard")),
          422,
          "island: expected one of [Biscoe, Dream, Torgersen], got \"Heard\", which training has not"
              + " seen");
    }
  }

  @Test
  void withoutAModelTheServiceIsNotReady() throws IOException {
    Path later = folder.resolve("later.safetensors");
    try (RunningService waiting = new RunningService(later)) {
      checkProblem(waiting.post("/predict", GENTOO), 503, "there is no model yet");
      assertThat(waiting.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
      assertThat(waiting.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(waiting.getJson("/actuator/health/model").path("status").asString())
          .isEqualTo("DOWN");
      assertThat(waiting.model().path("problem").asString()).isEqualTo("there is no file " + later);
      Train.train(later, 1);
      RunningService.await("the model is in service", () -> waiting.model().has("id"));
      assertThat(waiting.post("/predict", GENTOO).statusCode()).isEqualTo(200);
      assertThat(waiting.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aModelThatWasNotTrainedIsNotPutIntoService() throws IOException {
    Path untrained = folder.resolve("untrained.safetensors");
    try (PenguinNetTrainer trainer = PenguinNetTrainer.create()) {
      trainer.save(untrained);
    }
    try (RunningService waiting = new RunningService(untrained)) {
      assertThat(waiting.model().path("problem").asString()).contains("call fit");
      checkProblem(waiting.post("/predict", GENTOO), 503, "there is no model yet");
    }
  }

  /** A request that it has not begun to read is not answered: its connection is closed. */
  @Test
  void requestsThatRunWhenTheServiceStopsAreAnswered() throws Exception {
    String json = "[" + String.join(",", Collections.nCopies(1000, GENTOO)) + "]";
    ExecutorService threads = Executors.newFixedThreadPool(4);
    AtomicInteger answered = new AtomicInteger();
    AtomicBoolean stops = new AtomicBoolean();
    try (RunningService stopping = new RunningService(file)) {
      List<Future<?>> askers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        askers.add(
            threads.submit(
                () -> {
                  while (!stops.get()) {
                    HttpResponse<String> response;
                    try {
                      response = stopping.post("/predict/batch", json);
                    } catch (UncheckedIOException e) {
                      assertThat(stops).as(e.toString()).isTrue();
                      return;
                    }
                    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                    answered.incrementAndGet();
                  }
                }));
      }
      RunningService.await("requests run", () -> answered.get() > 20);
      Timer predictions = stopping.predictions();
      stops.set(true);
      stopping.stop();
      for (Future<?> asker : askers) {
        asker.get();
      }
      assertThat(answered).hasValue((int) predictions.count());
    } finally {
      stops.set(true);
      threads.shutdown();
    }
  }
}
