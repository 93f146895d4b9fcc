package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.runtime.ReloadingModel.Loader;
import org.netwright.runtime.ReloadingModel.Outcome;

/** What becomes of files that are replaced, damaged, deleted or not readable. */
class ReloadingModelTest {
  private static final float[] ROW = {0.5f, -1, 2};

  private static final Logger LOG = Logger.getLogger("org.netwright");

  private final List<LogRecord> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord message) {
          logged.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TempDir private Path folder;
  private Path file;
  private int seed;

  @BeforeEach
  void name() {
    file = folder.resolve("model.safetensors");
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void removeHandler() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
  }

  /** Writes another model. */
  private void next(Path path) throws IOException {
    seed++;
    try (ChainTrainer trainer = ChainTrainer.builder().seed(seed).build()) {
      trainer.save(path, Map.of("seed", Integer.toString(seed)));
    }
  }

  private ReloadingModel<ChainModel> open() {
    return ReloadingModel.of(file, ChainModel::load);
  }

  private static String seed(ReloadingModel<?> models) {
    return models.version().orElseThrow().notes().get("seed");
  }

  private static ChainModel model(ReloadingModel<ChainModel> models) {
    return models.use(model -> model);
  }

  private static void checkClosed(ChainModel model) {
    assertThatIllegalStateException()
        .isThrownBy(() -> model.predict(ROW))
        .withMessageContaining("is closed");
  }

  @Test
  void usesTheFileThatThereIs() throws Exception {
    next(file);
    try (ReloadingModel<ChainModel> models = open();
        ChainModel same = ChainModel.load(file)) {
      assertThat(models.<float[], RuntimeException>use(model -> model.predict(ROW)))
          .isEqualTo(same.predict(ROW));
      assertThat(models.problem()).isEmpty();
      assertThat(models.loads()).isEqualTo(1);
      ModelVersion version = models.version().orElseThrow();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      assertThat(version.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
      assertThat(version.id()).isEqualTo(version.sha256().substring(0, 12));
      assertThat(version.notes()).isEqualTo(Map.of("seed", "1"));
      assertThat(version.written()).isEqualTo(Files.getLastModifiedTime(file).toInstant());
      assertThat(models.<ModelVersion, RuntimeException>useVersion((model, used) -> used))
          .isSameAs(version);
    }
  }

  @Test
  void waitsForTheFirstFile() throws IOException {
    try (ReloadingModel<ChainModel> models = open()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> models.use(model -> 1))
          .withMessage(
              "no model has been loaded from %1$s yet: there is no file %1$s".formatted(file));
      assertThat(models.problem()).contains("there is no file " + file);
      assertThat(models.refresh()).isEqualTo(Outcome.MISSING);
      next(file);
      assertThat(models.refresh()).isEqualTo(Outcome.CHANGING);
      assertThat(models.problem()).contains(file + " is changing, and may not be complete yet");
      assertThat(models.refresh()).isEqualTo(Outcome.LOADED);
      assertThat(models.problem()).isEmpty();
      assertThat(models.refresh()).isEqualTo(Outcome.UNCHANGED);
      assertThat(seed(models)).isEqualTo("1");
    }
  }

  @Test
  void keepsTheModelIfTheNextFileCannotBeLoaded() throws IOException {
    next(file);
    byte[] whole = Files.readAllBytes(file);
    try (ReloadingModel<ChainModel> models = open()) {
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      assertThat(models.refresh()).isEqualTo(Outcome.CHANGING);
      assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
      assertThat(models.refresh()).as("it is not read again").isEqualTo(Outcome.UNCHANGED);
      assertThat(models.refusals()).isEqualTo(1);
      assertThat(models.problem()).get().asString().startsWith(file + ": is truncated");
      assertThat(models.<float[], RuntimeException>use(model -> model.predict(ROW))).hasSize(2);

      Files.write(file, whole);
      assertThat(models.refresh()).isEqualTo(Outcome.CHANGING);
      assertThat(models.refresh()).isEqualTo(Outcome.LOADED);
      assertThat(models.problem()).isEmpty();
    }
  }

  @Test
  void refusesTheFileOfAnotherNetwork() throws IOException {
    next(file);
    try (ReloadingModel<ChainModel> models = open();
        PicturesTrainer other = PicturesTrainer.builder(2, 1, 4, 5).build()) {
      other.save(file);
      models.refresh();
      assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
      assertThat(models.problem()).get().asString().contains("Pictures", "Chain");
      assertThat(seed(models)).isEqualTo("1");
    }
  }

  @Test
  void doesNotLoadAFileThatIsBeingWritten() throws IOException {
    next(file);
    byte[] whole = Files.readAllBytes(file);
    try (ReloadingModel<ChainModel> models = open()) {
      for (int length = 1; length < whole.length; length += whole.length / 5) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThat(models.refresh()).isEqualTo(Outcome.CHANGING);
      }
      assertThat(models.refusals()).isZero();
    }
  }

  @Test
  void dropsAModelWhoseFileWasReplacedWhileItWasLoaded() throws IOException {
    next(file);
    Path other = folder.resolve("other");
    List<ChainModel> loaded = new ArrayList<>();
    AtomicBoolean replaces = new AtomicBoolean();
    Loader<ChainModel> loader =
        path -> {
          loaded.add(ChainModel.load(path));
          if (replaces.getAndSet(false)) {
            Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
          }
          return loaded.get(loaded.size() - 1);
        };
    try (ReloadingModel<ChainModel> models = ReloadingModel.of(file, loader)) {
      next(file);
      next(other);
      replaces.set(true);
      assertThat(models.refresh()).isEqualTo(Outcome.CHANGING);
      assertThat(models.refresh()).as("replaced meanwhile").isEqualTo(Outcome.CHANGING);
      checkClosed(loaded.get(1));
      assertThat(seed(models)).isEqualTo("1");
      models.refresh();
      assertThat(models.refresh()).isEqualTo(Outcome.LOADED);
      assertThat(seed(models)).isEqualTo("3");
    }
  }

  @Test
  void keepsTheModelIfTheFileIsDeleted() throws IOException {
    next(file);
    try (ReloadingModel<ChainModel> models = open()) {
      Files.delete(file);
      assertThat(models.refresh()).isEqualTo(Outcome.MISSING);
      assertThat(seed(models)).isEqualTo("1");
      assertThat(models.problem()).contains("there is no file " + file);
    }
  }

  static Stream<IOException> passingErrors() {
    return Stream.of(new IOException("stale file handle"), new IOException());
  }

  @ParameterizedTest
  @MethodSource("passingErrors")
  void triesAgainAfterAnErrorOfTheFileSystem(IOException passing) throws IOException {
    next(file);
    AtomicBoolean fails = new AtomicBoolean();
    Loader<ChainModel> loader =
        path -> {
          if (fails.get()) {
            if (passing.getMessage() == null) {
              throw new UncheckedIOException(passing);
            }
            throw passing;
          }
          return ChainModel.load(path);
        };
    try (ReloadingModel<ChainModel> models = ReloadingModel.of(file, loader)) {
      next(file);
      fails.set(true);
      models.refresh();
      assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
      assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
      assertThat(models.problem()).contains(passing.toString());
      assertThat(models.refusals()).isEqualTo(2);
      fails.set(false);
      assertThat(models.refresh()).isEqualTo(Outcome.LOADED);
      assertThat(models.problem()).isEmpty();
      assertThat(logged).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.INFO);
      assertThat(logged.get(0).getMessage())
          .isEqualTo(
              "%s is not loaded, the model before remains: %s".formatted(file, passing.toString()));
      assertThat(logged.get(0).getThrown()).isSameAs(passing);
    }
  }

  /** The file system fails for a while, here because the folder is a link to itself. */
  private void failOnce(ReloadingModel<ChainModel> models) throws IOException {
    Path parent = file.getParent();
    Path aside = folder.resolve("aside");
    Files.move(parent, aside);
    Files.createSymbolicLink(parent, parent);
    assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
    assertThat(models.problem()).get().asString().contains(file.toString());
    Files.delete(parent);
    Files.move(aside, parent);
  }

  @Test
  void aProblemThatHasPassedIsForgotten() throws IOException {
    file = Files.createDirectory(folder.resolve("models")).resolve("model.safetensors");
    next(file);
    try (ReloadingModel<ChainModel> models = open()) {
      failOnce(models);
      assertThat(models.refresh()).isEqualTo(Outcome.UNCHANGED);
      assertThat(models.problem()).isEmpty();

      Files.writeString(file, "not a model");
      models.refresh();
      models.refresh();
      String refusal = models.problem().orElseThrow();
      failOnce(models);
      assertThat(models.refresh()).isEqualTo(Outcome.UNCHANGED);
      assertThat(models.problem()).as("of the file that was refused").contains(refusal);
    }
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalArgumentException("does not fit"),
        new NullPointerException(),
        new NoClassDefFoundError("org/example/Missing"),
        new StackOverflowError(),
        new AssertionError("wrong"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void refusesAFileOnceWhoseLoaderFails(Throwable fault) throws IOException {
    next(file);
    AtomicInteger calls = new AtomicInteger();
    Loader<ChainModel> loader =
        path -> {
          if (calls.incrementAndGet() > 1) {
            throwUnchecked(fault);
          }
          return ChainModel.load(path);
        };
    try (ReloadingModel<ChainModel> models = ReloadingModel.of(file, loader)) {
      next(file);
      models.refresh();
      assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
      assertThat(models.refresh()).isEqualTo(Outcome.UNCHANGED);
      assertThat(calls).hasValue(2);
      assertThat(models.problem())
          .contains(
              fault instanceof IllegalArgumentException ? fault.getMessage() : fault.toString());
      assertThat(seed(models)).isEqualTo("1");
    }
  }

  private static void throwUnchecked(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }

  @Test
  void triesAgainWhenThereMayBeMoreMemory() throws IOException {
    next(file);
    AtomicInteger looks = new AtomicInteger();
    List<Integer> tries = new ArrayList<>();
    AtomicBoolean full = new AtomicBoolean();
    Loader<ChainModel> loader =
        path -> {
          if (full.get()) {
            tries.add(looks.get());
            throw new OutOfMemoryError("Java heap space");
          }
          return ChainModel.load(path);
        };
    try (ReloadingModel<ChainModel> models = ReloadingModel.of(file, loader)) {
      next(file);
      full.set(true);
      models.refresh();
      for (int i = 0; i <= 300; i++) {
        looks.set(i);
        boolean failed = models.refresh() == Outcome.REFUSED;
        assertThat(failed).isEqualTo(!tries.isEmpty() && tries.get(tries.size() - 1) == i);
        assertThat(models.problem()).contains("java.lang.OutOfMemoryError: Java heap space");
      }
      assertThat(tries).containsExactly(0, 1, 3, 7, 15, 31, 63, 127, 191, 255);
      assertThat(seed(models)).isEqualTo("1");
      full.set(false);
      while (models.refresh() == Outcome.UNCHANGED) {
        assertThat(seed(models)).isEqualTo("1");
      }
      assertThat(seed(models)).isEqualTo("2");
      assertThat(models.problem()).isEmpty();
    }
  }

  @Test
  void refusesWhatALoaderMustNotReturn() throws IOException {
    next(file);
    ChainModel closed = ChainModel.load(file);
    closed.close();
    List<ChainModel> returned = new ArrayList<>(Arrays.asList(null, closed));
    Loader<ChainModel> loader =
        path -> {
          if (returned.isEmpty()) {
            returned.add(ChainModel.load(path));
            return returned.get(0);
          }
          return returned.size() == 1 ? returned.get(0) : returned.remove(0);
        };
    try (ReloadingModel<ChainModel> models = ReloadingModel.of(file, loader)) {
      assertThat(models.problem()).contains("the loader returned null in place of a model");
      next(file);
      models.refresh();
      assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
      assertThat(models.problem()).get().asString().contains("the model of Chain is closed");
      returned.clear();
      next(file);
      models.refresh();
      assertThat(models.refresh()).isEqualTo(Outcome.LOADED);
      next(file);
      models.refresh();
      assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
      assertThat(models.problem())
          .contains(
              "the loader returned the model that is in use; it must load a new one in each call");
      assertThat(models.<float[], RuntimeException>use(model -> model.predict(ROW))).hasSize(2);
    }
  }

  @Test
  void aModelThatCannotBePreparedIsClosed() throws IOException {
    next(file);
    List<ChainModel> prepared = new ArrayList<>();
    try (ReloadingModel<ChainModel> models =
        ReloadingModel.of(
            file,
            ChainModel::load,
            model -> {
              prepared.add(model);
              model.predict(prepared.size() == 1 ? ROW : new float[] {1});
            })) {
      assertThat(model(models)).isSameAs(prepared.get(0));
      next(file);
      models.refresh();
      assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
      assertThat(models.problem())
          .get()
          .asString()
          .isEqualTo("features: expected row of length 3, got 1");
      checkClosed(prepared.get(1));
      assertThat(model(models)).isSameAs(prepared.get(0));
    }
  }

  /** An error of the file system after one of memory. */
  @Test
  void isTriedAgainAfterErrorsOfBothKinds() throws IOException {
    next(file);
    Deque<Throwable> errors = new ArrayDeque<>();
    Loader<ChainModel> loader =
        path -> {
          Throwable error = errors.poll();
          if (error instanceof IOException e) {
            throw e;
          } else if (error instanceof Error e) {
            throw e;
          }
          return ChainModel.load(path);
        };
    try (ReloadingModel<ChainModel> models = ReloadingModel.of(file, loader)) {
      errors.add(new OutOfMemoryError("Java heap space"));
      errors.add(new IOException("stale file handle"));
      next(file);
      models.refresh();
      assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
      assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
      assertThat(models.refresh()).isEqualTo(Outcome.LOADED);
      assertThat(seed(models)).isEqualTo("2");
      assertThat(models.problem()).isEmpty();
    }
  }

  @Test
  void aRequestMayThrowACheckedException() throws IOException {
    next(file);
    try (ReloadingModel<ChainModel> models = open()) {
      IOException own = new IOException("of the request");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () ->
                  models.use(
                      model -> {
                        throw own;
                      }))
          .isSameAs(own);
      Path saved = models.<Path, IOException>use(model -> Files.createTempFile(folder, "a", "b"));
      assertThat(saved).exists();
    }
  }

  @Test
  void aRequestCannotCloseTheModel() throws IOException {
    next(file);
    ChainModel escaped;
    try (ReloadingModel<ChainModel> models = open()) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  models.use(
                      model -> {
                        try (model) {
                          return model.predict(ROW);
                        }
                      }))
          .withMessage(
              "the model of Chain is a ReloadingModel's, which closes it: a function that is given to use must not");
      float[] output = models.use(model -> model.predict(ROW));
      assertThat(output).hasSize(2);
      escaped = model(models);
    }
    checkClosed(escaped);
  }

  @Test
  void theLoaderMustNotLookItself() throws IOException {
    List<ReloadingModel<ChainModel>> self = new ArrayList<>();
    Loader<ChainModel> loader =
        path -> {
          self.get(0).refresh();
          return ChainModel.load(path);
        };
    try (ReloadingModel<ChainModel> models = ReloadingModel.of(file, loader)) {
      self.add(models);
      next(file);
      models.refresh();
      assertThat(models.refresh()).isEqualTo(Outcome.REFUSED);
      assertThat(models.problem())
          .contains(
              "refresh() was called while it loads %s: the loader must not call it"
                  .formatted(file));
    }
  }

  @Test
  void whatARequestThrowsIsThrown() throws IOException {
    next(file);
    try (ReloadingModel<ChainModel> models = open()) {
      ChainModel first = model(models);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> models.use(model -> model.predict(1, 2)));
      next(file);
      models.refresh();
      models.refresh();
      checkClosed(first); // it was released all the same
    }
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> ReloadingModel.of(null, ChainModel::load));
    assertThatNullPointerException().isThrownBy(() -> ReloadingModel.of(file, null));
    assertThatNullPointerException()
        .isThrownBy(() -> ReloadingModel.of(file, ChainModel::load, null));
    try (ReloadingModel<ChainModel> models = open()) {
      assertThatNullPointerException().isThrownBy(() -> models.use(null));
      assertThatNullPointerException().isThrownBy(() -> models.useVersion(null));
    }
  }

  @Test
  void isClosedOnce() throws IOException {
    next(file);
    ReloadingModel<ChainModel> models = open();
    ChainModel model = model(models);
    models.close();
    models.close();
    checkClosed(model);
    next(file);
    assertThat(models.refresh()).isEqualTo(Outcome.CLOSED);
    assertThat(models.refresh()).isEqualTo(Outcome.CLOSED);
    assertThat(models.version()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> models.use(used -> 1))
        .withMessage("the model of %s is closed: its ReloadingModel was".formatted(file));
  }
}
