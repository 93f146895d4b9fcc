package org.netwright.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run, in a folder of any file system that Hadoop knows. Their names have
 * the run's, which follows from its settings and its rows: those of other runs are left alone.
 * Equal runs at the same time share their checkpoints, whose parameters have the same bits. A file
 * has a name that no other attempt uses until it is complete.
 */
final class CheckpointFolder {
  private static final int KEPT = 2;

  /** Of unfinished files that nobody can be writing any more. */
  private static final Duration STALE = Duration.ofDays(1);

  /** Of any run. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\.netwright-.+-epoch-\\d+\\.safetensors\\..+\\.unfinished");

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);

  private final Path folder;
  private final FileSystem files;
  private final String run;

  /** What {@link #newest} has found, as long as it has not been replaced. */
  private final Set<Path> unusable = new HashSet<>();

  CheckpointFolder(String folder, String run, Configuration hadoop) throws IOException {
    this.folder = new Path(folder);
    this.files = this.folder.getFileSystem(hadoop);
    this.run = run;
  }

  /** One file. */
  private record Checkpoint(int epoch, Path file) {}

  /** Uses the bytes of a checkpoint. */
  interface Use {
    /** Throws if they are not those of a checkpoint, and has changed nothing then. */
    void of(byte[] bytes) throws IOException;
  }

  /**
   * Uses the newest checkpoint of at most so many epochs, or the one before if it cannot be used.
   *
   * @return its bytes; null if there is none
   * @throws IllegalStateException if there are some, and none can be used
   */
  byte @Nullable [] newest(int mostEpochs, Use use) throws IOException {
    List<String> texts = new ArrayList<>();
    List<Throwable> reasons = new ArrayList<>();
    for (Checkpoint checkpoint : checkpoints(statuses())) {
      if (checkpoint.epoch() > mostEpochs) {
        continue;
      }
      try {
        byte[] bytes = Blob.read(files, checkpoint.file());
        use.of(bytes);
        if (!texts.isEmpty()) {
          LOG.warn(
              "training continues after epoch {}, because newer checkpoints cannot be used: {}",
              checkpoint.epoch(),
              String.join("; ", texts));
        }
        return bytes;
      } catch (FileNotFoundException e) {
        LOG.debug("an equal run has ended, and removed {}", checkpoint.file(), e);
      } catch (IOException | RuntimeException | FSError e) {
        unusable.add(checkpoint.file());
        texts.add("%s: %s".formatted(checkpoint.file(), e.getMessage()));
        reasons.add(e);
      }
    }
    if (texts.isEmpty()) {
      return null;
    }
    IllegalStateException none =
        new IllegalStateException(
            "no checkpoint of this run can be used; if the file system is in order, remove these files, and training begins with the first epoch: "
                + String.join("; ", texts));
    reasons.forEach(none::addSuppressed);
    throw none;
  }

  /**
   * Writes a checkpoint, and then removes those before the last ones that can be used, and those
   * before it that cannot.
   */
  void write(int epoch, byte[] bytes) throws IOException {
    try {
      writeFile(epoch, bytes);
      FileStatus[] all = statuses();
      removeBefore(epoch, all);
      removeStale(all);
    } catch (FSError e) {
      throw failed("no checkpoint can be written in", e);
    }
  }

  /** Hadoop's local file systems throw an error where others throw an exception. */
  private IOException failed(String what, FSError e) {
    return new IOException("%s %s: %s".formatted(what, folder, e.getMessage()), e);
  }

  private void writeFile(int epoch, byte[] bytes) throws IOException {
    files.mkdirs(folder);
    Path file = new Path(folder, "netwright-%s-epoch-%06d.safetensors".formatted(run, epoch));
    Path unfinished =
        new Path(folder, ".%s.%s.unfinished".formatted(file.getName(), UUID.randomUUID()));
    try {
      try (FSDataOutputStream out = files.create(unfinished, false)) {
        out.write(bytes);
      }
      // What has the name may be damaged; not all file systems replace it.
      files.delete(file, false);
      if (!files.rename(unfinished, file) && !files.exists(file)) {
        throw new IOException("%s cannot be renamed to %s".formatted(unfinished, file));
      }
    } finally {
      // It is still there after an error, or if an equal run was faster.
      files.delete(unfinished, false);
    }
    unusable.removeIf(path -> path.getName().equals(file.getName()));
  }

  private void removeBefore(int epoch, FileStatus[] all) throws IOException {
    int kept = 0;
    for (Checkpoint checkpoint : checkpoints(all)) {
      // Newer ones are of an equal run, or damaged.
      if (checkpoint.epoch() > epoch) {
        continue;
      }
      if (kept == KEPT || unusable.contains(checkpoint.file())) {
        files.delete(checkpoint.file(), false);
      } else {
        kept++;
      }
    }
  }

  /** Removes the checkpoints of the run. */
  void delete() throws IOException {
    try {
      FileStatus[] all = statuses();
      for (Checkpoint checkpoint : checkpoints(all)) {
        files.delete(checkpoint.file(), false);
      }
      removeStale(all);
    } catch (FSError e) {
      throw failed("checkpoints cannot be removed from", e);
    }
  }

  /**
   * Removes what attempts of any run have left that were killed: their own run may never come back.
   */
  private void removeStale(FileStatus[] all) {
    long old = System.currentTimeMillis() - STALE.toMillis();
    for (FileStatus status : all) {
      if (status.getModificationTime() < old
          && UNFINISHED.matcher(status.getPath().getName()).matches()) {
        try {
          files.delete(status.getPath(), false);
        } catch (IOException | RuntimeException | FSError e) {
          // It may belong to another user, and does no harm.
          LOG.warn("the unfinished checkpoint {} cannot be removed", status.getPath(), e);
        }
      }
    }
  }

  private FileStatus[] statuses() throws IOException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** Returns those of the run, the newest first. */
  private List<Checkpoint> checkpoints(FileStatus[] statuses) {
    Pattern name = Pattern.compile("netwright-" + run + "-epoch-(\\d+)\\.safetensors");
    List<Checkpoint> all = new ArrayList<>();
    for (FileStatus status : statuses) {
      Matcher matcher = name.matcher(status.getPath().getName());
      if (matcher.matches()) {
        all.add(new Checkpoint(Integer.parseInt(matcher.group(1)), status.getPath()));
      }
    }
    all.sort(Comparator.comparingInt(Checkpoint::epoch).reversed());
    return all;
  }
}
