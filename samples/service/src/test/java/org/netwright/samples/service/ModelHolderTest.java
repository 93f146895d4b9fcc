package org.netwright.samples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.samples.service.ModelHolder.Look;

class ModelHolderTest {
  private static final Penguin PENGUIN =
      new Penguin("Biscoe", 46.1, 13.2, 211.0, 4500.0, Optional.empty());

  private static TrainedModels models;

  @TempDir private Path folder;
  private Path file;

  @BeforeAll
  static void train() throws IOException {
    models = new TrainedModels();
  }

  @AfterAll
  static void close() {
    models.close();
  }

  @BeforeEach
  void name() {
    file = folder.resolve("model.safetensors");
  }

  private ModelHolder<PenguinNetModel> holder() {
    return new ModelHolder<>(file, PenguinNetModel::load);
  }

  private static String id(ModelHolder<?> holder) {
    return holder.serving().orElseThrow().id();
  }

  private static PenguinNetModel model(ModelHolder<PenguinNetModel> holder) {
    return holder.use(ServedModel::model);
  }

  private static Species ask(ModelHolder<PenguinNetModel> holder) {
    return holder.use(served -> served.model().predict(PENGUIN));
  }

  @Test
  void servesTheFileThatThereIs() throws IOException {
    models.next(file);
    try (ModelHolder<PenguinNetModel> holder = holder()) {
      assertThat(id(holder)).isEqualTo(ModelInfo.of(file).id());
      assertThat(ask(holder)).isNotNull();
      assertThat(holder.problem()).isEmpty();
      assertThat(holder.loads()).isEqualTo(1);
    }
  }

  @Test
  void waitsForTheFirstFile() throws IOException {
    try (ModelHolder<PenguinNetModel> holder = holder()) {
      assertThatThrownBy(() -> holder.use(served -> 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("there is no model yet, or no longer; try again later");
      assertThat(holder.problem()).contains("there is no file " + file);
      models.next(file);
      assertThat(holder.look()).isEqualTo(Look.CHANGING);
      assertThat(holder.look()).isEqualTo(Look.LOADED);
      assertThat(holder.look()).isEqualTo(Look.UNCHANGED);
      assertThat(holder.problem()).isEmpty();
      assertThat(ask(holder)).isNotNull();
    }
  }

  @Test
  void closesAModelWhenItsLastRequestHasEnded() throws Exception {
    models.next(file);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch replaced = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ModelHolder<PenguinNetModel> holder = holder()) {
      PenguinNetModel first = model(holder);
      Future<Species> request =
          thread.submit(
              () ->
                  holder.use(
                      served -> {
                        started.countDown();
                        awaitUninterruptibly(replaced);
                        assertThat(served.model()).isSameAs(first);
                        return served.model().predict(PENGUIN);
                      }));
      started.await();
      models.next(file);
      holder.look();
      assertThat(holder.look()).isEqualTo(Look.LOADED);
      assertThat(model(holder)).isNotSameAs(first);
      assertThat(first.predict(PENGUIN)).isNotNull();
      replaced.countDown();
      assertThat(request.get()).isNotNull();
      assertThatThrownBy(() -> first.predict(PENGUIN))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is closed");
    } finally {
      thread.shutdown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void keepsTheModelIfTheNextFileCannotBeLoaded() throws IOException {
    models.next(file);
    byte[] whole = Files.readAllBytes(file);
    try (ModelHolder<PenguinNetModel> holder = holder()) {
      String first = id(holder);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      assertThat(holder.look()).isEqualTo(Look.CHANGING);
      assertThat(holder.look()).isEqualTo(Look.REFUSED);
      assertThat(holder.look()).as("it is not read again").isEqualTo(Look.UNCHANGED);
      assertThat(holder.refusals()).isEqualTo(1);
      assertThat(holder.problem()).get().asString().contains(file.toString());
      assertThat(id(holder)).isEqualTo(first);
      assertThat(ask(holder)).isNotNull();

      Files.write(file, whole);
      assertThat(holder.look()).isEqualTo(Look.CHANGING);
      assertThat(holder.look()).isEqualTo(Look.LOADED);
      assertThat(holder.problem()).isEmpty();
    }
  }

  @Test
  void refusesTheFileOfAnotherNetwork() throws IOException {
    models.next(file);
    try (ModelHolder<PenguinNetModel> holder = holder();
        OtherNetTrainer other = OtherNetTrainer.create()) {
      other.fit(Train.data()).epochs(1).quiet().run();
      other.save(file);
      holder.look();
      assertThat(holder.look()).isEqualTo(Look.REFUSED);
      assertThat(holder.problem()).get().asString().contains("OtherNet", "PenguinNet");
    }
  }

  @Test
  void doesNotLoadAFileThatIsBeingWritten() throws IOException {
    models.next(file);
    byte[] whole = Files.readAllBytes(file);
    try (ModelHolder<PenguinNetModel> holder = holder()) {
      for (int length = 1; length < whole.length; length += whole.length / 5) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThat(holder.look()).isEqualTo(Look.CHANGING);
      }
      assertThat(holder.refusals()).isZero();
    }
  }

  @Test
  void dropsAModelWhoseFileWasReplacedWhileItWasLoaded() throws IOException {
    models.next(file);
    Path next = folder.resolve("next");
    models.next(next);
    AtomicBoolean replace = new AtomicBoolean();
    ModelHolder.Loader<PenguinNetModel> loader =
        path -> {
          PenguinNetModel model = PenguinNetModel.load(path);
          if (replace.getAndSet(false)) {
            Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);
          }
          return model;
        };
    try (ModelHolder<PenguinNetModel> holder = new ModelHolder<>(file, loader)) {
      String first = id(holder);
      models.next(file);
      String nextId = ModelInfo.of(next).id();
      replace.set(true);
      assertThat(holder.look()).isEqualTo(Look.CHANGING);
      assertThat(holder.look()).as("replaced meanwhile").isEqualTo(Look.CHANGING);
      assertThat(id(holder)).isEqualTo(first);
      holder.look();
      assertThat(holder.look()).isEqualTo(Look.LOADED);
      assertThat(id(holder)).isEqualTo(nextId);
    }
  }

  @Test
  void triesAgainAfterAnErrorOfTheFileSystem() throws IOException {
    models.next(file);
    AtomicBoolean fails = new AtomicBoolean();
    ModelHolder.Loader<PenguinNetModel> loader =
        path -> {
          if (fails.get()) {
            throw new IOException("stale file handle");
          }
          return PenguinNetModel.load(path);
        };
    try (ModelHolder<PenguinNetModel> holder = new ModelHolder<>(file, loader)) {
      models.next(file);
      fails.set(true);
      holder.look();
      assertThat(holder.look()).isEqualTo(Look.REFUSED);
      assertThat(holder.look()).isEqualTo(Look.REFUSED);
      assertThat(holder.problem()).contains("java.io.IOException: stale file handle");
      fails.set(false);
      assertThat(holder.look()).isEqualTo(Look.LOADED);
      assertThat(holder.problem()).isEmpty();
    }
  }

  @Test
  void keepsTheModelIfTheFileIsDeleted() throws IOException {
    models.next(file);
    try (ModelHolder<PenguinNetModel> holder = holder()) {
      String first = id(holder);
      Files.delete(file);
      assertThat(holder.look()).isEqualTo(Look.MISSING);
      assertThat(id(holder)).isEqualTo(first);
      assertThat(holder.problem()).contains("there is no file " + file);
    }
  }

  @Test
  void isClosedOnce() throws IOException {
    models.next(file);
    ModelHolder<PenguinNetModel> holder = holder();
    PenguinNetModel model = model(holder);
    holder.close();
    holder.close();
    models.next(file);
    holder.look();
    holder.look();
    assertThat(holder.serving()).isEmpty();
    assertThatThrownBy(() -> model.predict(PENGUIN)).isInstanceOf(IllegalStateException.class);
  }
}
