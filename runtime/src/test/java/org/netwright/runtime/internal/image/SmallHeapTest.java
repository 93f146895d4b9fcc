package org.netwright.runtime.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.runtime.internal.image.ImageFiles.colour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.ForkedJvm;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ImageData;

/** Images that take much of the heap, on a machine with many processors. */
@Tag("slow") // starts JVMs
class SmallHeapTest {
  private static final int SIDE = 1500;

  @TempDir private Path folder;

  /** Reads a folder of images, and prints how many there are, or what it is told. */
  static final class Reader {
    private Reader() {}

    public static void main(String[] arguments) throws IOException {
      ImageData images = Data.images(Path.of(arguments[0])).size(2, 2).maxPixels(SIDE * SIDE);
      try {
        System.out.println(images.read().size());
      } catch (IllegalArgumentException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private String read(String heap) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ForkedJvm.command(Reader.class, folder.toString()));
    command.addAll(1, List.of("-XX:ActiveProcessorCount=16", "-XX:+UseSerialGC", heap));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.strip();
  }

  private Path writeImages(int number) throws IOException {
    Path file = ImageFiles.write(folder.resolve("a/0.png"), SIDE, SIDE, colour(1, 2, 3));
    for (int i = 1; i < number; i++) {
      Files.copy(file, folder.resolve("a/%d.png".formatted(i)));
    }
    return file;
  }

  @Test
  void asManyAreDecodedAtOnceAsFit() throws Exception {
    writeImages(32);
    assertThat(read("-Xmx96m")).isEqualTo("32");
  }

  @Test
  void anImageThatDoesNotFitIsRefused() throws Exception {
    Path file = writeImages(2);
    assertThat(read("-Xmx16m"))
        .matches(
            Pattern.quote(
                    "%s: expected an image that fits into memory, got one of 1500 × 1500, which maxPixels(2250000) allows; run Java with a larger heap (-Xmx) than the "
                        .formatted(file))
                + "1\\d MB that it has, or make the image smaller");
  }
}
