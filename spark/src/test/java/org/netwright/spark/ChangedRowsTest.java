package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.internal.run.ReplicaNetwork;

/** Datasets whose partitions are not the same when they are computed again. */
class ChangedRowsTest {
  /** How often each partition has been computed. */
  private static final Map<Integer, Integer> COMPUTED = new ConcurrentHashMap<>();

  @BeforeEach
  void forget() {
    COMPUTED.clear();
  }

  private static RowReader reader() {
    TrainingSettings settings =
        new TrainingSettings(
            ClassesNetTrainer.class.getName(), DataType.FLOAT, 1, null, 1, 8, null, 1);
    try (Trainer<?> trainer = GeneratedClasses.newTrainer(settings)) {
      return new RowReader(ReplicaNetwork.of(trainer), "features", "label");
    }
  }

  private interface Change extends UnaryOperator<List<Row>>, java.io.Serializable {}

  /** Returns 40 rows in 5 partitions, of which number 3 changes when it is computed again. */
  private static JavaRDD<Row> rows(Change change) {
    List<Row> all = new ArrayList<>();
    LocalSpark.rows(40).forEach(row -> all.add(RowFactory.create(row.get(1), row.get(2))));
    return new JavaSparkContext(LocalSpark.session().sparkContext())
        .parallelize(all, 5)
        .mapPartitions(
            part -> {
              List<Row> own = new ArrayList<>();
              part.forEachRemaining(own::add);
              int number = TaskContext.getPartitionId();
              boolean again = COMPUTED.merge(number, 1, Integer::sum) > 1;
              return (again && number == 3 ? change.apply(own) : own).iterator();
            });
  }

  /** Reads rows in two tasks, after all partitions have been lost. */
  private static List<byte[]> readAgain(Change change) {
    ExampleBlocks blocks = new ExampleBlocks(rows(change), reader(), false);
    blocks.close();
    assertThat(blocks.rows()).isEqualTo(40);
    return blocks.byTask(2).collect();
  }

  private static List<Row> changed(List<Row> rows) {
    List<Row> changed = new ArrayList<>(rows);
    double[] features = rows.get(2).<Vector>getAs(0).toArray().clone();
    features[1] += 1;
    changed.set(2, RowFactory.create(Vectors.dense(features), rows.get(2).get(1)));
    return changed;
  }

  private static List<Row> reversed(List<Row> rows) {
    List<Row> reversed = new ArrayList<>(rows);
    Collections.reverse(reversed);
    return reversed;
  }

  @Test
  void theSameRowsAgainAreFine() {
    List<byte[]> blocks = readAgain(rows -> rows);
    assertThat(COMPUTED).containsEntry(3, 2);
    int bytes = blocks.stream().mapToInt(block -> block.length - Integer.BYTES).sum();
    assertThat(bytes).isEqualTo(40 * 5 * Float.BYTES);
  }

  @Test
  void otherRowsAreRefused() {
    assertThatThrownBy(() -> readAgain(ChangedRowsTest::changed))
        .hasStackTraceContaining("partition 3 has other rows than before, or the same in another")
        .hasStackTraceContaining("Write the dataset to a file and train on that, or use");
  }

  @Test
  void anotherOrderIsRefused() {
    assertThatThrownBy(() -> readAgain(ChangedRowsTest::reversed))
        .hasStackTraceContaining("partition 3 has other rows than before, or the same in another");
  }

  @Test
  void moreOrFewerRowsAreRefused() {
    assertThatThrownBy(() -> readAgain(rows -> rows.subList(0, 6)))
        .hasStackTraceContaining("partition 3 has 6 rows, and had 8 before");
    COMPUTED.clear();
    assertThatThrownBy(() -> readAgain(rows -> Collections.nCopies(50, rows.get(0))))
        .hasStackTraceContaining("partition 3 has 50 rows, and had 8 before");
  }

  @Test
  void fitThrowsWhatTheTaskHasThrown() {
    Exception thrown = catchException(() -> readAgain(ChangedRowsTest::reversed));
    assertThat(Training.unwrapped(thrown))
        .isInstanceOf(ChangedRowsException.class)
        .hasMessageStartingWith("the dataset has changed during training: partition 3 has other");
  }

  @Test
  void blocksThatDoNotFollowEachOtherAreRefused() {
    assertThat(joined(block(4, 2), block(6, 1)).array()).hasSize(3 * 20);
    assertThatThrownBy(() -> joined(block(4, 1), block(6, 1)))
        .hasMessageContaining("after row 4 follows row 6");
    assertThatThrownBy(() -> joined(block(4, 2), block(4, 1)))
        .hasMessageContaining("row 4 is there twice");
    assertThatThrownBy(() -> joined(block(4, 2), block(5, 1)))
        .hasMessageContaining("after row 5 follows row 5");
    assertThatThrownBy(() -> joined(block(4, 2)))
        .hasMessageContaining("a task has 2 rows in place of 3");
  }

  private static byte[] block(int first, int rows) {
    return ByteBuffer.allocate(Integer.BYTES + rows * 20).putInt(first).array();
  }

  private static ByteBuffer joined(byte[]... blocks) {
    Iterator<byte[]> all = Arrays.asList(blocks).iterator();
    return ExampleBlocks.joined(all, 4, 3, 20);
  }
}
