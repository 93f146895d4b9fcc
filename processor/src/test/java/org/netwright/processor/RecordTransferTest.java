package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.netwright.processor.support.Shops.encoded;
import static org.netwright.processor.support.Shops.numbers;
import static org.netwright.processor.support.Shops.parameters;
import static org.netwright.processor.support.Shops.sales;
import static org.netwright.processor.support.Shops.shops;
import static org.netwright.processor.support.Shops.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.LoadedLayers;
import org.netwright.runtime.NetworkTrainer;
import org.netwright.runtime.RecordTrainer;
import org.netwright.runtime.data.Augmentation;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.training.LearningRateCurve;
import org.netwright.runtime.training.LearningRateFinder;

/** The search for a learning rate, and layers of other networks, in networks that take records. */
class RecordTransferTest {
  /** Takes the same numbers as arrays. */
  private static final CompiledNetwork ARRAYS =
      CompiledNetwork.of(
          "Arrays",
          """
          package networks;

          import org.netwright.annotations.*;
          import org.netwright.runtime.*;

          @Network
          class Arrays {
            @Input(4)                     Layer features;
            @Linear(5) @Relu              Layer hidden;
            @Linear(1) @MeanSquaredError  Layer sales;
          }
          """);

  private static final String NOT_LOADED =
      "the file has the scales and categories of its network's records, which were not loaded";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSearchForALearningRateLeavesNoTrace(boolean isLearnt) {
    List<Object> shops = shops(40, 3);
    List<Object> sales = sales(40);
    List<BiFunction<RecordTrainer<?, Object, Object, ?>, Data, LearningRateFinder>> searches =
        List.of(
            (trainer, data) -> trainer.findLearningRate(data),
            (trainer, data) -> trainer.findLearningRate(shops, sales),
            (trainer, data) ->
                trainer.findLearningRate(
                    DataStream.of(shops, shop -> shop, shop -> sales.get(shops.indexOf(shop)))));
    for (var search : searches) {
      try (var trainer = trainer(1);
          var same = trainer(1)) {
        if (isLearnt) {
          trainer.fitEncoder(shops(12, 4));
          same.fitEncoder(shops(12, 4));
        }
        Map<String, String> before = parameters(trainer);
        LearningRateCurve curve =
            search.apply(trainer, Data.of(shops, sales)).batchSize(8).steps(40).run();
        assertThat(curve.points()).hasSizeGreaterThan(20);
        assertThat(curve.points().get(0).learningRate()).isEqualTo(1e-7);
        assertThat(parameters(trainer)).isEqualTo(before);
        assertThat(trainer.steps()).isZero();
        if (isLearnt) {
          assertThat(encoded(trainer, shops)).isEqualTo(encoded(same, shops));
        } else {
          assertThatIllegalStateException()
              .isThrownBy(() -> trainer.predict(shops.get(0)))
              .withMessageStartingWith("Shops does not know the scales");
        }
        // Other examples, which are measured if the trainer knows none.
        trainer.fit(shops(30, 4), sales(30)).epochs(2).quiet().run();
        same.fit(shops(30, 4), sales(30)).epochs(2).quiet().run();
        assertThat(parameters(trainer)).isEqualTo(parameters(same));
        assertThat(trainer.predict(shops)).isEqualTo(same.predict(shops));
      }
    }
  }

  @Test
  void theSearchHasNoScalingOfItsOwn() {
    try (var trainer = trainer(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.findLearningRate(shops(9, 3), sales(9)).standardize().run())
          .withMessageContaining("takes records, whose numbers are scaled in any case");
    }
  }

  @Test
  void recordsAreNotImages() {
    try (var trainer = trainer(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  trainer
                      .fit(shops(9, 3), sales(9))
                      .augment(Augmentation.none().flipHorizontally())
                      .run())
          .withMessage("Shops takes records, not images; remove augment()");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(shops(9, 3), sales(9)).standardizeChannels().run())
          .withMessage(
              "Shops takes records, whose numbers are scaled in any case; remove"
                  + " standardizeChannels()");
    }
  }

  /** A network that has seen rare towns, so that its row of all others is trained. */
  private Path saved() throws IOException {
    Path file = folder.resolve("shops.safetensors");
    try (var trainer = trainer(1)) {
      trainer.fit(shops(40, 4), sales(40)).epochs(3).learningRate(0.05).quiet().run();
      trainer.save(file);
    }
    return file;
  }

  private static double[] table(NetworkTrainer<?> trainer) {
    return numbers(trainer.layerNamed("shop.town").weight());
  }

  @Test
  void aNetworkThatKnowsNoRecordsMeasuresItsOwn() throws IOException {
    Path file = saved();
    // None of these towns is rare, so that no example uses the row of all others.
    List<Object> common = shops(40, 3).subList(1, 40);
    List<Object> sales = sales(39);
    try (var saved = trainer(9);
        var loading = trainer(2);
        var fresh = trainer(2)) {
      saved.load(file);
      LoadedLayers loaded = loading.loadMatching(file);
      assertThat(loaded.layers()).containsExactly("shop.town", "hidden", "sales");
      assertThat(loaded.notes())
          .containsExactly(
              NOT_LOADED
                  + "; this network measures its own when it is trained, so that loaded layers may"
                  + " get other numbers and ids for the same record");
      assertThat(table(loading)).containsExactly(table(saved));
      assertThatIllegalStateException().isThrownBy(() -> loading.predict(common.get(0)));
      loading.fit(common, sales).epochs(1).quiet().run();
      fresh.fit(common, sales).epochs(1).quiet().run();
      assertThat(encoded(loading, common)).isEqualTo(encoded(fresh, common));
      assertThat(others(fresh)).containsOnly(0);
      assertThat(others(loading)).as("it was learnt").containsExactly(others(saved));
      assertThat(others(saved)).doesNotContain(0);
    }
  }

  /** The row of the towns that have none of their own. */
  private static double[] others(NetworkTrainer<?> trainer) {
    double[] table = table(trainer);
    return Arrays.copyOfRange(table, 4 * 3, 5 * 3);
  }

  @Test
  void aNetworkThatKnowsRecordsKeepsThem() throws IOException {
    Path file = saved();
    List<Object> shops = shops(20, 3);
    try (var other = trainer(2);
        var same = trainer(2)) {
      other.fitEncoder(shops);
      Map<String, String> before = encoded(other, shops);
      LoadedLayers loaded = other.loadMatching(file);
      assertThat(loaded.layers()).containsExactly("shop.town", "hidden", "sales");
      assertThat(loaded.notes())
          .containsExactly(
              NOT_LOADED
                  + "; this network keeps its own, which differ, so that loaded layers may get"
                  + " other numbers and ids for the same record");
      assertThat(encoded(other, shops)).isEqualTo(before);
      same.fitEncoder(shops(40, 4));
      assertThat(same.loadMatching(file).notes()).as("it knows the same").isEmpty();
    }
  }

  @Test
  void aNetworkOfArraysLoadsLayersOfOneOfRecords() throws IOException {
    Path file = saved();
    try (NetworkTrainer<?> arrays = ARRAYS.networkBuilder().seed(3).build()) {
      LoadedLayers loaded = arrays.loadMatching(file);
      assertThat(loaded.layers()).containsExactly("hidden", "sales");
      assertThat(loaded.skipped()).containsEntry("shop.town", "it is not in the network");
      assertThat(loaded.notes()).containsExactly(NOT_LOADED);
      Path back = folder.resolve("arrays.safetensors");
      arrays.save(back);
      try (var trainer = trainer(4)) {
        assertThat(trainer.loadMatching(back).notes()).isEmpty();
      }
    }
  }

  @Test
  void aFileOfANetworkThatWasNotTrainedHasNothingToNote() throws IOException {
    Path file = folder.resolve("new.safetensors");
    try (var first = trainer(1);
        var second = trainer(2)) {
      first.save(file);
      assertThat(second.loadMatching(file).notes()).isEmpty();
    }
  }
}
