package org.netwright.samples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.annotations.BinaryCrossEntropy;
import org.netwright.annotations.Features;
import org.netwright.annotations.Linear;
import org.netwright.annotations.Network;
import org.netwright.runtime.Layer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.training.History;
import org.netwright.samples.records.Machine.Color;

/** What training has not seen says nothing: no untrained number decides an answer. */
class UnseenValuesTest {
  private static final Machine KNOWN =
      new Machine(
          0.5, null, 230, false, Color.RED, Color.GREEN, Color.RED, LocalDate.of(2024, 5, 1));

  /** Machines that differ from a known one in a value that training has not seen. */
  private static final List<Unseen> UNSEEN =
      List.of(
          new Unseen(
              m ->
                  new Machine(
                      m.load(),
                      7.5,
                      m.voltage(),
                      false,
                      m.color(),
                      m.paint(),
                      m.cover(),
                      m.built()),
              "pressure: expected no value, got 7.5, but in training it was always missing"),
          new Unseen(
              m ->
                  new Machine(
                      m.load(), null, 1e9, false, m.color(), m.paint(), m.cover(), m.built()),
              "voltage: expected 230.0, the only value in training, got 1.0E9"),
          new Unseen(
              m ->
                  new Machine(
                      m.load(), null, 230, true, m.color(), m.paint(), m.cover(), m.built()),
              "outdoor: expected false, the only value in training, got true"),
          new Unseen(
              m ->
                  new Machine(
                      m.load(),
                      null,
                      230,
                      false,
                      m.color(),
                      m.paint(),
                      m.cover(),
                      LocalDate.of(2030, 5, 1)),
              "built.year: expected 2024.0, the only value in training, got 2030.0"));

  @TempDir private Path folder;

  private record Unseen(UnaryOperator<Machine> change, String message) {}

  private static List<Machine> machines() {
    Random random = new Random(1);
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      machines.add(
          new Machine(
              random.nextDouble(),
              null,
              230,
              false,
              random.nextBoolean() ? Color.RED : Color.GREEN,
              random.nextBoolean() ? Color.RED : Color.GREEN,
              Color.RED,
              LocalDate.of(2024, 5, 1)));
    }
    return machines;
  }

  private static List<Boolean> targets(List<Machine> machines) {
    return machines.stream().map(machine -> machine.load() > 0.5).toList();
  }

  private static MachineNetTrainer trained(long seed) {
    List<Machine> machines = machines();
    MachineNetTrainer trainer = MachineNetTrainer.builder().seed(seed).build();
    trainer.fit(machines, targets(machines)).epochs(20).quiet().run();
    return trainer;
  }

  private static Machine blue(boolean color, boolean paint, boolean cover) {
    return new Machine(
        KNOWN.load(),
        null,
        230,
        false,
        color ? Color.BLUE : KNOWN.color(),
        paint ? Color.BLUE : KNOWN.paint(),
        cover ? Color.BLUE : KNOWN.cover(),
        KNOWN.built());
  }

  @Test
  void aValueWhereTrainingHadOnlyOneChangesNothing() throws IOException {
    Path file = folder.resolve("machine.safetensors");
    try (MachineNetTrainer trainer = trained(1)) {
      trainer.save(file);
      try (MachineNetModel model = MachineNetModel.load(file)) {
        for (Unseen unseen : UNSEEN) {
          Machine machine = unseen.change().apply(KNOWN);
          assertThat(trainer.probability(machine)).isEqualTo(trainer.probability(KNOWN));
          assertThat(model.probability(machine)).isEqualTo(trainer.probability(KNOWN));
        }
      }
    }
  }

  @Test
  void strictRefusesIt() {
    try (MachineNetTrainer trainer = trained(1)) {
      trainer.strict(true);
      trainer.predict(KNOWN);
      for (Unseen unseen : UNSEEN) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> trainer.predict(unseen.change().apply(KNOWN)))
            .withMessage(unseen.message());
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(blue(true, false, false)))
          .withMessage(
              "color: expected one of [RED, GREEN], got BLUE, which training has not seen");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(blue(false, true, false)))
          .withMessage(
              "paint: expected one of [RED, GREEN], got BLUE, which training has not seen");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(blue(false, false, true)))
          .withMessage("cover: expected one of [RED], got BLUE, which training has not seen");
    }
  }

  @Test
  void aConstantThatTrainingHasNotSeenBecomesZeros() {
    try (MachineNetTrainer trainer = trained(1)) {
      List<String> names = trainer.featureNames();
      float[] numbers =
          trainer.encode(List.of(blue(true, false, true))).get("machine.numbers").toFloatVector();
      for (Color color : Color.values()) {
        assertThat(numbers[names.indexOf("color=" + color)]).isZero();
        // All machines had a red cover: the network does not know what another one means.
        assertThat(numbers[names.indexOf("cover=" + color)]).isEqualTo(color == Color.RED ? 1 : 0);
      }
      assertThat(
              trainer
                  .network()
                  .machine
                  .parameter("paint.weight")
                  .getRow(List.of(Color.values()).indexOf(Color.BLUE))
                  .toFloatVector())
          .containsOnly(0f);
    }
  }

  @Test
  void laterTrainingCanShowMore() throws IOException {
    Path file = folder.resolve("machine.safetensors");
    List<Machine> later = new ArrayList<>();
    List<Boolean> fails = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      boolean isBlue = random.nextBoolean();
      boolean outdoor = random.nextBoolean();
      later.add(
          new Machine(
              0.5,
              random.nextBoolean() ? null : 3 + random.nextDouble(),
              200 + random.nextInt(100),
              outdoor,
              isBlue ? Color.BLUE : Color.RED,
              Color.RED,
              null,
              LocalDate.of(2020 + random.nextInt(4), 1 + random.nextInt(12), 1)));
      fails.add(isBlue);
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < later.size(); i++) {
      numbers.add(i);
    }
    DataStream stream = DataStream.of(numbers, later::get, fails::get);
    try (MachineNetTrainer fitted = trained(1);
        MachineNetTrainer streamed = trained(1);
        MachineNetTrainer stepped = trained(1)) {
      fitted.fit(later, fails).epochs(40).quiet().run();
      streamed.fit(stream).epochs(40).quiet().run();
      for (int i = 0; i < 200; i++) {
        stepped.step(later, fails);
      }
      for (MachineNetTrainer trainer : List.of(fitted, streamed, stepped)) {
        assertThat(trainer.evaluate(later, fails).accuracy()).isGreaterThan(0.95);
        trainer.strict(true);
        trainer.predict(later); // all of it is known now
        trainer.save(file);
        try (MachineNetModel model = MachineNetModel.load(file)) {
          assertThat(model.predict(later)).isEqualTo(trainer.predict(later));
        }
      }
    }
  }

  @Test
  void aRunThatFailsBeforeItsFirstStepTeachesNothing() {
    List<Machine> machines = machines();
    DataStream broken =
        new DataStream() {
          private boolean isMeasured;

          @Override
          public Batches open(int batchSize) {
            if (isMeasured) {
              throw new IllegalStateException("no connection");
            }
            isMeasured = true;
            boolean[] done = {false};
            return () -> {
              Data batch = done[0] ? null : Data.of(List.of(blue(true, true, true)), List.of(true));
              done[0] = true;
              return batch;
            };
          }
        };
    try (MachineNetTrainer trainer = MachineNetTrainer.builder().seed(1).build();
        MachineNetTrainer fresh = trained(1)) {
      assertThatThrownBy(() -> trainer.fit(broken).quiet().run())
          .hasMessageContaining("no connection");
      trainer.fit(machines, targets(machines)).epochs(20).quiet().run();
      assertThat(trainer.predict(KNOWN)).isEqualTo(fresh.predict(KNOWN));
      assertThat(trainer.probability(KNOWN)).isEqualTo(fresh.probability(KNOWN));
      assertThat(trainer.network().hidden.weight()).isEqualTo(fresh.network().hidden.weight());
      assertThat(trainer.network().machine.parameter("paint.weight"))
          .isEqualTo(fresh.network().machine.parameter("paint.weight"));
    }
  }

  @Test
  void strictTellsRareTextsFromUnseenOnes() throws IOException {
    Path file = folder.resolve("town.safetensors");
    List<Town> training = towns("Lyon", 9, "Paris", 5);
    training.add(new Town("Nice"));
    List<Boolean> targets = training.stream().map(town -> town.name().equals("Paris")).toList();
    try (var trainer = UnseenValuesTest_TownNetTrainer.create()) {
      trainer.fit(training, targets).epochs(2).quiet().run();
      trainer.save(file);
    }
    try (var model = UnseenValuesTest_TownNetModel.load(file)) {
      float rare = model.probability(new Town("Nice"));
      assertThat(model.probability(new Town("Rome"))).isEqualTo(rare);
      model.strict(true);
      assertThat(model.probability(new Town("Nice"))).isEqualTo(rare);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.predict(new Town("Rome")))
          .withMessage(
              "name: expected one of [Lyon, Paris], got \"Rome\", which training has not seen");
    }
  }

  /** So many rare texts are not kept, and any text may have been one of them. */
  @Test
  void manyRareTextsAreNotToldFromUnseenOnes() {
    List<Town> training = towns("Lyon", 9, "Paris", 5);
    for (int i = 0; i < 10_001; i++) {
      training.add(new Town("village " + i));
    }
    try (var trainer = UnseenValuesTest_TownNetTrainer.create()) {
      trainer.fitEncoder(training.subList(0, 10_014));
      trainer.strict(true);
      assertThatIllegalArgumentException().isThrownBy(() -> trainer.predict(new Town("Rome")));
    }
    try (var trainer = UnseenValuesTest_TownNetTrainer.create()) {
      trainer.fitEncoder(training);
      trainer.strict(true);
      trainer.predict(new Town("Rome"));
    }
  }

  @Test
  void anotherTextThanTheOnlyOneChangesNothing() {
    List<Town> training = new ArrayList<>(Collections.nCopies(9, new Town("Lyon")));
    try (var trainer = UnseenValuesTest_TownNetTrainer.create()) {
      trainer.fitEncoder(training);
      assertThat(trainer.probability(new Town("Rome")))
          .isEqualTo(trainer.probability(new Town("Lyon")));
    }
  }

  /** Examples in memory, too, become numbers as the network knows them now. */
  @Test
  void validationKnowsWhatAStreamHasShown() {
    List<Machine> machines = machines();
    List<Machine> later = machines.stream().map(m -> m.load() > 0.5 ? blueOf(m) : m).toList();
    List<Integer> numbers = IntStream.range(0, later.size()).boxed().toList();
    List<Boolean> fails = targets(later);
    try (MachineNetTrainer trainer = trained(1)) {
      History history =
          trainer
              .fit(DataStream.of(numbers, later::get, fails::get))
              .validate(Data.of(later, fails))
              .restoreBest(false)
              .epochs(2)
              .quiet()
              .run();
      assertThat(history.last().validation().get("loss"))
          .isCloseTo(trainer.evaluate(later, fails).dataLoss(), within(1e-6));
    }
  }

  private static Machine blueOf(Machine m) {
    return new Machine(m.load(), 3.0, m.voltage(), true, Color.BLUE, Color.BLUE, null, m.built());
  }

  /** A record without numbers has no scales that could differ. */
  @Test
  void aRunIsNotResumedWithOtherNumbersOfTexts() {
    List<Town> known = towns("Lyon", 5, "Paris", 9);
    List<Town> training = towns("Lyon", 9, "Paris", 5);
    List<Boolean> targets = training.stream().map(town -> town.name().equals("Paris")).toList();
    Path checkpoints = folder.resolve("checkpoints");
    try (var first = UnseenValuesTest_TownNetTrainer.create();
        var second = UnseenValuesTest_TownNetTrainer.create()) {
      first.fitEncoder(known);
      first.fit(training, targets).epochs(2).checkpoints(checkpoints).quiet().run();
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  second
                      .fit(training, targets)
                      .epochs(4)
                      .checkpoints(checkpoints)
                      .resume()
                      .quiet()
                      .run())
          .withMessageContaining("categories of the training examples are others");
      second.fitEncoder(known);
      second.fit(training, targets).epochs(4).checkpoints(checkpoints).resume().quiet().run();
      assertThat(second.steps()).isEqualTo(2 * first.steps());
    }
  }

  private static List<Town> towns(String first, int count, String second, int secondCount) {
    List<Town> towns = new ArrayList<>(Collections.nCopies(count, new Town(first)));
    towns.addAll(Collections.nCopies(secondCount, new Town(second)));
    return towns;
  }

  record Town(String name) {}

  @Network
  static class TownNet {
    @Features(Town.class)
    Layer town;

    @Linear(1)
    @BinaryCrossEntropy
    Layer large;
  }
}
