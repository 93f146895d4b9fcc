package org.netwright.runtime.internal.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Rows;

class IdReaderTest {
  /** With the steps of the longer one, of at most four. */
  private static final int[] READ = {7, 7, 7, 3, 8, 5};

  private final Lengths lengths = new Lengths(4);
  private final IdTensor tensor = new IdTensor(lengths);
  private final IdReader reader = new IdReader("words", 9, tensor);

  IdReaderTest() {
    reader.pad(lengths);
    lengths.rows(2)[0] = 1;
    lengths.rows(2)[1] = 3;
    lengths.begin(2);
  }

  /** Padding would otherwise train the row of another id. */
  @Test
  void paddingNamesNoOtherId() {
    INDArray ids = Nd4j.createFromArray(new float[][] {{7, 1, 99, -5}, {3, 8, 5, Float.NaN}});
    reader.read(ids, 2, 0);
    assertThat(tensor.ids(2)).startsWith(READ);
    reader.read(ids.dup('f'), 2, 0);
    assertThat(tensor.ids(2)).startsWith(READ);
    reader.read(Rows.of(new float[] {7, 0, 0, 0, 3, 8, 5, 0}, 4), new int[] {0, 1}, 0, 2);
    assertThat(tensor.ids(2)).startsWith(READ);
    reader.read(new float[] {6, 0, 0, 0});
    assertThat(tensor.ids(1)).startsWith(6, 6, 6);
  }

  @Test
  void anArrayHasTheStepsOfEachSequence() {
    reader.read(Nd4j.createFromArray(new float[][] {{7, 0, 0}, {3, 8, 5}}), 2, 0);
    assertThat(tensor.ids(2)).startsWith(READ);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.read(Nd4j.createFromArray(new float[][] {{7, 0}, {3, 8}}), 2, 0))
        .withMessage(
            "words: expected x with the steps of each sequence, got [2 × 2], but the longest sequence has 3 steps; correct the lengths, or do not cut the array");
  }
}
