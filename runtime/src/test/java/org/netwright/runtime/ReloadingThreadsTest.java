package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.ReloadingModel.Loader;
import org.netwright.runtime.ReloadingModel.Outcome;

/** A model that is used, replaced and closed by several threads. */
@Timeout(300)
class ReloadingThreadsTest {
  private static final float[] ROW = {0.5f, -1, 2};

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<ChainModel> loaded = new ArrayList<>();

  @TempDir private Path folder;
  private Path file;
  private int seed;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("model.safetensors");
    next();
  }

  @AfterEach
  void shutdown() {
    threads.shutdownNow();
  }

  private void next() throws IOException {
    seed++;
    try (ChainTrainer trainer = ChainTrainer.builder().seed(seed).build()) {
      trainer.save(file, Map.of("seed", Integer.toString(seed)));
    }
  }

  private ReloadingModel<ChainModel> open() {
    return ReloadingModel.of(file, ChainModel::load);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void checkClosed(ChainModel model) {
    assertThatIllegalStateException()
        .isThrownBy(() -> model.predict(ROW))
        .withMessageContaining("is closed");
  }

  /** Begins a call that does not end before it may. */
  private Future<float[]> slowCall(ReloadingModel<ChainModel> models) {
    Future<float[]> call =
        threads.submit(
            () ->
                models.<float[], RuntimeException>use(
                    model -> {
                      started.countDown();
                      await(goOn);
                      return model.predict(ROW);
                    }));
    await(started);
    return call;
  }

  @Test
  void aModelIsClosedWhenItsLastCallHasEnded() throws Exception {
    try (ReloadingModel<ChainModel> models = open()) {
      ChainModel first = models.use(model -> model);
      float[] expected = first.predict(ROW);
      Future<float[]> call = slowCall(models);
      next();
      models.refresh();
      assertThat(models.refresh()).isEqualTo(Outcome.LOADED);
      assertThat(models.<ChainModel, RuntimeException>use(model -> model)).isNotSameAs(first);
      assertThat(first.predict(ROW)).isEqualTo(expected);
      goOn.countDown();
      assertThat(call.get()).isEqualTo(expected);
      checkClosed(first);
    }
  }

  @Test
  void callsThatRunWhenItIsClosedComeToTheirEnd() throws Exception {
    ReloadingModel<ChainModel> models = open();
    ChainModel model = models.use(used -> used);
    float[] expected = model.predict(ROW);
    Future<float[]> call = slowCall(models);
    models.close();
    assertThat(models.version()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> models.use(used -> 1))
        .withMessageContaining("is closed");
    assertThat(call.isDone()).isFalse();
    goOn.countDown();
    assertThat(call.get()).isEqualTo(expected);
    checkClosed(model);
  }

  private Loader<ChainModel> slowSecond() {
    return path -> {
      loaded.add(ChainModel.load(path));
      if (loaded.size() == 2) {
        started.countDown();
        await(goOn);
      }
      return loaded.get(loaded.size() - 1);
    };
  }

  @Test
  void aModelThatIsBeingLoadedWhenItIsClosedIsDropped() throws Exception {
    ReloadingModel<ChainModel> models = ReloadingModel.of(file, slowSecond());
    next();
    models.refresh();
    Future<Outcome> look = threads.submit(models::refresh);
    await(started);
    models.close(); // does not wait
    goOn.countDown();
    assertThat(look.get()).isEqualTo(Outcome.CLOSED);
    loaded.forEach(ReloadingThreadsTest::checkClosed);
    assertThat(models.version()).isEmpty();
    assertThat(models.loads()).isEqualTo(1);
  }

  @Test
  void twoThreadsThatLookTakeTurns() throws Exception {
    try (ReloadingModel<ChainModel> models = ReloadingModel.of(file, slowSecond())) {
      next();
      models.refresh();
      Future<Outcome> first = threads.submit(models::refresh);
      await(started);
      AtomicReference<Thread> looker = new AtomicReference<>();
      Future<Outcome> second =
          threads.submit(
              () -> {
                looker.set(Thread.currentThread());
                return models.refresh();
              });
      while (looker.get() == null || looker.get().getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(models.<float[], RuntimeException>use(model -> model.predict(ROW))).hasSize(2);
      goOn.countDown();
      assertThat(first.get()).isEqualTo(Outcome.LOADED);
      assertThat(second.get()).isEqualTo(Outcome.UNCHANGED);
      assertThat(loaded).hasSize(2);
    }
  }

  /** Each answer is that of the version that it names, to the bit, and no call fails. */
  @Test
  void noCallIsLost() throws Exception {
    Map<String, float[]> expected = new ConcurrentHashMap<>();
    expected.put("1", predictionOfTheFile());
    Set<String> seen = ConcurrentHashMap.newKeySet();
    AtomicBoolean ended = new AtomicBoolean();
    try (ReloadingModel<ChainModel> models = open()) {
      List<Future<?>> users = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        users.add(
            threads.submit(
                () -> {
                  while (!ended.get()) {
                    models.useVersion(
                        (model, version) -> {
                          String name = version.notes().get("seed");
                          assertThat(model.predict(ROW)).isEqualTo(expected.get(name));
                          return seen.add(name);
                        });
                  }
                }));
      }
      for (int i = 0; i < 50; i++) {
        next();
        expected.put(Integer.toString(seed), predictionOfTheFile());
        models.refresh();
        assertThat(models.refresh()).isEqualTo(Outcome.LOADED);
        // A user that has failed does not go on.
        while (!seen.contains(Integer.toString(seed)) && users.stream().noneMatch(Future::isDone)) {
          Thread.onSpinWait();
        }
      }
      ended.set(true);
      for (Future<?> user : users) {
        user.get();
      }
      assertThat(seen).containsAll(expected.keySet().stream().filter(n -> !n.equals("1")).toList());
      assertThat(models.loads()).isEqualTo(51);
    } finally {
      ended.set(true);
    }
  }

  private float[] predictionOfTheFile() throws IOException {
    try (ChainModel model = ChainModel.load(file)) {
      return model.predict(ROW);
    }
  }
}
