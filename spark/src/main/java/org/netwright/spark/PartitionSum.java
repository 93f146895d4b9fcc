package org.netwright.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.zip.CRC32C;

/**
 * What a partition is known by: a dataset may have other rows, or another order, when Spark
 * computes a lost partition again.
 *
 * @param first the number of its first row in the dataset
 * @param rows how many it has
 * @param checksum of their bytes, in their order
 */
record PartitionSum(long first, long rows, long checksum) implements Serializable {

  /** Returns the sum of a partition of which only the rows are known. */
  static PartitionSum of(Iterator<byte[]> chunks, int rowBytes) {
    CRC32C checksum = new CRC32C();
    long rows = 0;
    while (chunks.hasNext()) {
      byte[] chunk = chunks.next();
      checksum.update(chunk);
      rows += chunk.length / rowBytes;
    }
    return new PartitionSum(0, rows, checksum.getValue());
  }

  /** Returns the same with the number of its first row. */
  PartitionSum from(long number) {
    return new PartitionSum(number, rows, checksum);
  }

  /** Returns the number of the row after its last one. */
  long end() {
    return first + rows;
  }

  /**
   * Makes sure that a partition has the rows that it had.
   *
   * @param number that of the partition
   * @param rowsNow how many there are now
   * @throws ChangedRowsException if it has others, or in another order
   */
  void require(int number, long rowsNow, long checksumNow) {
    if (rowsNow != rows || checksumNow != checksum) {
      throw new ChangedRowsException(
          rowsNow == rows
              ? "partition %d has other rows than before, or the same in another order"
                  .formatted(number)
              : "partition %d has %d rows, and had %d before".formatted(number, rowsNow, rows));
    }
  }
}
