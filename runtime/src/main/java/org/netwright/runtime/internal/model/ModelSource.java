package org.netwright.runtime.internal.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.internal.file.Uninterrupted;

/** Where the bytes of a model are read from. */
public sealed interface ModelSource {
  /** Returns a file. */
  static ModelSource of(Path file) {
    return new OfFile(file);
  }

  /**
   * Returns a stream, which is read when the model is; the caller closes it afterwards.
   *
   * @param name what messages call it
   */
  static ModelSource of(String name, InputStream stream) {
    return new OfStream(name, stream);
  }

  /** What is done with bytes. */
  @FunctionalInterface
  interface Action<T> {
    /** Does all of it, from the beginning. */
    T run(Bytes bytes) throws IOException;
  }

  /** The bytes while they are read. */
  interface Bytes {
    /**
     * Returns the number of bytes. That of a stream is not known before its end: if it has more
     * than {@code expected}, any larger number is returned.
     */
    long size(long expected) throws IOException;

    /**
     * Reads bytes, in little-endian order.
     *
     * @throws EOFException if there are not so many
     */
    ByteBuffer read(long position, int length) throws IOException;
  }

  /** Runs an action on the bytes. */
  <T> T read(Action<T> action) throws IOException;

  /** A file, which is opened for each action. */
  record OfFile(Path file) implements ModelSource {
    @Override
    public <T> T read(Action<T> action) throws IOException {
      return Uninterrupted.call(
          () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
              return action.run(new OfChannel(channel));
            }
          });
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** The bytes of an open file. */
  record OfChannel(FileChannel channel) implements Bytes {
    @Override
    public long size(long expected) throws IOException {
      return channel.size();
    }

    @Override
    public ByteBuffer read(long position, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + buffer.position()) < 0) {
          throw new EOFException();
        }
      }
      return buffer.flip();
    }
  }

  /** A stream, whose bytes are kept: a model is read twice. */
  final class OfStream implements ModelSource, Bytes {
    private static final int CHUNK = 1 << 20;

    private final String name;
    private final InputStream stream;
    private final List<byte[]> chunks = new ArrayList<>();
    private long size;
    private boolean ended;

    OfStream(String name, InputStream stream) {
      this.name = name;
      this.stream = stream;
    }

    @Override
    public <T> T read(Action<T> action) throws IOException {
      return action.run(this);
    }

    @Override
    public long size(long expected) throws IOException {
      while (size <= expected && !ended) {
        byte[] chunk = stream.readNBytes(CHUNK);
        ended = chunk.length < CHUNK;
        size += chunk.length;
        chunks.add(chunk);
      }
      return size;
    }

    @Override
    public ByteBuffer read(long position, int length) throws IOException {
      if (size(position + length) < position + length) {
        throw new EOFException();
      }
      byte[] bytes = new byte[length];
      for (int done = 0; done < length; ) {
        byte[] chunk = chunks.get((int) ((position + done) / CHUNK));
        int from = (int) ((position + done) % CHUNK);
        int count = Math.min(length - done, chunk.length - from);
        System.arraycopy(chunk, from, bytes, done, count);
        done += count;
      }
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
