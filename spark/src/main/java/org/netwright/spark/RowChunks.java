package org.netwright.spark;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** The rows of a partition, some of them at a time. */
final class RowChunks implements Iterator<byte[]> {
  /** Small enough to be divided among tasks without waste, large enough to be few. */
  private static final int CHUNK_BYTES = 1 << 18;

  private final Iterator<Row> source;
  private final RowReader reader;
  private final boolean isDouble;
  private final ByteBuffer buffer;
  private final int rowBytes;

  /**
   * Reads rows.
   *
   * @param rowBytes how many bytes each of them has
   */
  RowChunks(Iterator<Row> source, RowReader reader, boolean isDouble, int rowBytes) {
    this.source = source;
    this.reader = reader;
    this.isDouble = isDouble;
    this.rowBytes = rowBytes;
    this.buffer = ByteBuffer.allocate(Math.max(1, CHUNK_BYTES / rowBytes) * rowBytes);
  }

  @Override
  public boolean hasNext() {
    return source.hasNext();
  }

  @Override
  public byte[] next() {
    if (!source.hasNext()) {
      throw new NoSuchElementException();
    }
    buffer.clear();
    while (source.hasNext() && buffer.remaining() >= rowBytes) {
      reader.encode(source.next(), isDouble, buffer);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
