package org.netwright.runtime.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
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

  /** As in an application server, where each application has classes of its own. */
  @Test
  void oneHolderAtATimeAmongClassLoaders() throws Exception {
    URL classes = FolderLock.class.getProtectionDomain().getCodeSource().getLocation();
    try (FolderLock lock = FolderLock.acquire(folder, "training of Net");
        URLClassLoader other = new URLClassLoader(new URL[] {classes}, null)) {
      assertThat(lock).isNotNull();
      Method acquire =
          other
              .loadClass(FolderLock.class.getName())
              .getMethod("acquire", Path.class, String.class);
      assertThatExceptionOfType(InvocationTargetException.class)
          .isThrownBy(() -> acquire.invoke(null, folder, "other"))
          .havingCause()
          .withMessageContaining("is in use: this process has locked it");
    }
    FolderLock.acquire(folder, "other").close();
  }

  @Test
  void anInterruptedThreadCanLock() throws IOException {
    Thread.currentThread().interrupt();
    FolderLock.acquire(folder, "training of Net").close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder.resolve(".lock")).isEmptyFile();
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
