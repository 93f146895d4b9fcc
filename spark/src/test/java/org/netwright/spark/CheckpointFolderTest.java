package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of checkpoints. */
class CheckpointFolderTest {
  @TempDir private Path folder;

  private CheckpointFolder checkpoints() throws IOException {
    return new CheckpointFolder(folder.toString(), "run", new Configuration());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Refuses what begins with "bad", as a replica refuses what is not a state. */
  private String newest(int mostEpochs) throws IOException {
    return newest(checkpoints(), mostEpochs);
  }

  private static String newest(CheckpointFolder checkpoints, int mostEpochs) throws IOException {
    List<String> used = new ArrayList<>();
    byte[] newest =
        checkpoints.newest(
            mostEpochs,
            bytes -> {
              String text = new String(bytes, StandardCharsets.UTF_8);
              if (text.startsWith("bad")) {
                throw new IllegalStateException("no checkpoint, but " + text);
              }
              used.add(text);
            });
    assertThat(used).hasSize(newest == null ? 0 : 1);
    return newest == null ? "none" : used.get(0);
  }

  @Test
  void theLastTwoAreKeptAndTheNewestIsUsed() throws IOException {
    assertThat(newest(9)).isEqualTo("none");
    for (int epoch = 1; epoch <= 4; epoch++) {
      checkpoints().write(epoch, bytes("epoch " + epoch));
    }
    assertThat(names())
        .containsExactly(
            "netwright-run-epoch-000003.safetensors", "netwright-run-epoch-000004.safetensors");
    assertThat(newest(9)).isEqualTo("epoch 4");
    assertThat(newest(3)).isEqualTo("epoch 3");
    assertThat(newest(2)).isEqualTo("none");
    checkpoints().delete();
    assertThat(names()).isEmpty();
  }

  @Test
  void theOneBeforeIsUsedIfTheNewestIsDamaged() throws IOException {
    checkpoints().write(3, bytes("epoch 3"));
    checkpoints().write(4, bytes("bad bytes"));
    assertThat(newest(9)).isEqualTo("epoch 3");
    // The damaged one does not count to those that are kept, and is replaced in the end.
    checkpoints().write(4, bytes("epoch 4"));
    assertThat(newest(9)).isEqualTo("epoch 4");
  }

  /** With another interval, the next checkpoint does not replace the damaged one. */
  @Test
  void theDamagedOneIsNotKeptInPlaceOfAGoodOne() throws IOException {
    checkpoints().write(3, bytes("epoch 3"));
    checkpoints().write(6, bytes("bad bytes"));
    CheckpointFolder continued = checkpoints();
    assertThat(newest(continued, 9)).isEqualTo("epoch 3");
    // It stays while it is the newest: an equal run may have written it in the meantime.
    continued.write(5, bytes("epoch 5"));
    assertThat(names())
        .containsExactly(
            "netwright-run-epoch-000003.safetensors",
            "netwright-run-epoch-000005.safetensors",
            "netwright-run-epoch-000006.safetensors");
    continued.write(7, bytes("epoch 7"));
    assertThat(names())
        .containsExactly(
            "netwright-run-epoch-000005.safetensors", "netwright-run-epoch-000007.safetensors");
  }

  @Test
  void theDamagedOneCountsAgainWhenItHasBeenReplaced() throws IOException {
    checkpoints().write(3, bytes("epoch 3"));
    checkpoints().write(4, bytes("bad bytes"));
    CheckpointFolder continued = checkpoints();
    assertThat(newest(continued, 9)).isEqualTo("epoch 3");
    continued.write(4, bytes("epoch 4"));
    continued.write(5, bytes("epoch 5"));
    assertThat(names())
        .containsExactly(
            "netwright-run-epoch-000004.safetensors", "netwright-run-epoch-000005.safetensors");
    assertThat(newest(4)).isEqualTo("epoch 4");
  }

  /** As Hadoop's local file systems do, when a disk fails. */
  @Test
  void anErrorOfADiskIsOneOfTheFile() throws IOException {
    checkpoints().write(3, bytes("epoch 3"));
    checkpoints().write(4, bytes("epoch 4"));
    CheckpointFolder checkpoints =
        new CheckpointFolder(folder.toString(), "run", BrokenDisk.configuration());
    assertThat(newest(checkpoints, 9)).isEqualTo("epoch 3");
    assertThatThrownBy(() -> checkpoints.write(5, bytes("epoch 5")))
        .isInstanceOf(IOException.class)
        .hasMessage("no checkpoint can be written in " + folder + ": " + BrokenDisk.FAULT)
        .hasCauseInstanceOf(FSError.class);
    assertThat(newest(9)).isEqualTo("epoch 4");
  }

  @Test
  void filesThatCannotBeRemovedAreLeft() throws IOException {
    Path stale = folder.resolve(".netwright-other-epoch-000006.safetensors.a.unfinished");
    Files.write(stale, bytes("unfinished"));
    old(stale);
    CheckpointFolder checkpoints =
        new CheckpointFolder(folder.toString(), "run", BrokenDisk.configuration());
    checkpoints.write(3, bytes("epoch 3"));
    checkpoints.delete();
    assertThat(names()).containsExactly(stale.getFileName().toString());
    checkpoints().write(6, bytes("epoch 6"));
    Training.delete(folder.toString(), "run", BrokenDisk.configuration());
    assertThat(names()).containsExactly("netwright-run-epoch-000006.safetensors");
  }

  /** Fails to read the fourth epoch, to write the fifth, and to remove the sixth. */
  public static final class BrokenDisk extends LocalFileSystem {
    static final String FAULT = "java.io.IOException: Input/output error";

    static Configuration configuration() {
      Configuration broken = new Configuration();
      broken.setClass("fs.file.impl", BrokenDisk.class, FileSystem.class);
      broken.setBoolean("fs.file.impl.disable.cache", true);
      return broken;
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int size) throws IOException {
      failIfNamed("epoch-000004", file);
      return super.open(file, size);
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      failIfNamed("epoch-000005", to);
      return super.rename(from, to);
    }

    @Override
    public boolean delete(org.apache.hadoop.fs.Path file, boolean recursive) throws IOException {
      failIfNamed("epoch-000006", file);
      return super.delete(file, recursive);
    }

    private static void failIfNamed(String part, org.apache.hadoop.fs.Path file) {
      if (file.getName().contains(part)) {
        throw diskError();
      }
    }

    /** Hadoop's constructor is not public. */
    private static FSError diskError() {
      try {
        Constructor<FSError> constructor = FSError.class.getDeclaredConstructor(Throwable.class);
        constructor.setAccessible(true);
        return constructor.newInstance(new IOException("Input/output error"));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
  }

  /** As Hadoop finds by its own checksums. */
  @Test
  void theOneBeforeIsUsedIfTheNewestCannotBeRead() throws IOException {
    checkpoints().write(3, bytes("epoch 3"));
    checkpoints().write(4, bytes("epoch 4"));
    Files.write(folder.resolve("netwright-run-epoch-000004.safetensors"), bytes("epoch 5"));
    assertThat(newest(9)).isEqualTo("epoch 3");
  }

  @Test
  void ifNoneCanBeUsedTheErrorNamesAll() throws IOException {
    checkpoints().write(3, bytes("bad 3"));
    checkpoints().write(4, bytes("bad 4"));
    assertThatThrownBy(() -> newest(9))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("remove these files, and training begins with the first epoch")
        .hasMessageContaining("epoch-000004.safetensors: no checkpoint, but bad 4")
        .hasMessageContaining("epoch-000003.safetensors: no checkpoint, but bad 3");
    assertThat(names()).hasSize(2);
  }

  /** Two fits of the same network on the same rows, with one folder. */
  @Test
  void equalRunsDoNotDisturbEachOther() throws Exception {
    byte[] large = new byte[1 << 20];
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int run = 0; run < 3; run++) {
        CheckpointFolder own = checkpoints();
        runs.add(
            threads.submit(
                () -> {
                  for (int epoch = 1; epoch <= 30; epoch++) {
                    own.write(epoch, large);
                  }
                  return null;
                }));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(names())
        .containsExactly(
            "netwright-run-epoch-000029.safetensors", "netwright-run-epoch-000030.safetensors");
  }

  /** Also those of runs that are not continued any more. */
  @Test
  void unfinishedFilesOfAnyRunAreRemovedWhenTheyAreOld() throws IOException {
    Path young = folder.resolve(".netwright-run-epoch-000003.safetensors.a.unfinished");
    Path youngOther = folder.resolve(".netwright-other-epoch-000003.safetensors.d.unfinished");
    Path foreign = folder.resolve(".download.unfinished");
    Path kept = folder.resolve("netwright-other-epoch-000002.safetensors");
    for (Path file : List.of(young, youngOther, foreign, kept)) {
      Files.write(file, bytes("kept"));
    }
    old(foreign);
    old(kept);
    writeOldUnfinishedFiles();
    checkpoints().write(4, bytes("epoch 4"));
    String[] left = {
      foreign.getFileName().toString(),
      youngOther.getFileName().toString(),
      young.getFileName().toString(),
      kept.getFileName().toString()
    };
    assertThat(names())
        .hasSize(left.length + 1)
        .contains(left)
        .contains("netwright-run-epoch-000004.safetensors");
    writeOldUnfinishedFiles();
    checkpoints().delete();
    assertThat(names()).containsExactly(left);
  }

  private void writeOldUnfinishedFiles() throws IOException {
    for (String run : List.of("run", "other")) {
      Path file = folder.resolve(".netwright-" + run + "-epoch-000003.safetensors.b.unfinished");
      Files.write(file, bytes("unfinished"));
      old(file);
    }
  }

  private static void old(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
  }
}
