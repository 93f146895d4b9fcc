package org.netwright.samples.penguins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.Data;
import org.netwright.samples.data.Parameters;

class PenguinsSampleTest {
  private static List<Penguin> penguins;
  private static List<Penguin> known;
  private static List<Score> baselines;

  @TempDir private Path folder;

  @BeforeAll
  static void load() throws IOException {
    penguins = PenguinsSample.penguins();
    known = PenguinsSample.known(penguins);
    baselines = PenguinsSample.baselines();
  }

  @Test
  void readsTheTable() {
    assertThat(penguins)
        .hasSize(344)
        .startsWith(
            new Penguin(
                "N1A1",
                Species.ADELIE,
                "Torgersen",
                true,
                LocalDate.of(2007, 11, 11),
                39.1,
                18.7,
                181,
                3750,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Sex.MALE))
        .contains(
            new Penguin(
                "N43A2",
                Species.GENTOO,
                "Biscoe",
                true,
                LocalDate.of(2009, 11, 22),
                49.9,
                16.1,
                213,
                5400,
                OptionalDouble.of(8.36390),
                OptionalDouble.of(-26.15531),
                Sex.MALE));
    assertThat(penguins).filteredOn(bird -> bird.sex() == null).hasSize(11);
    assertThat(penguins).filteredOn(bird -> bird.culmenLength() == null).hasSize(2);
    assertThat(penguins).filteredOn(bird -> bird.flipperLength() == null).hasSize(2);
    assertThat(penguins).filteredOn(bird -> bird.delta15N().isEmpty()).hasSize(14);
    assertThat(penguins).filteredOn(bird -> bird.delta13C().isEmpty()).hasSize(13);
    assertThat(penguins).filteredOn(bird -> !bird.clutchCompletion()).hasSize(36);
  }

  @Test
  void aPairIsAFemaleAndAMaleInTheSameFold() {
    for (Penguin bird : penguins) {
      List<Penguin> mates = penguins.stream().filter(bird::isMateOf).toList();
      assertThat(mates).hasSize(1);
      Penguin mate = mates.get(0);
      assertThat(mate.nest() % Folds.COUNT).isEqualTo(bird.nest() % Folds.COUNT);
      assertThat(bird.sex() == null || bird.sex() != mate.sex()).isTrue();
    }
  }

  @Test
  void foldsAreThoseOfTheBaselines() {
    Map<String, List<Score>> byModel =
        baselines.stream().collect(Collectors.groupingBy(Score::model));
    assertThat(byModel)
        .containsOnlyKeys("logistic regression", "gradient boosting", "multi-layer perceptron");
    List<Integer> sizes =
        IntStream.range(0, Folds.COUNT).mapToObj(fold -> Folds.only(known, fold).size()).toList();
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(known.size());
    byModel.values().forEach(folds -> assertThat(folds).extracting(Score::birds).isEqualTo(sizes));
  }

  /** The same settings for all folds, and one seed. */
  @Test
  void predictsTheSexOfBirdsOfOtherNests() {
    double right = 0;
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      Data test = PenguinsSample.data(Folds.only(known, fold));
      try (PenguinNetTrainer trainer = trained(fold, 1)) {
        right += trainer.evaluate(test).accuracy() * test.size();
      }
    }
    assertThat(right / known.size()).isGreaterThan(0.9);
  }

  /** The best of the others on each score; a standard error of the accuracy is 0.014. */
  @Test
  @Tag("slow") // cross-validation within each of the folds
  void isAboutAsGoodAsModelsOfOtherKinds() {
    List<Score> own = Comparison.scores(known, 1);
    assertThat(Comparison.mean(own, Score::accuracy))
        .isGreaterThan(baselines(Score::accuracy).max().orElseThrow() - 0.03);
    assertThat(Comparison.mean(own, Score::logLoss))
        .isLessThan(baselines(Score::logLoss).min().orElseThrow() + 0.04);
  }

  /** The mean score of each of the other models. */
  private static DoubleStream baselines(ToDoubleFunction<Score> score) {
    return baselines.stream().collect(Collectors.groupingBy(Score::model)).values().stream()
        .mapToDouble(folds -> Comparison.mean(folds, score));
  }

  @Test
  void printsMeansOverTheFolds() {
    List<Score> scores =
        List.of(
            new Score("one", 0, 10, 0.8, 0.5),
            new Score("other", 0, 10, 0.7, 0.25),
            new Score("one", 1, 10, 1, 0.1),
            new Score("other", 1, 10, 0.7, 0.25));
    assertThat(Comparison.table(scores))
        .isEqualToNormalizingNewlines(
            """
                                    accuracy  log loss
            one                        0.900     0.300
            other                      0.700     0.250
            """);
  }

  @Test
  void doesNotSeeTheSexOrTheNest() {
    try (PenguinNetTrainer trainer = trained(0, 1)) {
      assertThat(trainer.featureNames())
          .startsWith("species=ADELIE", "species=CHINSTRAP", "species=GENTOO", "island=Biscoe")
          .endsWith("delta15N", "delta15N=missing", "delta13C", "delta13C=missing")
          .noneMatch(name -> name.startsWith("sex") || name.startsWith("individualId"));
    }
  }

  @Test
  void aSavedModelTakesUnknownValuesUnlessItIsStrict() throws IOException {
    Path file = folder.resolve("penguins.safetensors");
    try (PenguinNetTrainer trainer = trained(0, 1)) {
      trainer.save(file);
    }
    try (PenguinNetModel model = PenguinNetModel.load(file)) {
      Penguin stranger = PenguinsSample.STRANGER;
      Penguin unmeasured = PenguinsSample.unmeasured(penguins);
      assertThat(model.predict(stranger)).isEqualTo(Sex.MALE);
      assertThat(model.probabilities(stranger).get(Sex.MALE)).isGreaterThan(0.8f);
      assertThat(model.predict(unmeasured)).isNotNull();
      model.strict(true);
      assertThatThrownBy(() -> model.predict(stranger))
          .hasMessageStartingWith(
              "island: expected one of [Biscoe, Dream, Torgersen], got \"Cormorant\"");
      assertThatThrownBy(() -> model.predict(unmeasured))
          .hasMessageStartingWith("culmenLength: expected a value, got none");
    }
  }

  @Test
  void sameSeedGivesSameBits() {
    assertThat(bits(4)).isEqualTo(bits(4)).isNotEqualTo(bits(5));
  }

  private static List<Integer> bits(long seed) {
    try (PenguinNetTrainer trainer = trained(0, seed)) {
      return Parameters.bitsOf(trainer);
    }
  }

  /** Trains on all folds except one, with the strength that the network declares. */
  private static PenguinNetTrainer trained(int fold, long seed) {
    PenguinNetTrainer trainer = PenguinNetTrainer.builder().seed(seed).build();
    Data train = PenguinsSample.data(Folds.others(known, fold));
    PenguinsSample.settings(trainer.fit(train), seed).quiet().run();
    return trainer;
  }
}
