package org.netwright.samples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.metrics.Evaluation;

/** A network that takes records, whose losses are the user's. */
class OwnLossRecordsTest {
  private final List<House> houses = new ArrayList<>();
  private final List<RangeNetTargets> targets = new ArrayList<>();

  OwnLossRecordsTest() {
    Random random = new Random(1);
    for (int i = 0; i < 1500; i++) {
      boolean garden = random.nextBoolean();
      houses.add(new House(50 + random.nextInt(100), i % 2 == 0 ? "Ulm" : "Bonn", garden));
      // The price is uniform in [0, 1]; rows with a weight of 0 say nothing about the distance.
      float[] distance = i % 3 == 0 ? new float[] {1000, 0} : new float[] {2, 1};
      targets.add(new RangeNetTargets(random.nextDouble(), distance, garden ? 2 : 0));
    }
  }

  @Test
  void aTargetHasTheWidthThatTheLossTakes() {
    try (RangeNetTrainer trainer = RangeNetTrainer.builder().seed(1).build()) {
      trainer.fit(houses, targets).epochs(40).quiet().run();
      RangeNetPrediction prediction = trainer.predict(houses.get(0));
      assertThat(prediction.range()).hasSize(2);
      assertThat(prediction.range()[0]).isCloseTo(0.1f, within(0.1f));
      assertThat(prediction.range()[1]).isCloseTo(0.9f, within(0.1f));
      assertThat(prediction.distance()).isCloseTo(2, within(0.1f));
      assertThat(prediction.kind()).isEqualTo(houses.get(0).garden() ? 2 : 0);
      Evaluation evaluation = trainer.evaluate(houses, targets);
      assertThat(evaluation.output("kind").accuracy()).isGreaterThan(0.95);
      assertThat(evaluation.output("range").scores()).containsOnlyKeys("loss");
      assertThat(evaluation.output("distance").scores()).containsOnlyKeys("loss");
    }
  }

  @Test
  void aTargetOfAnotherWidthIsRefused() {
    try (RangeNetTrainer trainer = RangeNetTrainer.create()) {
      RangeNetTargets bad = new RangeNetTargets(1, new float[3], 0);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(houses.subList(0, 1), List.of(bad)).quiet().run())
          .withMessage(
              "distance: expected 2 numbers as the target of example 0 (counted from 0), got 3");
      assertThat(trainer.steps()).isZero();
    }
  }
}
