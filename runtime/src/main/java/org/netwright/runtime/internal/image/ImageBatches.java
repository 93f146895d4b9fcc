package org.netwright.runtime.internal.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.image.ImageDecoder.Size;

/**
 * One pass over image files, which other threads decode a few batches ahead. What a batch has does
 * not depend on the threads; if several files are refused, the first of them is reported.
 */
final class ImageBatches implements DataStream.Batches {
  /** How many batches are decoded while the caller works on another. */
  private static final int AHEAD = 2;

  private static final int SECONDS_IDLE = 2;
  private static final int SECONDS_TO_END = 10;

  private final ImageFolder folder;
  private final ImageDecoder decoder;
  private final Size size;
  private final int[] order;
  private final int batchSize;
  private final Columns columns;
  private final ThreadPoolExecutor threads;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private int begun;
  private boolean closed;

  /** A batch that is being decoded. */
  private static final class Pending {
    final byte[] pixels;
    final float[] classes;
    final List<Future<?>> tasks = new ArrayList<>();

    Pending(int images, int length) {
      this.pixels = new byte[images * length];
      this.classes = new float[images];
    }
  }

  /**
   * Begins a pass.
   *
   * @param size of all images
   * @param order the numbers of the files
   * @param count how many threads decode
   */
  ImageBatches(
      ImageFolder folder,
      ImageDecoder decoder,
      Size size,
      int[] order,
      int batchSize,
      Columns columns,
      int count) {
    this.folder = folder;
    this.decoder = decoder;
    this.size = size;
    this.order = order;
    this.batchSize = batchSize;
    this.columns = columns;
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            SECONDS_IDLE,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "netwright-images");
              thread.setDaemon(true);
              return thread;
            });
    // They end even if the pass is neither read to its end nor closed.
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public @Nullable Data next() {
    Pending batch = decoded();
    return batch == null
        ? null
        : Table.of(
            Rows.of(batch.pixels, decoder.channels(), size.height(), size.width()),
            Rows.of(batch.classes, 1),
            columns,
            0);
  }

  /** Returns the pixels of the next batch; null at the end. */
  byte @Nullable [] nextPixels() {
    Pending batch = decoded();
    return batch == null ? null : batch.pixels;
  }

  private @Nullable Pending decoded() {
    if (closed) {
      throw new IllegalStateException("the batches are closed; open the stream again");
    }
    lookAhead();
    Pending batch = pending.poll();
    if (batch == null) {
      return null;
    }
    try {
      lookAhead();
      await(batch.tasks);
      return batch;
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void lookAhead() {
    while (pending.size() < AHEAD && begun < order.length) {
      pending.add(begin(Math.min(batchSize, order.length - begun)));
    }
    if (begun == order.length) {
      threads.shutdown();
    }
  }

  private Pending begin(int images) {
    int length = decoder.channels() * size.height() * size.width();
    if ((long) images * length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a batch of %d images of %d × %s has more than 2³¹ numbers; choose a smaller batch, or smaller images with size(height, width)"
              .formatted(images, decoder.channels(), size));
    }
    Pending batch = new Pending(images, length);
    for (int i = 0; i < images; i++) {
      int number = order[begun++];
      int at = i * length;
      batch.classes[i] = folder.classOf(number);
      batch.tasks.add(threads.submit(() -> decode(number, batch.pixels, at)));
    }
    return batch;
  }

  private void decode(int number, byte[] to, int at) {
    Path file = folder.file(number);
    try {
      Pixels image = decoder.decode(file);
      Size own = new Size(image.height(), image.width());
      if (!own.equals(size)) {
        throw new IllegalArgumentException(
            "%s: expected an image of %s pixels, as %s is, got one of %s; scale all images to one size with size(height, width)"
                .formatted(file, size, folder.file(0), own));
      }
      System.arraycopy(image.bytes(), 0, to, at, image.bytes().length);
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      boolean isNamed = message.startsWith(file.toString());
      throw new UncheckedIOException(isNamed ? message : file + ": " + message, e);
    }
  }

  /** An interrupt ends the training after the step, not this batch. */
  private static void await(List<Future<?>> tasks) {
    boolean interrupted = false;
    try {
      for (Future<?> task : tasks) {
        while (true) {
          try {
            task.get();
            break;
          } catch (InterruptedException e) {
            interrupted = true;
          } catch (ExecutionException e) {
            throw asOwn(e.getCause());
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns an exception of the reading thread for one of another thread. */
  private static RuntimeException asOwn(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    String message = cause == null ? null : cause.getMessage();
    if (cause instanceof UncheckedIOException e) {
      return new UncheckedIOException(message, e.getCause());
    }
    return cause instanceof IllegalArgumentException
        ? new IllegalArgumentException(message, cause)
        : new IllegalStateException(message, cause);
  }

  /** Ends the threads, as soon as they have decoded the images that they have begun. */
  @Override
  public void close() {
    closed = true;
    pending.clear();
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      boolean ended = false;
      while (!ended) {
        try {
          threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
          ended = true;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
