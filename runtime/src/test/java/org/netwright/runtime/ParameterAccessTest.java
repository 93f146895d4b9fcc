package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.internal.text.Shapes;

/** How users read and write parameters: setters, copies, live views. */
class ParameterAccessTest {
  private final ChainTrainer trainer = ChainTrainer.builder().seed(3).build();
  private final Layer hidden = trainer.network().hidden;

  @AfterEach
  void close() {
    trainer.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE", "INT", "HALF"})
  void settersCopyEveryNumericTypeAndStride(DataType type) {
    int[] numbers = IntStream.rangeClosed(1, 15).toArray();
    INDArray weight = Nd4j.createFromArray(numbers).reshape(5, 3).castTo(type);
    hidden.weight(weight.transpose());
    hidden.bias(Nd4j.createFromArray(5, 4, 3, 2, 1).castTo(type));
    weight.assign(0);
    assertThat(hidden.weightCopy().getRow(0).toDoubleVector()).containsExactly(1, 4, 7, 10, 13);
    assertThat(hidden.biasCopy().toDoubleVector()).containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void aCopyStaysAsItIs() {
    INDArray copy = hidden.weightCopy();
    INDArray expected = hidden.weight().dup();
    hidden.weight(Nd4j.zeros(DataType.FLOAT, 3, 5));
    trainer.close();
    assertThat(copy).isEqualTo(expected);
  }

  static Stream<INDArray> wrongWeights() {
    return Stream.of(
        Nd4j.ones(DataType.FLOAT, 5, 3),
        Nd4j.ones(DataType.FLOAT, 15),
        Nd4j.ones(DataType.FLOAT, 1, 15),
        Nd4j.ones(DataType.FLOAT, 3, 6),
        Nd4j.ones(DataType.FLOAT, 5),
        Nd4j.ones(DataType.FLOAT, 1, 3, 5),
        Nd4j.ones(DataType.FLOAT, 3000, 5000));
  }

  @ParameterizedTest
  @MethodSource("wrongWeights")
  void anArrayOfAnotherShapeIsRefusedAndNothingChanges(INDArray wrong) {
    float[] before = all();
    String got = Shapes.of(wrong);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hidden.weight(wrong))
        .withMessage(
            "hidden.weight: expected an array of shape [3 × 5] and a numeric type, got %s of type FLOAT",
            got);
    INDArray view = hidden.weight();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> view.assign(wrong))
        .withMessageContaining("hidden.weight: expected an array of shape [3 × 5], got " + got);
    assertThatIllegalArgumentException().isThrownBy(() -> hidden.bias(wrong.reshape(1, -1)));
    assertThat(all()).containsExactly(before);
  }

  @Test
  void aViewTakesOneNumberForAllElements() {
    hidden.bias().assign(Nd4j.scalar(7f));
    assertThat(hidden.biasCopy().toFloatVector()).containsOnly(7);
  }

  @Test
  void aViewOfABiasTakesARow() {
    hidden.bias().assign(Nd4j.createFromArray(new float[][] {{1, 2, 3, 4, 5}}));
    assertThat(hidden.biasCopy().toFloatVector()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() {
    float[] before = all();
    INDArray nan = Nd4j.zeros(DataType.DOUBLE, 3, 5).putScalar(7, Double.NaN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hidden.weight(nan))
        .withMessage(
            "hidden.weight: expected finite numbers, got NaN at element 7 (row-major, counted from 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hidden.bias(Nd4j.createFromArray(0, 0, 1e39, 0, 0)))
        .withMessageContaining("got 1.0E39 at element 2")
        .withMessageEndingWith(", too large for the type FLOAT");
    assertThat(all()).containsExactly(before);
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without NullAway can do
  void whatIsNotAnOpenArrayIsRefused() {
    INDArray closed = Nd4j.zeros(DataType.FLOAT, 3, 5);
    closed.close();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hidden.weight(closed))
        .withMessage("hidden.weight: expected an open array, but it was closed before this call");
    assertThatNullPointerException()
        .isThrownBy(() -> hidden.weight(null))
        .withMessage("hidden.weight: the array is null");
    assertThatIllegalStateException()
        .isThrownBy(() -> trainer.network().predict.bias(closed))
        .withMessage("predict: the layer has no bias; it has weight");
  }

  /** What the memory of a closed trainer is overwritten with would be seen in the views. */
  @Test
  void viewsOfViewsKeepTheirValuesAfterClose() {
    List<ChainTrainer> trainers = new ArrayList<>();
    List<INDArray> views = new ArrayList<>();
    List<INDArray> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ChainTrainer other = ChainTrainer.builder().seed(i).build();
      other.step(Nd4j.ones(DataType.FLOAT, 4, 3), Nd4j.ones(DataType.FLOAT, 4, 2));
      Layer layer = other.network().hidden;
      for (INDArray view : List.of(layer.weight(), layer.weightGradient())) {
        views.add(view.getRow(1));
        views.add(view.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3)));
        views.add(view.reshape(15));
        views.add(view.transpose());
      }
      trainers.add(other);
    }
    views.forEach(view -> expected.add(view.dup()));
    trainers.forEach(ChainTrainer::close);
    trainers.clear();
    System.gc();
    List<INDArray> others = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      others.add(Nd4j.valueArrayOf(new long[] {32}, 1e9, DataType.FLOAT));
    }
    for (int i = 0; i < views.size(); i++) {
      assertThat(views.get(i)).isEqualTo(expected.get(i));
    }
    assertThat(others).hasSize(1000);
  }

  private float[] all() {
    return trainer.session().parameters().flatValues().array().toFloatVector();
  }
}
