package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.netwright.processor.support.Shops.encoded;
import static org.netwright.processor.support.Shops.numbers;
import static org.netwright.processor.support.Shops.parameters;
import static org.netwright.processor.support.Shops.sales;
import static org.netwright.processor.support.Shops.shop;
import static org.netwright.processor.support.Shops.shops;
import static org.netwright.processor.support.Shops.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.runtime.Layer;
import org.netwright.runtime.RecordTrainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** Frozen layers, plateaus, accumulation and the search for a rate, in networks of records. */
class RecordTrainingTest {
  @TempDir private Path folder;

  private static double[] table(RecordTrainer<?, ?, ?, ?> trainer) {
    return numbers(trainer.layerNamed("shop.town").weight());
  }

  /** The field of the record, which users have, and the layer of the component. */
  @ParameterizedTest
  @ValueSource(strings = {"shop", "shop.town"})
  void aFrozenEmbeddingKeepsAllRows(String frozen) {
    try (var trainer = trainer(2)) {
      trainer.layerNamed(frozen).freeze();
      for (String layer : List.of("shop", "shop.town")) {
        assertThat(trainer.layerNamed(layer).isFrozen()).isTrue();
      }
      assertThat(trainer.toString().lines())
          .anyMatch(line -> line.matches("total +46"))
          .anyMatch(line -> line.matches("of these frozen +15"));
      double[] before = table(trainer);
      // None of these towns is rare, so that no example uses the row of all others.
      History history = trainer.fit(shops(40, 3).subList(1, 40), sales(39)).epochs(1).quiet().run();
      assertThat(history.description().orElseThrow().parameters()).isEqualTo(46);
      assertThat(table(trainer)).containsExactly(before);
      trainer.layerNamed(frozen.equals("shop") ? "shop.town" : "shop").unfreeze();
      for (Layer layer : trainer.layers()) {
        assertThat(layer.isFrozen()).as(layer.name()).isFalse();
      }
      trainer.fit(shops(40, 3), sales(40)).epochs(1).quiet().run();
      assertThat(table(trainer)).isNotEqualTo(before);
    }
  }

  @Test
  void aNetworkOfFrozenLayersIsNotTrained() {
    try (var trainer = trainer(2)) {
      List.of("shop", "hidden", "sales").forEach(name -> trainer.layerNamed(name).freeze());
      Map<String, String> before = parameters(trainer);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(shops(40, 3), sales(40)).run())
          .withMessageStartingWith("all layers of Shops are frozen");
      assertThat(parameters(trainer)).isEqualTo(before);
    }
  }

  /** The last group of an epoch is of fewer mini-batches. */
  @Test
  void aResumedRunEndsWithTheSameBits() {
    try (var whole = trainer(1);
        var first = trainer(1);
        var second = trainer(2)) {
      History expected = fit(whole, 0).run();
      fit(first, 3).checkpoints(folder).run();
      History resumed = fit(second, 0).checkpoints(folder).resume().run();
      assertThat(rates(resumed)).isEqualTo(rates(expected)).contains(0.02, 0.01, 0.005);
      assertThat(resumed.last().validation()).isEqualTo(expected.last().validation());
      assertThat(parameters(second)).isEqualTo(parameters(whole));
      assertThat(encoded(second, shops(12, 4))).isEqualTo(encoded(whole, shops(12, 4)));
    }
  }

  private static Fit fit(RecordTrainer<?, Object, Object, ?> trainer, int stop) {
    Layer town = trainer.layerNamed("shop");
    return trainer
        .fit(shops(50, 4), sales(50))
        .epochs(8)
        .learningRate(step -> 0.02)
        .batchSize(4)
        .accumulate(3)
        .validationSplit(0.2)
        .minDelta(1e9)
        .restoreBest(false)
        .reduceOnPlateau(0.5, 2)
        .onEpoch(
            (epoch, control) -> {
              if (epoch.epoch() == 2) {
                town.freeze();
              } else if (epoch.epoch() == 6) {
                town.unfreeze();
              }
              if (epoch.epoch() == stop) {
                control.stop();
              }
            })
        .quiet();
  }

  private static List<Double> rates(History history) {
    return history.epochs().stream().map(EpochReport::learningRate).toList();
  }

  /** The search sees sizes and towns that the network has not seen, and a later fit does not. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatTheSearchHasSeenIsForgotten(boolean streamed) {
    List<Object> known = Collections.nCopies(12, shop(100, "Ayr"));
    List<Object> unknown = List.of(shop(300, "Ayr"), shop(100, "Delft"), shop(170, "Bonn"));
    List<Object> shops = new ArrayList<>(shops(40, 4));
    List<Object> sales = sales(40);
    try (var trainer = trainer(1);
        var same = trainer(1);
        var other = trainer(1)) {
      for (var each : List.of(trainer, same, other)) {
        each.fit(known, sales(12)).epochs(1).quiet().run();
      }
      (streamed
              ? trainer.findLearningRate(
                  DataStream.of(shops, shop -> shop, shop -> sales.get(shops.indexOf(shop))))
              : trainer.findLearningRate(Data.of(shops, sales)))
          .batchSize(8)
          .run();
      other.fit(shops, sales).epochs(1).quiet().run();
      assertThat(encoded(trainer, unknown)).isEqualTo(encoded(same, unknown));
      assertThat(encoded(other, unknown))
          .as("training adds it")
          .isNotEqualTo(encoded(same, unknown));
      assertThat(trainer.predict(unknown)).isEqualTo(same.predict(unknown));
      trainer.fit(known, sales(12)).epochs(2).quiet().run();
      same.fit(known, sales(12)).epochs(2).quiet().run();
      assertThat(parameters(trainer)).isEqualTo(parameters(same));
      assertThat(encoded(trainer, unknown)).isEqualTo(encoded(same, unknown));
    }
  }

  @Test
  void aFitThatFailsAfterLayersWereLoadedKeepsThem() throws IOException {
    Path file = folder.resolve("shops.safetensors");
    List<Object> shops = new ArrayList<>(shops(40, 3).subList(1, 40));
    try (var earlier = trainer(1);
        var trainer = trainer(2);
        var fresh = trainer(3)) {
      fresh.save(folder.resolve("fresh.safetensors"));
      earlier.fit(shops(40, 4), sales(40)).epochs(1).quiet().run();
      earlier.save(file);
      trainer.loadMatching(file);
      Map<String, String> before = parameters(trainer);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(shops, sales(39)).learningRate(step -> -1).run());
      assertThat(parameters(trainer)).isEqualTo(before);
      // A network that knows no records: nothing of the other one is left to keep.
      trainer.load(folder.resolve("fresh.safetensors"));
      trainer.fit(shops, sales(39)).epochs(1).quiet().run();
      fresh.fit(shops, sales(39)).seed(trainer.seed()).epochs(1).quiet().run();
      assertThat(table(trainer)).containsExactly(table(fresh));
      assertThat(table(trainer)).endsWith(0, 0, 0);
    }
  }
}
