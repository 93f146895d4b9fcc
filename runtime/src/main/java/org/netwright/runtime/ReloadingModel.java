package org.netwright.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.file.WatchedFile;

/**
 * The model of a file, and the next one when the file has been replaced, for programs that predict
 * without an end. A new model is loaded beside the old one, which is closed when the last call that
 * uses it has ended: no call waits for a new model, and none fails because of one. If the new file
 * cannot be loaded, the old model remains.
 *
 * <pre>{@code
 * ReloadingModel<FlowerNetModel> flowers =
 *     ReloadingModel.of(Path.of("flowers.safetensors"), FlowerNetModel::load);
 * clock.scheduleWithFixedDelay(flowers::refresh, 1, 1, TimeUnit.SECONDS);
 *
 * int species = flowers.use(model -> model.predictClass(row)); // on any thread
 * }</pre>
 *
 * <p>It looks at the file when {@link #refresh()} is called, which a scheduler of the program does;
 * it has no thread of its own. It does not wait for events of the file system, which network file
 * systems and mounted volumes do not report reliably. A look takes microseconds if the file is
 * unchanged.
 *
 * <p><b>Files.</b> A file is another one if its time, its size or its inode has changed. It is
 * loaded when two calls of {@link #refresh()} in a row find it the same, so that a file that is
 * still being copied is left alone. {@link NetworkTrainer#save(Path)} replaces a file in one step,
 * which is the best way.
 *
 * <p><b>Threads.</b> All methods can be called by any thread. Calls of {@link #refresh()} take
 * turns; no other method waits.
 *
 * <p><b>Memory.</b> While a new model is loaded, and until the last call that uses the old one has
 * ended, there are two.
 *
 * @param <M> the generated model
 */
public final class ReloadingModel<M extends NetworkModel> implements AutoCloseable {
  /**
   * Loads a model, such as {@code FlowerNetModel::load}.
   *
   * @param <M> the generated model
   */
  @FunctionalInterface
  public interface Loader<M extends NetworkModel> {
    /**
     * Returns the model in a file: a new one in each call, which the {@link ReloadingModel} closes.
     *
     * @throws ModelFileException if the file is not a model of the network
     * @throws IOException if it cannot be read
     */
    M load(Path file) throws IOException;
  }

  /**
   * What is done with a model.
   *
   * @param <M> the generated model
   * @param <R> what it returns
   * @param <X> the checked exception that it throws, if any
   */
  @FunctionalInterface
  public interface Request<M, R extends @Nullable Object, X extends Throwable> {
    /** Does all of it with one model. */
    R apply(M model) throws X;
  }

  /**
   * What is done with a model whose version is known.
   *
   * @param <M> the generated model
   * @param <R> what it returns
   * @param <X> the checked exception that it throws, if any
   */
  @FunctionalInterface
  public interface VersionRequest<M, R extends @Nullable Object, X extends Throwable> {
    /** Does all of it with one model. */
    R apply(M model, ModelVersion version) throws X;
  }

  /** What a call of {@link #refresh()} found. */
  public enum Outcome {
    /** There is no file. The model in use, if any, remains. */
    MISSING,
    /** The file that was loaded or refused before. */
    UNCHANGED,
    /** Another file, which may not be complete yet. */
    CHANGING,
    /** Another file, whose model is in use now. */
    LOADED,
    /** Another file, which cannot be loaded; or the file system failed. The old model remains. */
    REFUSED,
    /** The {@link ReloadingModel} is closed, and did not look. */
    CLOSED
  }

  private final Path file;
  private final Loader<M> loader;
  private final Consumer<? super M> preparation;
  private final AtomicLong refusals = new AtomicLong();

  /** Held by the thread that looks at the file. */
  private final ReentrantLock looking = new ReentrantLock();

  /** Used by the thread that looks. */
  private final WatchedFile watched;

  private final ModelSlot<M> slot = new ModelSlot<>();

  /** Written by the thread that looks. */
  private volatile @Nullable String problem;

  /** Whether a problem was logged after the last model. Used by the thread that looks. */
  private boolean isReported;

  private ReloadingModel(Path file, Loader<M> loader, Consumer<? super M> preparation) {
    this.file = Objects.requireNonNull(file, "file");
    this.loader = Objects.requireNonNull(loader, "loader");
    this.preparation = Objects.requireNonNull(preparation, "preparation");
    this.watched = new WatchedFile(file);
  }

  /**
   * Loads the model of a file, if there is one. Otherwise there is no model until {@link
   * #refresh()} has found one: {@link #version()} is empty, and {@link #problem()} says why.
   *
   * @param <M> the generated model
   * @param file what {@link NetworkTrainer#save(Path)} writes
   * @param loader such as {@code FlowerNetModel::load}
   */
  public static <M extends NetworkModel> ReloadingModel<M> of(Path file, Loader<M> loader) {
    return of(file, loader, model -> {});
  }

  /**
   * Loads the model of a file, if there is one, as {@link #of(Path, Loader)} does, and prepares
   * each model before it is used.
   *
   * <pre>{@code
   * ReloadingModel.of(file, FlowerNetModel::load, model -> model.predict(EXAMPLE))
   * }</pre>
   *
   * @param <M> the generated model
   * @param file what {@link NetworkTrainer#save(Path)} writes
   * @param loader such as {@code FlowerNetModel::load}
   * @param preparation is called with each new model: it may change its settings and ask it; if it
   *     throws an exception, the file is refused and the model is closed
   */
  public static <M extends NetworkModel> ReloadingModel<M> of(
      Path file, Loader<M> loader, Consumer<? super M> preparation) {
    ReloadingModel<M> model = new ReloadingModel<>(file, loader, preparation);
    if (model.refresh() == Outcome.CHANGING) {
      model.refresh();
    }
    return model;
  }

  /**
   * Calls a function with the model, which is not closed before the function returns. All that one
   * call of the function does is done with the same model.
   *
   * <p>The model and what belongs to it, such as a {@link SequenceStream}, must not be used after
   * the function has returned. The function cannot close the model: {@link NetworkModel#close()}
   * throws an exception.
   *
   * @return what the function returns
   * @throws IllegalStateException if no model has been loaded yet, or this is closed
   * @throws X what the function throws
   */
  public <R extends @Nullable Object, X extends Throwable> R use(
      Request<? super M, ? extends R, ? extends X> request) throws X {
    Objects.requireNonNull(request, "request");
    SharedModel<M> model = acquired();
    try {
      return request.apply(model.model());
    } finally {
      model.release();
    }
  }

  /**
   * Calls a function with the model, as {@link #use} does, and with the version that the model is,
   * so that an answer can name it.
   *
   * @return what the function returns
   * @throws IllegalStateException if no model has been loaded yet, or this is closed
   * @throws X what the function throws
   */
  public <R extends @Nullable Object, X extends Throwable> R useVersion(
      VersionRequest<? super M, ? extends R, ? extends X> request) throws X {
    Objects.requireNonNull(request, "request");
    SharedModel<M> model = acquired();
    try {
      return request.apply(model.model(), model.version());
    } finally {
      model.release();
    }
  }

  private SharedModel<M> acquired() {
    SharedModel<M> model = slot.acquire();
    if (model == null) {
      throw new IllegalStateException(whyNone());
    }
    return model;
  }

  private String whyNone() {
    if (slot.isClosed()) {
      return "the model of %s is closed: its ReloadingModel was".formatted(file);
    }
    String known = problem;
    return "no model has been loaded from %s yet%s"
        .formatted(file, known == null ? "" : ": " + known);
  }

  /**
   * Looks at the file, and loads it if it is another one. To be called again and again, for example
   * each second by a {@link java.util.concurrent.ScheduledExecutorService}: the time between two
   * calls is that for which a file must be unchanged before it is loaded.
   *
   * <p>It throws nothing that has to do with the file, not even an {@link Error} of the loader,
   * because a scheduler would not call it again. What it refuses is logged ({@link System.Logger}
   * {@code org.netwright}), once, and is the {@link #problem()}. A file that was refused is not
   * loaded again, with two exceptions: if the file system failed, the next call tries again; if
   * there was not enough memory, later calls do, each time after twice as many as before.
   *
   * @throws IllegalStateException if it is called by the loader or the preparation
   */
  public Outcome refresh() {
    if (looking.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "refresh() was called while it loads %s: the loader must not call it".formatted(file));
    }
    looking.lock();
    try {
      return slot.isClosed() ? Outcome.CLOSED : look();
    } catch (IOException | RuntimeException e) {
      // Perhaps only the file system: the next look tries again.
      refusals.incrementAndGet();
      report(e.toString(), e);
      return Outcome.REFUSED;
    } finally {
      looking.unlock();
    }
  }

  private Outcome look() throws IOException {
    return switch (watched.look()) {
      case MISSING -> {
        report("there is no file " + file.toAbsolutePath(), null);
        yield Outcome.MISSING;
      }
      case JUDGED -> {
        problem = watched.refusal();
        yield Outcome.UNCHANGED;
      }
      case CHANGING -> changing();
      case READY -> load();
    };
  }

  private Outcome load() throws IOException {
    SharedModel<M> next;
    try {
      next = loaded();
    } catch (Throwable e) { // an Error too, such as that of an incomplete class path
      return watched.isSame() ? refuse(e) : changing();
    }
    if (next == null) {
      return changing();
    }
    watched.take();
    boolean isNews = slot.current() != null || isReported;
    isReported = false;
    // First, so that whoever sees the new version does not see the problem of another.
    problem = null;
    if (!slot.replace(next)) {
      next.release();
      return Outcome.CLOSED;
    }
    if (isNews) { // to find a logger takes time that no start should wait for
      log(System.Logger.Level.INFO, "the model of %s is %s".formatted(file, next.version()), null);
    }
    return Outcome.LOADED;
  }

  private Outcome changing() {
    String refusal = watched.refusal();
    problem =
        refusal == null && slot.current() == null
            ? file + " is changing, and may not be complete yet"
            : refusal;
    return Outcome.CHANGING;
  }

  /** Returns the model, or null if the file was replaced meanwhile. */
  private @Nullable SharedModel<M> loaded() throws IOException {
    M model = requireNew(loader.load(file));
    try {
      preparation.accept(model);
      // Refuses one that is closed, and allocates the memory that its first prediction needs.
      model.giveBack(model.borrow());
      ModelVersion version = ModelVersion.of(file, watched.written(), model.savedNotes());
      // Otherwise the model may be that of one file, and its version that of another.
      if (watched.isSame()) {
        return new SharedModel<>(model, version);
      }
    } catch (Throwable e) {
      model.close();
      throw e;
    }
    model.close();
    return null;
  }

  /** A loader may return null in spite of its declaration. */
  private M requireNew(@Nullable M model) {
    if (model == null) {
      throw new IllegalStateException("the loader returned null in place of a model");
    }
    SharedModel<M> old = slot.current();
    if (old != null && old.model() == model) {
      throw new IllegalStateException(
          "the loader returned the model that is in use; it must load a new one in each call");
    }
    return model;
  }

  private Outcome refuse(Throwable e) throws IOException {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof IOException passing && !(cause instanceof ModelFileException)) {
      throw passing;
    }
    String why = e instanceof Error || e.getMessage() == null ? e.toString() : e.getMessage();
    if (e instanceof OutOfMemoryError) {
      watched.postpone(why);
    } else {
      watched.refuse(why);
    }
    refusals.incrementAndGet();
    // The message of the first says all.
    report(why, e instanceof ModelFileException ? null : e);
    return Outcome.REFUSED;
  }

  /** Once, not in every look. */
  private void report(String what, @Nullable Throwable cause) {
    if (!what.equals(problem)) {
      isReported = true;
      String then = slot.current() == null ? "there is no model" : "the model before remains";
      log(
          System.Logger.Level.WARNING,
          "%s is not loaded, %s: %s".formatted(file, then, what),
          cause);
    }
    problem = what;
  }

  private static void log(System.Logger.Level level, String text, @Nullable Throwable cause) {
    System.getLogger("org.netwright").log(level, text, cause);
  }

  /** Returns which model is in use; empty if there is none yet, or this is closed. */
  public Optional<ModelVersion> version() {
    return Optional.ofNullable(slot.current()).map(SharedModel::version);
  }

  /**
   * Returns what is wrong with the file, as the last call of {@link #refresh()} found it: that
   * there is none, that it cannot be loaded, or that the file system failed; empty if it is the one
   * in use. While there is a {@link #version()}, predictions go on.
   */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Returns how often a model was loaded. */
  public long loads() {
    return slot.replacements();
  }

  /** Returns how often a file could not be loaded, or the file system failed. */
  public long refusals() {
    return refusals.get();
  }

  /**
   * Ends the use of the model: further calls of {@link #use} throw {@link IllegalStateException}.
   * It does not wait: calls that run come to their end, and the last one frees the memory. A file
   * that is being loaded is dropped. A second call does nothing.
   */
  @Override
  public void close() {
    slot.close();
  }
}
