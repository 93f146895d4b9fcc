package org.netwright.runtime.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void foldersAreCreated() throws IOException {
    Path file = folder.resolve("a/b/history.csv");
    AtomicFile.write(file, "Größe\n");
    assertThat(file).hasContent("Größe\n");
    assertThat(names(file.getParent())).containsExactly("history.csv");
  }

  @Test
  void aWriterThatFailsKeepsTheEarlierFile() throws IOException {
    Path file = folder.resolve("history.csv");
    AtomicFile.write(file, "earlier");
    assertThatIOException()
        .isThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      channel.write(ByteBuffer.wrap(new byte[100_000]));
                      throw new IOException("No space left on device");
                    }))
        .withMessage(file + " cannot be written: No space left on device");
    assertThat(file).hasContent("earlier");
    assertThat(names(folder)).containsExactly("history.csv");
  }

  @Test
  void whatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatIOException()
        .isThrownBy(() -> AtomicFile.write(folder, ""))
        .withMessage(folder + " cannot be written: it is a folder");
    assertThatIOException()
        .isThrownBy(() -> AtomicFile.write(file.resolve("a/model"), ""))
        .withMessage(
            "the folder %s cannot be created: %s is a file".formatted(file.resolve("a"), file));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksStayLinksAndDevicesStayDevices() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "earlier");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
    AtomicFile.write(Path.of("/dev/null"), "new");
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    assertThatIOException()
        .isThrownBy(() -> AtomicFile.write(Path.of("/dev/full"), "new"))
        .withMessage("/dev/full cannot be written: No space left on device");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkCanBeWrittenBeforeItsTargetExists() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    AtomicFile.write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("target")).hasContent("new");
    Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
    assertThatIOException()
        .isThrownBy(() -> AtomicFile.write(circle, "new"))
        .withMessageStartingWith(circle + " cannot be written: ");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPrivateFileStaysPrivate() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "earlier");
    Set<PosixFilePermission> own = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(file, own);
    AtomicFile.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(own);
  }

  @Test
  void aNameCanBeAsLongAsTheFileSystemAllows() throws IOException {
    Path file = folder.resolve("n".repeat(255));
    AtomicFile.write(file, "new");
    assertThat(file).hasContent("new");
  }

  @Test
  void anInterruptDoesNotEndAFile() throws IOException {
    Path file = folder.resolve("file");
    int[] attempts = {0};
    Thread.currentThread().interrupt();
    AtomicFile.write(file, "first");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    AtomicFile.write(
        file,
        channel -> {
          if (attempts[0]++ == 0) {
            Thread.currentThread().interrupt();
          }
          channel.write(ByteBuffer.wrap(new byte[] {'2'}));
        });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(attempts[0]).isEqualTo(2);
    assertThat(file).hasContent("2");
    assertThat(names(folder)).containsExactly("file");
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
