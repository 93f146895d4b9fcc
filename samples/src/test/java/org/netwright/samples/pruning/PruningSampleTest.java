package org.netwright.samples.pruning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PruningSampleTest {
  @Test
  void theSmallerNetworkComputesWhatTheLargerOneDoes() {
    try (WideNetTrainer wide = WideNetTrainer.builder().seed(1).build();
        NarrowNetTrainer narrow = NarrowNetTrainer.builder().seed(2).build()) {
      INDArray edges = wide.network().edges.weightCopy();
      INDArray shapes = wide.network().shapes.weightCopy();
      for (int filter = 0; filter < 32; filter++) {
        if (filter % 4 != 1) {
          edges.slice(filter).assign(0);
        }
        if (filter % 5 != 2) {
          shapes.slice(filter).assign(0);
        }
      }
      wide.network().edges.weight(edges);
      wide.network().shapes.weight(shapes);
      assertThat(Filters.used(edges)).isEqualTo(8);
      assertThat(Filters.used(shapes)).isEqualTo(6);

      PruningSample.prune(wide.network(), narrow.network());

      INDArray images = Nd4j.rand(20, 1, 8, 8);
      double difference =
          wide.predict(images).sub(narrow.predict(images)).amaxNumber().doubleValue();
      assertThat(difference).isLessThan(1e-5);
    }
  }

  @Test
  void aSmallerNetworkWithTooFewFiltersIsRefused() {
    try (WideNetTrainer wide = WideNetTrainer.builder().seed(1).build();
        NarrowNetTrainer narrow = NarrowNetTrainer.builder().seed(2).build()) {
      INDArray edges = wide.network().edges.weightCopy();
      for (int filter = 11; filter < 32; filter++) {
        edges.slice(filter).assign(0);
      }
      wide.network().edges.weight(edges);
      INDArray before = narrow.network().edges.weightCopy();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PruningSample.prune(wide.network(), narrow.network()))
          .withMessage(
              "edges: expected at most 10 filters that are not zero, got 11; declare more filters in"
                  + " the smaller network, or a stronger group lasso");
      assertThat(narrow.network().edges.weight()).isEqualTo(before);
    }
  }
}
