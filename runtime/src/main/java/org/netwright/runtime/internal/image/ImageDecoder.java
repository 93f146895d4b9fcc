package org.netwright.runtime.internal.image;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.file.Uninterrupted;

/**
 * Decodes image files, which are not trusted. Several threads may use it at once. Nothing is cached
 * on disk, whatever {@link ImageIO#setUseCache} says.
 *
 * @param channels 1 for grey, or 3 for red, green and blue
 * @param size null if images are as large as their files say
 * @param maxPixels how many pixels a file may claim
 */
record ImageDecoder(int channels, @Nullable Size size, long maxPixels) {
  /** The registry of readers is not documented to be safe for threads. */
  private static final Object REGISTRY = new Object();

  /** What the JPEG reader says of colours that it does not convert. */
  private static final String UNSUPPORTED = "Unsupported Image Type";

  private static final String REPLACE = "; remove or replace the file";

  /** The size of an image. */
  record Size(int height, int width) {
    long pixels() {
      return (long) height * width;
    }

    @Override
    public String toString() {
      return height + " × " + width;
    }
  }

  /** A part of reading a file that fails if the file is damaged. */
  private interface Step<T> {
    T run(ImageReader reader) throws IOException;
  }

  /**
   * Returns an image, scaled if there is a size.
   *
   * @throws IllegalArgumentException if the file is not an image that can be read, or too large
   * @throws IOException if it cannot be read
   */
  Pixels decode(Path file) throws IOException {
    return read(
        file,
        reader -> {
          Warnings warnings = new Warnings();
          reader.addIIOReadWarningListener(warnings);
          BufferedImage image = reader.read(0);
          if (warnings.damage != null) {
            throw new IIOException(warnings.damage);
          }
          boolean isUnclear =
              reader.getFormatName().equals("JPEG") && image.getColorModel().hasAlpha();
          if (isUnclear || !Pixels.areGreyOrRgb(image)) {
            // Which of them a reader accepts, and what it makes of them, depends on its version.
            throw new IIOException(UNSUPPORTED);
          }
          Pixels pixels = Pixels.of(image, channels);
          return size == null ? pixels : Resizing.resized(pixels, size.height(), size.width());
        });
  }

  /**
   * Returns the size that a file claims, without decoding it.
   *
   * @throws IllegalArgumentException if the file is not an image that can be read, or too large
   * @throws IOException if it cannot be read
   */
  Size sizeOf(Path file) throws IOException {
    return read(file, reader -> new Size(reader.getHeight(0), reader.getWidth(0)));
  }

  private <T> T read(Path file, Step<T> step) throws IOException {
    try (InputStream opened = open(file);
        ImageInputStream in = new MemoryCacheImageInputStream(opened)) {
      ImageReader reader = reader(in);
      if (reader == null) {
        throw refused(
            file,
            "an image that Java can read (PNG, JPEG, BMP or GIF), got another file; convert or remove it",
            null);
      }
      try {
        // Metadata is skipped: compressed texts there could fill the memory.
        reader.setInput(in, true, true);
        Size claimed =
            guarded(file, reader, header -> new Size(header.getHeight(0), header.getWidth(0)));
        requireSmall(file, claimed);
        return DecodedPixels.OF_HEAP.with(
            claimed.pixels(), () -> inMemory(file, claimed, () -> guarded(file, reader, step)));
      } finally {
        reader.dispose();
      }
    }
  }

  /** Decodes an image. Readers wrap the error of a full memory, or let it through. */
  private <T> T inMemory(Path file, Size claimed, DecodedPixels.Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (OutOfMemoryError | IllegalArgumentException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof OutOfMemoryError) {
          throw refused(
              file,
              "an image that fits into memory, got one of %s, which maxPixels(%d) allows; run Java with a larger heap (-Xmx) than the %d MB that it has, or make the image smaller"
                  .formatted(claimed, maxPixels, DecodedPixels.heap() >> 20),
              cause);
        }
      }
      throw e;
    }
  }

  private static <T> T guarded(Path file, ImageReader reader, Step<T> step) throws IOException {
    try {
      return step.run(reader);
    } catch (IIOException e) {
      String message = String.valueOf(e.getMessage());
      throw message.contains(UNSUPPORTED)
          ? refused(
              file, "colours that are RGB or grey, got others, such as CMYK; convert the image", e)
          : refused(file, "a complete image, got a damaged one: " + message + REPLACE, e);
    } catch (EOFException e) {
      throw refused(file, "a complete image, got one that ends too early" + REPLACE, e);
    } catch (RuntimeException e) {
      // Readers throw exceptions of many kinds if a file is damaged.
      throw refused(file, "a complete image, got a damaged one: " + e + REPLACE, e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    try {
      return Uninterrupted.open(file);
    } catch (NoSuchFileException e) {
      NoSuchFileException gone =
          new NoSuchFileException(
              file.toString(), null, "deleted since the folder was listed, or a broken link");
      gone.initCause(e);
      throw gone;
    }
  }

  private static @Nullable ImageReader reader(ImageInputStream in) {
    synchronized (REGISTRY) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      return readers.hasNext() ? readers.next() : null;
    }
  }

  private void requireSmall(Path file, Size claimed) {
    if (claimed.pixels() > maxPixels) {
      throw refused(
          file,
          "at most %d pixels, got a file that claims %s; if you trust it, set a higher limit with maxPixels(%d)"
              .formatted(maxPixels, claimed, claimed.pixels()),
          null);
    }
  }

  private static IllegalArgumentException refused(
      Path file, String expected, @Nullable Throwable cause) {
    return new IllegalArgumentException(file + ": expected " + expected, cause);
  }

  /** The JPEG reader fills what is missing with grey, and only warns of it. */
  private static final class Warnings implements IIOReadWarningListener {
    private @Nullable String damage;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      String words = warning.toLowerCase(Locale.ROOT);
      if (words.contains("truncated file")
          || (words.contains("corrupt jpeg data") && !words.contains("extraneous bytes"))) {
        damage = warning;
      }
    }
  }
}
