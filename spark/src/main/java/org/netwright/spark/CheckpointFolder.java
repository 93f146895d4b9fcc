package org.netwright.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one run, in a folder of any file system that Hadoop knows. Their names have
 * the run's, which follows from its settings and its rows: other runs in the folder are left alone.
 */
final class CheckpointFolder {
  private static final int KEPT = 2;

  private final Path folder;
  private final FileSystem files;
  private final String run;

  CheckpointFolder(String folder, String run, Configuration hadoop) throws IOException {
    this.folder = new Path(folder);
    this.files = this.folder.getFileSystem(hadoop);
    this.run = run;
  }

  /** One file. */
  private record Checkpoint(int epoch, Path file) {}

  /** Returns the newest checkpoint of at most so many epochs; null if there is none. */
  byte @Nullable [] newest(int mostEpochs) throws IOException {
    List<Checkpoint> all = list();
    all.removeIf(checkpoint -> checkpoint.epoch() > mostEpochs);
    if (all.isEmpty()) {
      return null;
    }
    return Blob.read(files, all.get(0).file());
  }

  /** Writes a checkpoint, and removes those before the last ones. */
  void write(int epoch, byte[] bytes) throws IOException {
    files.mkdirs(folder);
    Path file = new Path(folder, "netwright-%s-epoch-%06d.safetensors".formatted(run, epoch));
    Path unfinished = new Path(folder, "." + file.getName() + ".unfinished");
    try (FSDataOutputStream out = files.create(unfinished, true)) {
      out.write(bytes);
    }
    files.delete(file, false);
    if (!files.rename(unfinished, file)) {
      throw new IOException("%s cannot be renamed to %s".formatted(unfinished, file));
    }
    List<Checkpoint> all = list();
    for (Checkpoint old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      files.delete(old.file(), false);
    }
  }

  /** Removes the checkpoints of the run. */
  void delete() throws IOException {
    for (Checkpoint checkpoint : list()) {
      files.delete(checkpoint.file(), false);
    }
  }

  private List<Checkpoint> list() throws IOException {
    Pattern name = Pattern.compile("netwright-" + run + "-epoch-(\\d+)\\.safetensors");
    List<Checkpoint> all = new ArrayList<>();
    try {
      for (FileStatus status : files.listStatus(folder)) {
        Matcher matcher = name.matcher(status.getPath().getName());
        if (matcher.matches()) {
          all.add(new Checkpoint(Integer.parseInt(matcher.group(1)), status.getPath()));
        }
      }
    } catch (FileNotFoundException e) {
      return all;
    }
    all.sort(Comparator.comparingInt(Checkpoint::epoch).reversed());
    return all;
  }
}
