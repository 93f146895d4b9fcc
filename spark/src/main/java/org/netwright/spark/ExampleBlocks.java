package org.netwright.spark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The rows of a dataset as bytes, in the dataset's order: that of its partitions, and of the rows
 * in each of them. Task i of n has the rows from i/n to (i+1)/n of all, whatever the partitions
 * are. A partition that is computed again must have the same bytes.
 */
final class ExampleBlocks implements AutoCloseable {
  private final JavaRDD<byte[]> chunks;
  private final PartitionSum[] partitions;
  private final int rowBytes;

  /** Reads the columns of features and labels, once. */
  ExampleBlocks(JavaRDD<Row> dataset, RowReader reader, boolean isDouble) {
    int bytes = reader.rowBytes(isDouble);
    this.rowBytes = bytes;
    this.chunks =
        dataset
            .mapPartitions(source -> new RowChunks(source, reader, isDouble, bytes))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<PartitionSum> sums =
          chunks
              .mapPartitions(parts -> List.of(PartitionSum.of(parts, bytes)).iterator())
              .collect();
      partitions = new PartitionSum[sums.size()];
      long all = 0;
      for (int i = 0; i < partitions.length; i++) {
        partitions[i] = sums.get(i).from(all);
        all = partitions[i].end();
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Returns the number of rows. */
  long rows() {
    return partitions.length == 0 ? 0 : partitions[partitions.length - 1].end();
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
    PartitionSum[] known = partitions;
    int all = Math.toIntExact(rows());
    JavaPairRDD<Integer, byte[]> keyed =
        JavaPairRDD.fromJavaRDD(
            chunks.mapPartitionsWithIndex(
                (number, parts) -> divided(parts, number, known[number], bytes, tasks, all),
                false));
    return keyed.partitionBy(new ByTask(tasks)).values();
  }

  private static Iterator<Tuple2<Integer, byte[]>> divided(
      Iterator<byte[]> parts, int number, PartitionSum known, int rowBytes, int tasks, int rows) {
    List<Tuple2<Integer, byte[]>> divided = new ArrayList<>();
    CRC32C checksum = new CRC32C();
    long next = known.first();
    while (parts.hasNext()) {
      byte[] chunk = parts.next();
      checksum.update(chunk);
      int done = 0;
      int size = chunk.length / rowBytes;
      // What is more than before belongs to no task; the sums differ at the end.
      while (done < size && next < known.end()) {
        int task = taskOf(next, tasks, rows);
        int n = (int) Math.min(size - done, first(task + 1, tasks, rows) - next);
        byte[] block =
            ByteBuffer.allocate(Integer.BYTES + n * rowBytes)
                .putInt((int) next)
                .put(chunk, done * rowBytes, n * rowBytes)
                .array();
        divided.add(new Tuple2<>(task, block));
        done += n;
        next += n;
      }
      next += size - done;
    }
    known.require(number, next - known.first(), checksum.getValue());
    return divided.iterator();
  }

  private static int taskOf(long row, int tasks, int rows) {
    int task = (int) (row * tasks / rows);
    return first(task + 1, tasks, rows) <= row ? task + 1 : task;
  }

  /**
   * Puts the blocks of a task together, in the order of their rows.
   *
   * @throws ChangedRowsException if they do not follow each other, or rows are missing
   */
  static ByteBuffer joined(Iterator<byte[]> blocks, int first, int size, int rowBytes) {
    Map<Integer, byte[]> byFirst = new TreeMap<>();
    while (blocks.hasNext()) {
      byte[] block = blocks.next();
      int number = ByteBuffer.wrap(block).getInt();
      if (byFirst.put(number, block) != null) {
        throw new ChangedRowsException("row %d is there twice".formatted(number));
      }
    }
    ByteBuffer all = ByteBuffer.allocate(Math.multiplyExact(size, rowBytes));
    byFirst.forEach(
        (number, block) -> {
          int expected = first + all.position() / rowBytes;
          if (number != expected || block.length - Integer.BYTES > all.remaining()) {
            throw new ChangedRowsException(
                "after row %d follows row %d".formatted(expected - 1, number));
          }
          all.put(block, Integer.BYTES, block.length - Integer.BYTES);
        });
    if (all.hasRemaining()) {
      throw new ChangedRowsException(
          "a task has %d rows in place of %d".formatted(all.position() / rowBytes, size));
    }
    return all.flip();
  }

  @Override
  public void close() {
    chunks.unpersist(false);
  }
}
