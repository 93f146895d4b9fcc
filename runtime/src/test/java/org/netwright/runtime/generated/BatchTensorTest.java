package org.netwright.runtime.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class BatchTensorTest {
  @Test
  void rowsHaveTheShapeOfTheBatch() {
    try (BatchTensor tensor = new BatchTensor(DataType.DOUBLE, 2, 3)) {
      assertThat(tensor.rows(4).shape()).containsExactly(4, 2, 3);
      assertThat(tensor.rows(1).shape()).containsExactly(1, 2, 3);
      assertThat(tensor.shape()).containsExactly(2, 3);
      assertThat(tensor.rowLength()).isEqualTo(6);
      assertThat(tensor.rows(1).dataType()).isEqualTo(DataType.DOUBLE);
    }
  }

  /** A batch of short sequences has no more steps than its longest. */
  @Test
  void rowsOfSequencesHaveTheStepsOfTheLongest() {
    Lengths lengths = new Lengths(5);
    try (BatchTensor tensor = new BatchTensor(DataType.FLOAT, lengths, 2);
        BatchTensor wide = tensor.sharing(lengths, 3)) {
      assertThat(tensor.shape()).containsExactly(5, 2);
      assertThat(tensor.rows(1).shape()).containsExactly(1, 5, 2);
      for (int longest : new int[] {3, 1, 4}) {
        lengths.rows(2)[0] = 1;
        lengths.rows(2)[1] = longest;
        lengths.begin(2);
        assertThat(tensor.rows(2).shape()).containsExactly(2, longest, 2);
        assertThat(tensor.rowLength()).isEqualTo(2L * longest);
        assertThat(tensor.size(0)).isEqualTo(longest);
        assertThat(tensor.batchShape(2)).containsExactly(2, longest, 2);
        assertThat(wide.rows(2).shape()).containsExactly(2, longest, 3);
        assertThat(tensor.rows(2)).isSameAs(tensor.rows(2));
      }
      assertThat(tensor.shape()).containsExactly(5, 2);
      assertThat(tensor.longestRow()).isEqualTo(10);
      assertThat(tensor.fitsRowsOf(new long[] {2, 5, 2})).isTrue();
    }
  }

  @Test
  void fewerRowsAreAViewOfTheSameBuffer() {
    try (BatchTensor tensor = new BatchTensor(DataType.FLOAT, 3)) {
      INDArray all = tensor.rows(4).assign(1);
      assertThat(tensor.rows(4)).isSameAs(all);
      tensor.rows(2).assign(5);
      assertThat(all.data().asFloat()).containsExactly(5, 5, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1);
      assertThat(tensor.rows(4)).isEqualTo(all);
    }
  }

  @Test
  void sameNumberOfRowsGivesTheSameView() {
    try (BatchTensor tensor = new BatchTensor(DataType.FLOAT, 3)) {
      tensor.rows(8);
      assertThat(tensor.rows(5)).isSameAs(tensor.rows(5));
    }
  }

  @Test
  void growthFreesTheOldBuffer() {
    try (BatchTensor tensor = new BatchTensor(DataType.FLOAT, 3)) {
      INDArray old = tensor.rows(2);
      tensor.rows(3);
      assertThat(old.wasClosed()).isTrue();
      assertThat(tensor.rows(2).wasClosed()).isFalse();
    }
  }

  @Test
  void closeFreesTheViewsAndCanBeRepeated() {
    BatchTensor tensor = new BatchTensor(DataType.FLOAT, 3);
    tensor.rows(8);
    INDArray view = tensor.rows(5);
    tensor.close();
    tensor.close();
    assertThatIllegalStateException().isThrownBy(() -> view.assign(1));
  }

  @Test
  void overlaidTensorsHaveOneMemoryThatFitsTheLarger() {
    try (BatchTensor wide = new BatchTensor(DataType.FLOAT, 6);
        BatchTensor narrow = wide.sharing(2)) {
      INDArray six = narrow.rows(6).assign(3);
      assertThat(wide.rows(2).data().asFloat()).startsWith(six.data().asFloat());
      assertThat(wide.rows(5).assign(4).shape()).containsExactly(5, 6);
      assertThat(narrow.rows(15).data().asFloat()).hasSize(30).containsOnly(4);
    }
  }

  @Test
  void theMemoryIsThatOfTheRows() {
    try (BatchTensor tensor = new BatchTensor(DataType.FLOAT, 3)) {
      tensor.rows(2).assign(7);
      float[] tile = new float[6];
      tensor.floats(2).get(0, tile, 6);
      assertThat(tile).containsOnly(7);
      tensor.floats(5).put(12, tile, 3);
      assertThat(tensor.rows(5).getFloat(4, 2)).isEqualTo(7);
    }
  }
}
