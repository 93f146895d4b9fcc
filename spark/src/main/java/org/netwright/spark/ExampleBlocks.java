package org.netwright.spark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The rows of a dataset as bytes, in the dataset's order: that of its partitions, and of the rows
 * in each of them. Task i of n has the rows from i/n to (i+1)/n of all, whatever the partitions
 * are.
 */
final class ExampleBlocks implements AutoCloseable {
  /** Small enough to be divided among tasks without waste, large enough to be few. */
  private static final int CHUNK_BYTES = 1 << 18;

  private final JavaRDD<byte[]> chunks;
  private final long[] firsts;
  private final long rows;
  private final int rowBytes;

  /** Reads the columns of features and labels, once. */
  ExampleBlocks(JavaRDD<Row> dataset, RowReader reader, boolean isDouble) {
    int bytes = reader.rowBytes(isDouble);
    this.rowBytes = bytes;
    this.chunks =
        dataset
            .mapPartitions(source -> new Chunks(source, reader, isDouble, bytes))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Long> counts =
          chunks
              .mapPartitions(
                  parts -> {
                    long count = 0;
                    while (parts.hasNext()) {
                      count += parts.next().length / bytes;
                    }
                    return List.of(count).iterator();
                  })
              .collect();
      firsts = new long[counts.size()];
      long all = 0;
      for (int i = 0; i < firsts.length; i++) {
        firsts[i] = all;
        all += counts.get(i);
      }
      rows = all;
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Returns the number of rows. */
  long rows() {
    return rows;
  }

  /** Returns the number of the first row of a task. */
  static int first(int task, int tasks, int rows) {
    return (int) ((long) rows * task / tasks);
  }

  /**
   * Returns one partition for each task, with blocks of its rows: the number of the first, and
   * their bytes.
   *
   * @param tasks at most the number of rows
   */
  JavaRDD<byte[]> byTask(int tasks) {
    int bytes = rowBytes;
    long[] ofPartitions = firsts;
    int all = Math.toIntExact(rows);
    JavaPairRDD<Integer, byte[]> keyed =
        JavaPairRDD.fromJavaRDD(
            chunks.mapPartitionsWithIndex(
                (partition, parts) -> divided(parts, ofPartitions[partition], bytes, tasks, all),
                false));
    return keyed.partitionBy(new ByTask(tasks)).values();
  }

  private static Iterator<Tuple2<Integer, byte[]>> divided(
      Iterator<byte[]> parts, long from, int rowBytes, int tasks, int rows) {
    List<Tuple2<Integer, byte[]>> divided = new ArrayList<>();
    int next = (int) from;
    while (parts.hasNext()) {
      byte[] chunk = parts.next();
      int done = 0;
      int size = chunk.length / rowBytes;
      if (next + size > rows) {
        throw new IllegalStateException(
            "the dataset has other rows when it is computed again; cache it, or write it to a file and train on that");
      }
      while (done < size) {
        int task = taskOf(next, tasks, rows);
        int n = Math.min(size - done, first(task + 1, tasks, rows) - next);
        byte[] block =
            ByteBuffer.allocate(Integer.BYTES + n * rowBytes)
                .putInt(next)
                .put(chunk, done * rowBytes, n * rowBytes)
                .array();
        divided.add(new Tuple2<>(task, block));
        done += n;
        next += n;
      }
    }
    return divided.iterator();
  }

  private static int taskOf(int row, int tasks, int rows) {
    int task = (int) ((long) row * tasks / rows);
    return first(task + 1, tasks, rows) <= row ? task + 1 : task;
  }

  /** Puts the blocks of a task together, in the order of their rows. */
  static ByteBuffer joined(Iterator<byte[]> blocks, int first, int size, int rowBytes) {
    byte[] all = new byte[Math.multiplyExact(size, rowBytes)];
    long filled = 0;
    while (blocks.hasNext()) {
      ByteBuffer block = ByteBuffer.wrap(blocks.next());
      int from = (block.getInt() - first) * rowBytes;
      filled += block.remaining();
      block.get(all, from, block.remaining());
    }
    if (filled != all.length) {
      throw new IllegalStateException(
          "the dataset has other rows when it is computed again; cache it, or write it to a file and train on that");
    }
    return ByteBuffer.wrap(all);
  }

  @Override
  public void close() {
    chunks.unpersist(false);
  }

  /** Partition i for task i. */
  private static final class ByTask extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int tasks;

    ByTask(int tasks) {
      this.tasks = tasks;
    }

    @Override
    public int numPartitions() {
      return tasks;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByTask same && same.tasks == tasks;
    }

    @Override
    public int hashCode() {
      return tasks;
    }
  }

  /** The rows of a partition, some of them at a time. */
  private static final class Chunks implements Iterator<byte[]> {
    private final Iterator<Row> source;
    private final RowReader reader;
    private final boolean isDouble;
    private final ByteBuffer buffer;
    private final int rowBytes;

    Chunks(Iterator<Row> source, RowReader reader, boolean isDouble, int rowBytes) {
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
}
