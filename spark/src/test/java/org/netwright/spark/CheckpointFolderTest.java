package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
    List<String> used = new ArrayList<>();
    byte[] newest =
        checkpoints()
            .newest(
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

  @Test
  void onlyUnfinishedFilesThatAreOldAreRemoved() throws IOException {
    Path young = folder.resolve(".netwright-run-epoch-000003.safetensors.a.unfinished");
    Path old = folder.resolve(".netwright-run-epoch-000003.safetensors.b.unfinished");
    Path other = folder.resolve(".netwright-other-epoch-000003.safetensors.c.unfinished");
    for (Path file : List.of(young, old, other)) {
      Files.write(file, bytes("unfinished"));
    }
    FileTime before = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(old, before);
    Files.setLastModifiedTime(other, before);
    checkpoints().write(4, bytes("epoch 4"));
    checkpoints().delete();
    assertThat(names())
        .containsExactly(other.getFileName().toString(), young.getFileName().toString());
  }
}
