package org.netwright.samples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Many threads ask while the file of the model is replaced, by good files and by bad ones. */
class ReplacementTest {
  private static final int THREADS = 16;
  private static final int REPLACEMENTS = 40;
  private static final int BATCH = 3;

  /** What each model answers for each penguin: known before the service can have the model. */
  private final Map<String, List<Map<Species, Float>>> expected = new ConcurrentHashMap<>();

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  @TempDir private Path folder;
  private Path file;
  private Path next;
  private List<Penguin> penguins;

  @BeforeEach
  void read() throws IOException {
    file = folder.resolve("model.safetensors");
    next = folder.resolve("next.safetensors");
    List<Train.Sighting> sightings = Train.sightings();
    penguins = IntStream.range(0, 20).mapToObj(i -> sightings.get(i * 17).penguin()).toList();
  }

  @Test
  void noRequestIsLost() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (TrainedModels models = new TrainedModels()) {
      train(models);
      Files.copy(next, file);
      try (RunningService service = new RunningService(file)) {
        List<Future<Integer>> askers =
            IntStream.range(0, THREADS)
                .mapToObj(i -> threads.submit(() -> ask(service, i)))
                .toList();
        int loaded = 1;
        int refused = 0;
        for (int i = 1; i <= REPLACEMENTS; i++) {
          if (i % 10 == 0) {
            refuse(service, i % 20 == 0 ? half() : otherNetwork());
            refused++;
          }
          String id = train(models);
          Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
          // Every fourth model but the last is replaced at once, perhaps before it is loaded.
          if (i % 4 != 0 || i == REPLACEMENTS) {
            RunningService.await(
                id + " is in service", () -> service.model().path("id").asString().equals(id));
            // A thread that has failed does not go on: its failure is reported at the end.
            RunningService.await(
                id + " has answered",
                () -> seen.contains(id) || askers.stream().anyMatch(Future::isDone));
            loaded++;
          }
        }
        ended = true;
        int answered = 0;
        for (Future<Integer> asker : askers) {
          answered += asker.get();
        }
        check(service, answered, loaded, refused);
      }
    } finally {
      ended = true;
      threads.shutdown();
    }
  }

  private void check(RunningService service, int answered, int loaded, int refused) {
    assertThat(seen).hasSizeGreaterThanOrEqualTo(loaded - 1); // the first may not be asked
    assertThat(service.metric("model.loads")).isBetween((double) loaded, (double) REPLACEMENTS + 1);
    // A file that is written in place is empty at first, and is refused once more if it stays so.
    assertThat(service.metric("model.refusals")).isBetween((double) refused, 2.0 * refused);
    assertThat(service.model().has("problem")).isFalse();
    assertThat(service.metric("model.predictions")).isEqualTo(answered);
    // Spring counts a request when its answer has been sent.
    RunningService.await(answered + " requests are counted", () -> counted(service) >= answered);
    assertThat(counted(service)).isEqualTo(answered);
    assertThat(service.getJson("/actuator/metrics/http.server.requests").toString())
        .contains("\"200\"")
        .doesNotContain("\"400\"", "\"422\"", "\"500\"", "\"503\"");
  }

  private static double counted(RunningService service) {
    return service.metric("http.server.requests?tag=status:200&tag=uri:/predict")
        + service.metric("http.server.requests?tag=status:200&tag=uri:/predict/batch");
  }

  /** Trains a model, notes its answers, and writes it beside the file of the service. */
  private String train(TrainedModels models) throws IOException {
    models.next(next);
    String id = TrainedModels.id(next);
    try (PenguinNetModel model = PenguinNetModel.load(next)) {
      expected.put(id, penguins.stream().map(model::probabilities).toList());
    }
    return id;
  }

  /** Writes a bad file in place, as a careless copy does, and waits until it is refused. */
  private void refuse(RunningService service, byte[] bad) throws IOException {
    String id = service.model().path("id").asString();
    Files.write(file, bad);
    RunningService.await("the file is refused", () -> service.model().has("problem"));
    assertThat(service.model().path("id").asString()).isEqualTo(id);
    assertThat(service.getJson("/actuator/health").path("status").asString()).isEqualTo("UP");
  }

  private byte[] half() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private byte[] otherNetwork() throws IOException {
    Path other = folder.resolve("other.safetensors");
    try (OtherNetTrainer trainer = OtherNetTrainer.create()) {
      trainer.fit(Train.data()).epochs(1).quiet().run();
      trainer.save(other);
    }
    return Files.readAllBytes(other);
  }

  /** Asks until the test ends; returns the number of answers, each of which is checked. */
  private int ask(RunningService service, int thread) {
    int count = 0;
    for (int i = thread; !ended; i++) {
      int first = i % (penguins.size() - BATCH + 1);
      if (i % 5 == 0) {
        List<Penguin> some = penguins.subList(first, first + BATCH);
        JsonNode answers = checked(service.post("/predict/batch", RunningService.json(some)));
        assertThat(answers.size()).isEqualTo(BATCH);
        List<String> ids = new ArrayList<>();
        for (int j = 0; j < BATCH; j++) {
          ids.add(check(answers.get(j), first + j));
        }
        assertThat(Set.copyOf(ids)).as("all are from one model").hasSize(1);
      } else {
        String json = RunningService.json(penguins.get(first));
        check(checked(service.post("/predict", json)), first);
      }
      count++;
    }
    return count;
  }

  private static JsonNode checked(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return RunningService.json(response);
  }

  /** Every answer is that of the model that it names, to the bit. */
  private String check(JsonNode answer, int penguin) {
    String id = answer.path("model").asString();
    assertThat(expected).containsKey(id);
    Map<Species, Float> probabilities = new EnumMap<>(Species.class);
    for (Species species : Species.values()) {
      probabilities.put(species, answer.path("probabilities").path(species.name()).floatValue());
    }
    assertThat(probabilities).isEqualTo(expected.get(id).get(penguin));
    Species species = Species.valueOf(answer.path("species").asString());
    assertThat(probabilities.values()).allMatch(p -> p <= probabilities.get(species));
    seen.add(id);
    return id;
  }
}
