package org.netwright.samples.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.ModelFileException;
import org.netwright.runtime.NetworkModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the model of a file, and the next one when the file has been replaced. A new model is
 * loaded beside the old one, which is closed when its last request has ended. If the new file
 * cannot be loaded, the old model remains.
 *
 * <p>It looks at the file when {@link #look()} is called, instead of waiting for events of the file
 * system, which network file systems and mounted volumes do not report reliably. A file that
 * differs from the one before is loaded when it is the same in two looks, so that one that is still
 * being copied is left alone.
 */
final class ModelHolder<M extends NetworkModel> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelHolder.class);

  /** Loads a model. */
  interface Loader<M> {
    /**
     * Returns the model in a file.
     *
     * @throws IOException if there is none
     * @throws RuntimeException if it is not fit for service
     */
    M load(Path file) throws IOException;
  }

  /** What {@link #look()} found. */
  enum Look {
    /** No file. */
    MISSING,
    /** The file that was loaded or refused before. */
    UNCHANGED,
    /** A file that may not be complete yet. */
    CHANGING,
    /** A new file, which is in service now. */
    LOADED,
    /** A new file that cannot be loaded. */
    REFUSED
  }

  private final Path file;
  private final Loader<M> loader;
  private final AtomicLong loads = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();

  private volatile @Nullable ServedModel<M> current;
  private volatile @Nullable String problem;

  // The rest is guarded by this.
  private boolean closed;

  /** The file that was loaded or refused. */
  private @Nullable FileStamp done;

  /** The file in the look before. */
  private @Nullable FileStamp last;

  /** Loads the model, if there is one. */
  ModelHolder(Path file, Loader<M> loader) {
    this.file = file;
    this.loader = loader;
    if (look() == Look.CHANGING) {
      look();
    }
  }

  /**
   * Calls a function with the model, which is not closed before the function returns.
   *
   * @throws IllegalStateException if no model has been loaded, or the holder is closed
   */
  <R> R use(Function<? super ServedModel<M>, R> request) {
    while (true) {
      ServedModel<M> model = current;
      if (model == null) {
        throw new IllegalStateException("there is no model yet, or no longer; try again later");
      }
      // If not, it was replaced just now and its last request has ended.
      if (model.acquire()) {
        try {
          return request.apply(model);
        } finally {
          model.release();
        }
      }
    }
  }

  /** Looks at the file, and loads it if it is another one. */
  synchronized Look look() {
    if (closed) {
      return Look.UNCHANGED;
    }
    try {
      FileStamp stamp = FileStamp.of(file);
      if (stamp == null) {
        done = null;
        last = null;
        report("there is no file " + file.toAbsolutePath(), null);
        return Look.MISSING;
      }
      if (stamp.equals(done)) {
        return Look.UNCHANGED;
      }
      if (!stamp.equals(last)) {
        last = stamp;
        return Look.CHANGING;
      }
      return load(stamp);
    } catch (IOException e) {
      // Perhaps only the file system: the next look tries again.
      refusals.incrementAndGet();
      report(e.toString(), e);
      return Look.REFUSED;
    }
  }

  /** Returns which model is in service. */
  Optional<ModelInfo> serving() {
    return Optional.ofNullable(current).map(ServedModel::info);
  }

  /** Returns what is wrong with the file, if anything. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Returns how often a model was loaded. */
  long loads() {
    return loads.get();
  }

  /** Returns how often a file could not be loaded. */
  long refusals() {
    return refusals.get();
  }

  /** Requests that run come to their end, further ones are refused. */
  @Override
  public synchronized void close() {
    closed = true;
    replace(null);
  }

  private Look load(FileStamp stamp) throws IOException {
    M model;
    try {
      model = loader.load(file);
    } catch (ModelFileException | RuntimeException e) {
      if (!stamp.equals(FileStamp.of(file))) {
        return Look.CHANGING;
      }
      done = stamp;
      refusals.incrementAndGet();
      report(String.valueOf(e.getMessage()), e);
      return Look.REFUSED;
    }
    ServedModel<M> next = null;
    try {
      ModelInfo info = ModelInfo.of(file);
      // Otherwise the model may be that of one file, and the information that of another.
      if (stamp.equals(FileStamp.of(file))) {
        next = new ServedModel<>(model, info);
      }
    } finally {
      if (next == null) {
        model.close();
      }
    }
    if (next == null) {
      return Look.CHANGING;
    }
    done = stamp;
    loads.incrementAndGet();
    problem = null;
    replace(next);
    LOG.info("Serving {}: {}", file, next.info());
    return Look.LOADED;
  }

  private void replace(@Nullable ServedModel<M> next) {
    ServedModel<M> old = current;
    current = next;
    if (old != null) {
      old.release();
    }
  }

  /** Once, not in every look. */
  private void report(String what, @Nullable Exception cause) {
    if (!what.equals(problem)) {
      LOG.warn("The model is not replaced: {}", what, cause);
    }
    problem = what;
  }
}
