package org.netwright.runtime.internal.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.ModelFileException;
import org.netwright.runtime.internal.check.Range;
import org.netwright.runtime.internal.data.KnownColumns;
import org.netwright.runtime.internal.file.FolderInUseException;
import org.netwright.runtime.internal.file.FolderLock;
import org.netwright.runtime.internal.file.Folders;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.model.NetworkSchema;
import org.netwright.runtime.internal.model.Safetensors;
import org.netwright.runtime.internal.model.SafetensorsWriter;
import org.netwright.runtime.internal.records.LearntRecord;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionState;
import org.netwright.runtime.training.EpochReport;

/** The checkpoints of one training run, in its own folder, which is locked during the run. */
final class Checkpoints implements AutoCloseable {
  private static final String NAME = "checkpoint-%06d.safetensors";
  private static final String PATTERN = "checkpoint-[0-9]*.safetensors";
  private static final String BEST = "best.safetensors";

  /** What a process that was killed leaves of a file that it was writing. */
  private static final String UNFINISHED = ".{checkpoint-*,best}.safetensors.*";

  private final FitPlan plan;
  private final Session session;
  private final Path folder;
  private final BestParameters best;
  private final @Nullable Plateau plateau;
  private final FitExamples examples;
  private final RunData data;
  private final FolderLock lock;
  private int bestWritten;

  /**
   * Opens a folder, and deletes unfinished files there.
   *
   * @throws IllegalStateException if another run uses it
   * @throws IllegalArgumentException if it has the checkpoints of a run that should not be resumed
   * @throws UncheckedIOException if it cannot be created or read
   */
  Checkpoints(FitPlan plan, BestParameters best, @Nullable Plateau plateau, FitExamples examples) {
    this.plan = plan;
    this.session = plan.session;
    this.folder = Objects.requireNonNull(plan.checkpoints);
    this.best = best;
    this.plateau = plateau;
    this.examples = examples;
    this.data = RunData.of(plan, examples);
    try {
      Folders.create(folder);
      lock = FolderLock.acquire(folder, "training of " + session.network());
    } catch (FolderInUseException e) {
      throw new IllegalStateException(
          e.getMessage() + "; wait for its end, or choose another folder", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "checkpoints cannot be kept in %s: %s".formatted(folder, e.getMessage()), e);
    }
    try {
      clear();
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void clear() {
    try {
      if (!plan.resume && !newestFirst().isEmpty()) {
        throw new IllegalArgumentException(
            folder
                + " has checkpoints of an earlier run; continue from them with resume(), or choose"
                + " another folder");
      }
      for (Path unfinished : list(UNFINISHED)) {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "checkpoints cannot be kept in %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /**
   * Writes a checkpoint after an epoch, if one is due.
   *
   * @param epochs all epochs so far
   */
  void offer(List<EpochReport> epochs, long shuffleSeed) {
    int epoch = epochs.size();
    if (epoch % plan.checkpointEvery != 0 && epoch != plan.epochs) {
      return;
    }
    try {
      write(epochs, shuffleSeed);
      List<Path> all = newestFirst();
      for (Path old : all.subList(Math.min(all.size(), plan.checkpointsKept), all.size())) {
        Files.deleteIfExists(old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a checkpoint cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Restores the session from the newest complete checkpoint.
   *
   * @return null if there is none
   * @throws IllegalArgumentException if it is of a different run
   * @throws UncheckedIOException if there are checkpoints, but none can be read
   */
  @Nullable RunState resume() {
    try {
      ModelFileException damaged = null;
      for (Path file : newestFirst()) {
        Safetensors checkpoint;
        try {
          checkpoint = Safetensors.open(file);
        } catch (ModelFileException e) {
          damaged = e;
          continue;
        }
        return read(checkpoint);
      }
      if (damaged != null) {
        throw damaged;
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot resume from %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private void write(List<EpochReport> epochs, long shuffleSeed) throws IOException {
    SessionState snapshot = SessionState.of(session);
    Map<String, String> metadata = new LinkedHashMap<>(session.schema().metadata());
    snapshot.preprocessing().writeTo(metadata);
    state(snapshot, epochs, shuffleSeed).writeTo(metadata);
    Map<String, DenseTensor> tensors = snapshot.tensors();
    tensors.putAll(best.tensors());
    SafetensorsWriter.write(folder.resolve(NAME.formatted(epochs.size())), tensors, metadata);
    if (best.epoch() > bestWritten) {
      best.withBest(
          () ->
              session
                  .schema()
                  .save(
                      folder.resolve(BEST),
                      session.parameters(),
                      session.preprocessing(),
                      Map.of()));
      bestWritten = best.epoch();
    }
  }

  private RunState state(SessionState session, List<EpochReport> epochs, long shuffleSeed) {
    return new RunState(
        session.seed(),
        shuffleSeed,
        plan.shuffle,
        plan.similarLengths,
        session.steps(),
        plan.batchSize,
        plan.accumulate,
        examples.training().size(),
        examples.weightsId(),
        data,
        examples.classWeights().words(),
        plan.augmenting == null ? null : plan.augmenting.toString(),
        plan.monitor,
        plan.metrics.isHigherBetter(plan.monitor),
        session.optimizer(),
        session.optimizerNumbers(),
        session.learningRate(),
        session.strengths(),
        session.frozen(),
        best.epoch(),
        best.score(),
        best.epochsSince(),
        plateau == null ? null : plateau.state(),
        epochs);
  }

  /**
   * Returns whether the training examples are those of the checkpoint, as far as their columns
   * show. Those in memory are numbers already. A stream makes numbers by what the checkpoint knows,
   * which may be more than a first pass shows.
   */
  private boolean isOf(LearntRecord known, LearntRecord learnt) {
    return examples.trainingData() == null ? known.agreesWith(learnt) : known.equals(learnt);
  }

  /** Everything is checked before the session is changed. */
  private RunState read(Safetensors checkpoint) throws IOException {
    NetworkSchema schema = session.schema();
    NetworkSchema.require(checkpoint, schema.differences(checkpoint));
    Preprocessing preprocessing = schema.preprocessing(checkpoint);
    RunState state;
    try {
      state = RunState.read(checkpoint.metadata());
    } catch (IllegalArgumentException e) {
      throw checkpoint.refused("is not a checkpoint: " + e.getMessage());
    }
    List<String> differences =
        state.differences(plan, examples, data, session.updateRule(), preprocessing);
    differences.addAll(
        KnownColumns.differences(preprocessing.columns(), examples.training().columns()));
    LearntRecord known = preprocessing.learnt();
    LearntRecord learnt = examples.learnt();
    if (known != null && (learnt == null || !isOf(known, learnt))) {
      differences.add(
          "the means, deviations or categories of the training examples are others; if the"
              + " interrupted run knew them from fitEncoder, load or an earlier fit, call the same"
              + " before resuming");
    }
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "cannot resume from %s: %s; start again in another folder, or use the earlier settings"
              .formatted(folder, String.join("; ", differences)));
    }
    checkRates(state);
    Map<String, DenseTensor> own = SessionState.of(session).tensors();
    Map<String, DenseTensor> tensors = new LinkedHashMap<>(own);
    if (state.bestEpoch() > 0) {
      tensors.putAll(best.resume(state.bestEpoch(), state.bestScore(), state.epochsSinceBest()));
    }
    NetworkSchema.require(checkpoint, checkpoint.differences(DenseTensor.types(tensors)));
    checkpoint.readTo(tensors);
    state.session(own, preprocessing, session).restoreTo(session);
    bestWritten = Files.exists(folder.resolve(BEST)) ? state.bestEpoch() : 0;
    return state;
  }

  /** Schedules begin at the step of the checkpoint. */
  private void checkRates(RunState state) {
    if (plan.learningRate != null) {
      Range.requireNotNegative("the learning rate", plan.learningRate.at(state.steps()));
    }
  }

  /** Releases the folder's lock. */
  @Override
  public void close() {
    lock.close();
  }

  private List<Path> newestFirst() throws IOException {
    List<Path> all = list(PATTERN);
    // Longer names have larger numbers.
    all.sort(
        Comparator.comparingInt((Path file) -> file.toString().length())
            .thenComparing(Path::getFileName)
            .reversed());
    return all;
  }

  private List<Path> list(String pattern) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
      found.forEach(files::add);
    }
    return files;
  }
}
