package org.netwright.runtime.internal.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.internal.data.IdentifiedStream;
import org.netwright.runtime.internal.data.ImageColumns;
import org.netwright.runtime.internal.data.Partition;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.image.ImageDecoder.Size;
import org.netwright.runtime.internal.random.RandomBits;

/** The images of a folder, which are decoded in each epoch. */
public final class ImageStream implements IdentifiedStream {
  /** How many images are decoded at a time if all are read. */
  private static final int BLOCK = 256;

  private static final int MOST_THREADS = 16;

  private final ImageFolder folder;
  private final ImageDecoder decoder;
  private final Size size;
  private final Columns columns;
  private final @Nullable Long seed;

  private ImageStream(
      ImageFolder folder, ImageDecoder decoder, Size size, Columns columns, @Nullable Long seed) {
    this.folder = folder;
    this.decoder = decoder;
    this.size = size;
    this.columns = columns;
    this.seed = seed;
  }

  /**
   * Lists the files.
   *
   * @param settings how images are read
   * @param seed of the order of the files, which is another in each epoch; null for that of their
   *     names, class by class
   * @throws IllegalArgumentException if the folder does not have a folder of files for each class
   * @throws IOException if it cannot be read
   */
  public static ImageStream of(Path folder, ImageSettings settings, @Nullable Long seed)
      throws IOException {
    ImageFolder files = ImageFolder.list(folder);
    ImageDecoder decoder = settings.decoder();
    Size size = decoder.size();
    if (size == null) {
      size = decoder.sizeOf(files.file(0));
    }
    return new ImageStream(files, decoder, size, ImageColumns.of(files.classes()), seed);
  }

  /** Returns how many images there are in an epoch. */
  public int size() {
    return folder.size();
  }

  /** Returns whether the images come class by class. */
  public boolean isSorted() {
    return seed == null && folder.classes().size() > 1;
  }

  /**
   * Decodes all images.
   *
   * @throws IllegalArgumentException if one is refused, or they are too many for the memory
   * @throws IOException if one cannot be read
   */
  public Data read() throws IOException {
    int images = folder.size();
    long length = (long) decoder.channels() * size.height() * size.width();
    long bytes = images * length;
    if (bytes > Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory())) {
      throw new IllegalArgumentException(
          "the %d images of %d × %s take %d bytes, more than fit into memory; make them smaller with size(height, width), or use stream(seed)"
              .formatted(images, decoder.channels(), size, bytes));
    }
    byte[] pixels = new byte[(int) bytes];
    float[] classes = new float[images];
    for (int i = 0; i < images; i++) {
      classes[i] = folder.classOf(i);
    }
    int at = 0;
    int[] order = IntStream.range(0, images).toArray();
    try (ImageBatches batches = batches(BLOCK, order, processors())) {
      for (byte[] next = batches.nextPixels(); next != null; next = batches.nextPixels()) {
        System.arraycopy(next, 0, pixels, at, next.length);
        at += next.length;
      }
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e.getCause());
    }
    Rows x = Rows.of(pixels, decoder.channels(), size.height(), size.width());
    return Table.of(x, Rows.of(classes, 1), columns, 0);
  }

  @Override
  public String id() {
    // As texts: numbers would have the digits of the locale.
    return "%s files (%s) as %s × %s%s"
        .formatted(
            size(),
            folder.checksum(),
            decoder.channels(),
            size,
            seed == null ? "" : " with seed " + seed);
  }

  @Override
  public Optional<Columns> columns() {
    return Optional.of(columns);
  }

  @Override
  public Batches open(int batchSize) {
    return open(batchSize, 1);
  }

  @Override
  public Batches open(int batchSize, int epoch) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, got " + batchSize);
    }
    int[] order = IntStream.range(0, folder.size()).toArray();
    if (seed != null) {
      Partition.shuffle(order, RandomBits.bits(seed, epoch));
    }
    // One is left to the thread that trains.
    return batches(batchSize, order, Math.max(1, processors() - 1));
  }

  private ImageBatches batches(int batchSize, int[] order, int threads) {
    return new ImageBatches(folder, decoder, size, order, batchSize, columns, threads);
  }

  private static int processors() {
    return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }
}
