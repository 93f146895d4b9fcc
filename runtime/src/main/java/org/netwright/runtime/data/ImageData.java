package org.netwright.runtime.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.netwright.runtime.internal.image.ImageSettings;
import org.netwright.runtime.internal.image.ImageStream;

/**
 * Settings for reading a folder of images that has a folder for each class, as in {@code
 * cats/1.png} and {@code dogs/2.jpg}: {@code Data.images(folder).size(64, 64).read()}.
 *
 * <p>x is [n × channels × height × width], red, green and blue, from 0 to 1; y is [n × 1], the
 * number of the class. Classes have the names of their folders and are numbered in the order of
 * these; they are compared with those that a network knows, as those of tables are. Images are in
 * the order of the names of their files, class by class.
 *
 * <p>Files are PNG, JPEG, BMP or GIF (its first image), or of another format that {@code
 * javax.imageio} finds a reader for. Numbers of 16 bits are rounded to 8 bits, transparency is
 * ignored, and colours are those of the file, without its colour profile. The orientation in EXIF
 * data is not applied: turn such photos before. Hidden files, {@code Thumbs.db} and {@code
 * desktop.ini} are not read; symbolic links are followed.
 */
public final class ImageData {
  /** That of Pillow, which is about 270 MB of red, green and blue. */
  private static final long MOST_PIXELS = 89_478_485;

  /** With three numbers for a pixel, an array cannot have more. */
  private static final long MOST_PIXELS_OF_ARRAY = (Integer.MAX_VALUE - 8) / 3;

  private static final int BYTES_WHILE_DECODED = 8;

  private final Path folder;
  private int height;
  private int width;
  private boolean grayscale;
  private long maxPixels =
      Math.min(MOST_PIXELS, Runtime.getRuntime().maxMemory() / BYTES_WHILE_DECODED);

  ImageData(Path folder) {
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  /**
   * Scales images to a size, with bilinear filtering over all pixels that a new one covers, as
   * Pillow's {@code BILINEAR}; proportions are not kept. If it is not set, all images must have the
   * same size.
   *
   * @param height at least 1
   * @param width at least 1
   * @throws IllegalArgumentException if one is below 1, or an image is too large for an array
   */
  public ImageData size(int height, int width) {
    if (height < 1 || width < 1 || (long) height * width > MOST_PIXELS_OF_ARRAY) {
      throw new IllegalArgumentException(
          "expected a height and a width of at least 1, and at most %d pixels, got %d × %d"
              .formatted(MOST_PIXELS_OF_ARRAY, height, width));
    }
    this.height = height;
    this.width = width;
    return this;
  }

  /**
   * Reads images as one channel: {@code 0.299 · red + 0.587 · green + 0.114 · blue} (ITU-R BT.601).
   * Otherwise they have three, which are equal where a file is grey.
   */
  public ImageData grayscale() {
    this.grayscale = true;
    return this;
  }

  /**
   * Sets how many pixels a file may claim to have. A file of some kilobytes can claim billions,
   * which are refused before they are decoded. The default is 89,478,485, or an eighth of the bytes
   * of the heap if that is less.
   *
   * <p>Of images that are decoded at the same time, half of the heap is for the pixels of all; a
   * larger image is decoded alone. One that does not fit into memory is refused.
   *
   * @param pixels at least 1, at most 715,827,879
   * @throws IllegalArgumentException if it is out of range
   */
  public ImageData maxPixels(long pixels) {
    if (pixels < 1 || pixels > MOST_PIXELS_OF_ARRAY) {
      throw new IllegalArgumentException(
          "maxPixels must be from 1 to %d, got %d".formatted(MOST_PIXELS_OF_ARRAY, pixels));
    }
    this.maxPixels = pixels;
    return this;
  }

  /**
   * Decodes all images, on several threads. They take one byte for each number.
   *
   * @throws IllegalArgumentException if there is not a folder of images for each class, a file is
   *     not an image or is damaged, images differ in size and none is set, or one of them or all
   *     are too large for the memory; the message names the first such file
   * @throws IOException if a file cannot be read
   */
  public Data read() throws IOException {
    return ImageStream.of(folder, settings(), null).read();
  }

  /**
   * Returns the images class by class, decoded in each epoch, for folders that do not fit into
   * memory. They are decoded on other threads, up to two batches ahead.
   *
   * <p>This order is for scores and predictions. To train, use {@link #stream(long)}, or {@link
   * DataStream#shuffled} with a buffer of several classes: {@code fit} refuses a stream that is
   * sorted by class.
   *
   * <p>The files are listed now. A file that is refused, or was deleted, ends the epoch with an
   * {@link IllegalArgumentException} or an {@link UncheckedIOException} that names it.
   *
   * @throws IllegalArgumentException if there is not a folder of images for each class, or no size
   *     is set and the first file is not an image
   * @throws IOException if the folder cannot be read
   */
  public DataStream stream() throws IOException {
    return ImageStream.of(folder, settings(), null);
  }

  /**
   * Returns the images as {@link #stream()} does, in a random order that is different in each
   * epoch: all files are shuffled, without a buffer.
   *
   * @param seed the same seed gives the same orders
   * @throws IllegalArgumentException as {@link #stream()}
   * @throws IOException if the folder cannot be read
   */
  public DataStream stream(long seed) throws IOException {
    return ImageStream.of(folder, settings(), seed);
  }

  /**
   * Reads one image with these settings, to predict from, as in {@code
   * model.predictClass(images.pixels(file))}. The folder is not read.
   *
   * @return [channels × height × width], from 0 to 1
   * @throws IllegalArgumentException if the file is not an image, is damaged, or is too large for
   *     the memory
   * @throws IOException if it cannot be read
   */
  public float[] pixels(Path image) throws IOException {
    return settings().pixels(Objects.requireNonNull(image, "image"));
  }

  private ImageSettings settings() {
    return new ImageSettings(height, width, grayscale, maxPixels);
  }
}
