package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.netwright.runtime.internal.image.ImageFiles.colour;
import static org.netwright.runtime.internal.image.ImageFiles.image;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.internal.image.ImageFiles;

class ImageDataTest {
  @TempDir Path temporary;

  private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    folder = temporary.resolve("pets");
    ImageFiles.write(folder.resolve("dog/b.png"), 2, 3, colour(51, 0, 0));
    ImageFiles.write(folder.resolve("dog/a.bmp"), 2, 3, colour(0, 102, 0));
    ImageFiles.write(folder.resolve("cat/z.gif"), 2, 3, colour(255, 255, 255));
    ImageFiles.write(folder.resolve("Ant/1.png"), 2, 3, colour(0, 0, 204));
  }

  private static void refused(Path folder, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.images(folder).read())
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.images(folder).stream())
        .withMessage(message);
  }

  private void refused(String message) {
    refused(folder, folder + ": expected " + message);
  }

  @Test
  void readsOneClassForEachFolder() throws IOException {
    Data data = Data.images(folder).read();
    assertThat(data).hasToString("4 examples, x [n × 3 × 2 × 3], y [n × 1]");
    assertThat(data.classNames()).containsExactly("Ant", "cat", "dog");
    assertThat(data.featureNames()).isEmpty();
    assertThat(data.y().toFloatVector()).containsExactly(0, 1, 2, 2);
  }

  @Test
  void pixelsAreFromZeroToOneByChannel() throws IOException {
    ImageFiles.write(
        folder.resolve("Ant/1.png"),
        image(2, 3, (y, x) -> colour(51 * y, 51 * x, 255 - 51 * (y + x))));
    Data data = Data.images(folder).read();
    assertThat(data.rows(0).x().reshape(18).toFloatVector())
        .containsExactly(
            0, 0, 0, 0.2f, 0.2f, 0.2f, // red
            0, 0.2f, 0.4f, 0, 0.2f, 0.4f, // green
            1, 0.8f, 0.6f, 0.8f, 0.6f, 0.4f); // blue
    assertThat(data.rows(2).x().reshape(18).toFloatVector())
        .containsExactly(0, 0, 0, 0, 0, 0, 0.4f, 0.4f, 0.4f, 0.4f, 0.4f, 0.4f, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void canBeGreyAndScaled() throws IOException {
    Data data = Data.images(folder).grayscale().size(4, 5).read();
    assertThat(data.x().shape()).containsExactly(4, 1, 4, 5);
    assertThat(data.rows(1).x().reshape(20).toFloatVector()).containsOnly(1);
    assertThat(Data.images(folder).size(1, 1).grayscale().read().rows(3).x().getFloat(0))
        .isEqualTo(15 / 255f);
  }

  @Test
  void onePictureIsReadInTheSameWay() throws IOException {
    ImageData images = Data.images(folder).size(5, 4);
    assertThat(images.pixels(folder.resolve("dog/a.bmp")))
        .containsExactly(images.read().rows(2).x().reshape(60).toFloatVector());
    // The folder need not exist.
    assertThat(Data.images(Path.of("none")).grayscale().pixels(folder.resolve("cat/z.gif")))
        .hasSize(6)
        .containsOnly(1);
  }

  @Test
  void whatSystemsLeaveIsIgnored() throws IOException {
    for (String name : new String[] {".DS_Store", "Thumbs.db", "desktop.ini", "._b.png"}) {
      Files.writeString(folder.resolve(name), "x");
      Files.writeString(folder.resolve("dog").resolve(name), "x");
    }
    Files.createDirectory(folder.resolve(".cache"));
    Files.writeString(folder.resolve("README.txt"), "Pets.");
    assertThat(Data.images(folder).read().size()).isEqualTo(4);
  }

  @Test
  void imagesOfOtherSizesAreRefused() throws IOException {
    ImageFiles.write(folder.resolve("dog/c.png"), 4, 3, 0);
    ImageFiles.write(folder.resolve("dog/d.png"), 5, 5, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.images(folder).read())
        .withMessage(
            "%s: expected an image of 2 × 3 pixels, as %s is, got one of 4 × 3; scale all images to"
                + " one size with size(height, width)",
            folder.resolve("dog/c.png"), folder.resolve("Ant/1.png"));
    assertThat(Data.images(folder).size(2, 2).read().size()).isEqualTo(6);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("cat/notes.txt"), "soft");
    String expected =
        ": expected an image that Java can read (PNG, JPEG, BMP or GIF), got another file; convert"
            + " or remove it";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.images(folder).read())
        .withMessage(text + expected);
    Path empty = Files.createFile(folder.resolve("Ant/0.png"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.images(folder).read())
        .withMessage(empty + expected);
  }

  @Test
  void foldersWithoutClassesAreRefused() throws IOException {
    Path gone = temporary.resolve("gone");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Data.images(gone).read())
        .withMessage(gone + ": there is no such folder");
    Path file = Files.createFile(temporary.resolve("file"));
    refused(file, file + ": expected a folder with a folder of images for each class, got a file");
    Path none = Files.createDirectory(temporary.resolve("none"));
    refused(none, none + ": expected a folder of images for each class, got no folders");
    refused(
        folder.resolve("dog"),
        folder.resolve("dog")
            + ": expected a folder of images for each class, got the image a.bmp beside them; move"
            + " it into the folder of its class");
  }

  @Test
  void imagesOutsideOfAClassAreRefused() throws IOException {
    ImageFiles.write(folder.resolve("lost.jpg"), 2, 3, 0);
    refused(
        "a folder of images for each class, got the image lost.jpg beside them; move it into the"
            + " folder of its class");
  }

  @Test
  void emptyAndNestedFoldersAreRefused() throws IOException {
    Path bird = Files.createDirectory(folder.resolve("bird"));
    refused(
        folder,
        bird + ": expected images, got an empty folder; remove it if the class has no images");
    Files.writeString(bird.resolve(".DS_Store"), "x");
    refused(
        folder,
        bird + ": expected images, got an empty folder; remove it if the class has no images");
    Files.createDirectory(bird.resolve("young"));
    refused(
        folder,
        bird
            + ": expected images, got the folder young in the folder of a class; move its images up,"
            + " or remove it");
  }

  @Test
  void linksAreFollowed() throws IOException {
    Path elsewhere = ImageFiles.write(temporary.resolve("other/1.png"), 2, 3, 0);
    Files.createSymbolicLink(folder.resolve("bird"), elsewhere.getParent());
    Files.createSymbolicLink(folder.resolve("cat/linked.png"), elsewhere);
    Data data = Data.images(folder).read();
    assertThat(data.classNames()).containsExactly("Ant", "bird", "cat", "dog");
    assertThat(data.size()).isEqualTo(6);
    Files.move(elsewhere, elsewhere.resolveSibling("2.png"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Data.images(folder).read())
        .withMessage(
            "%s: deleted since the folder was listed, or a broken link",
            folder.resolve("cat/linked.png"));
  }

  @Test
  void archivesAreRead() throws IOException {
    Path archive = temporary.resolve("pets.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      for (String name : new String[] {"dog/a.png", "cat/b.png"}) {
        ImageFiles.write(zip.getPath("/pets").resolve(name), 2, 2, colour(0, 255, 0));
      }
      Data data = Data.images(zip.getPath("/pets")).read();
      assertThat(data.classNames()).containsExactly("cat", "dog");
      assertThat(data.rows(1).x().reshape(12).toFloatVector())
          .containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0);
    }
  }

  @Test
  void settingsAreChecked() {
    ImageData images = Data.images(folder);
    for (int[] size : new int[][] {{0, 5}, {5, 0}, {-1, 5}, {1 << 15, 1 << 15}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> images.size(size[0], size[1]))
          .withMessage(
              "expected a height and a width of at least 1, and at most 715827879 pixels, got %d × %d",
              size[0], size[1]);
    }
    for (long pixels : new long[] {0, -1, 1L << 40}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> images.maxPixels(pixels))
          .withMessage("maxPixels must be from 1 to 715827879, got " + pixels);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.maxPixels(5).read())
        .withMessageStartingWith(
            folder.resolve("Ant/1.png")
                + ": expected at most 5 pixels, got a file that claims 2 × 3;");
  }

  @Test
  void tooManyForTheMemoryAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.images(folder).size(20_000, 20_000).read())
        .withMessage(
            "the 4 images of 3 × 20000 × 20000 take 4800000000 bytes, more than fit into memory;"
                + " make them smaller with size(height, width), or use stream(seed)");
  }
}
