package org.netwright.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.ForkedJvm;

class FolderLockTest {
  @TempDir private Path folder;

  /** Locks a folder until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      try (FolderLock lock = FolderLock.acquire(Path.of(arguments[0]), "training of Net")) {
        System.out.println("locked by " + lock.getClass().getSimpleName());
        Thread.sleep(60_000);
      }
    }
  }

  @Test
  void oneHolderAtATimeInAProcess() throws IOException {
    try (FolderLock lock = FolderLock.acquire(folder, "training of Net")) {
      assertThat(lock).isNotNull();
      for (Path same : new Path[] {folder, folder.resolve("../" + folder.getFileName())}) {
        assertThatExceptionOfType(FolderInUseException.class)
            .isThrownBy(() -> FolderLock.acquire(same, "other"))
            .withMessageMatching(
                "\\Q%s\\E is in use: this process has locked it \\(process %d, since \\S+Z: training of Net\\)"
                    .formatted(same, ProcessHandle.current().pid()));
      }
    }
    FolderLock.acquire(folder, "other").close();
  }

  @Test
  void anotherProcessHoldsItUntilItIsKilled() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(ForkedJvm.command(Holder.class, folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).startsWith("locked");
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatExceptionOfType(FolderInUseException.class)
            .isThrownBy(() -> FolderLock.acquire(folder, "other"))
            .withMessageMatching(
                "\\Q%s\\E is in use: another process has locked it \\(process %d, since \\S+Z: training of Net\\)"
                    .formatted(folder, process.pid()));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    // The file still names the process that was killed.
    assertThat(Files.readString(folder.resolve(".lock"))).contains("" + process.pid());
    try (FolderLock lock = FolderLock.acquire(folder, "other")) {
      assertThat(lock).isNotNull();
      assertThat(Files.readString(folder.resolve(".lock"))).endsWith(": other");
    }
  }
}
