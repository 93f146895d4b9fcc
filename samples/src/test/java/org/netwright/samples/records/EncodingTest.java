package org.netwright.samples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the components of a record become, against numbers computed by hand. */
class EncodingTest {
  private static final Customer ANNA =
      new Customer(
          "a",
          20,
          1000.0,
          OptionalInt.of(2),
          true,
          true,
          Plan.BASIC,
          Plan.PRO,
          Optional.of("Paris"),
          LocalDate.of(1970, 1, 11),
          new float[] {1, 5},
          new Address(4, "x", true));
  private static final Customer BEN =
      new Customer(
          "b",
          40,
          null,
          OptionalInt.empty(),
          false,
          null,
          Plan.FREE,
          null,
          Optional.empty(),
          LocalDate.of(1970, 7, 1),
          new float[] {3, 5},
          null);
  private static final Customer CLEO =
      new Customer(
          "c",
          60,
          3000.0,
          OptionalInt.of(4),
          false,
          false,
          Plan.PRO,
          Plan.FREE,
          Optional.of("Paris"),
          LocalDate.of(1972, 2, 29),
          new float[] {2, 5},
          new Address(2, "y", false));
  private static final Customer DORA = CLEO.withTown("Lyon");

  private static double[][] encoded(List<Customer> training, List<Customer> asked) {
    try (ChurnNetTrainer trainer = ChurnNetTrainer.create()) {
      trainer.fitEncoder(training);
      assertThat(trainer.featureNames()).hasSize(29);
      try (INDArray numbers = trainer.encode(asked).get("customer")) {
        return numbers.toDoubleMatrix();
      }
    }
  }

  @Test
  void namesEachNumber() {
    try (ChurnNetTrainer trainer = ChurnNetTrainer.create()) {
      trainer.fitEncoder(List.of(ANNA, BEN, CLEO, DORA));
      assertThat(trainer.featureNames())
          .containsExactly(
              "age",
              "income",
              "income=missing",
              "children",
              "children=missing",
              "newsletter",
              "married",
              "married=missing",
              "plan=FREE",
              "plan=BASIC",
              "plan=PRO",
              "formerPlan=FREE",
              "formerPlan=BASIC",
              "formerPlan=PRO",
              "formerPlan=missing",
              "town=Paris",
              "town=(unused)",
              "town=(unused)",
              "town=(other)",
              "town=missing",
              "since.month.sin",
              "since.month.cos",
              "since.epoch_day",
              "usage[0]",
              "usage[1]",
              "address.distance",
              "address.distance=missing",
              "address.garden",
              "address.garden=missing");
    }
  }

  @Test
  void scalesNumbersByWhatTrainingSaw() {
    double[][] x = encoded(List.of(ANNA, BEN, CLEO), List.of(ANNA, BEN, CLEO));
    double deviation = Math.sqrt(800 / 3.0);
    assertThat(x[0][0]).isCloseTo(-20 / deviation, within(1e-6));
    assertThat(x[1][0]).isZero();
    assertThat(x[2][0]).isCloseTo(20 / deviation, within(1e-6));
    // 1000 and 3000 are 1 deviation from their mean.
    assertThat(column(x, 1)).containsExactly(-1, 0, 1);
    assertThat(column(x, 2)).containsExactly(0, 1, 0);
    assertThat(column(x, 3)).containsExactly(-1, 0, 1);
    assertThat(column(x, 4)).containsExactly(0, 1, 0);
  }

  private static double[] column(double[][] rows, int column) {
    double[] numbers = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      numbers[i] = rows[i][column];
    }
    return numbers;
  }

  @Test
  void flagsAreZeroOrOneAndIfMissingTheMean() {
    double[][] x = encoded(List.of(ANNA, BEN, CLEO), List.of(ANNA, BEN, CLEO));
    assertThat(column(x, 5)).containsExactly(1, 0, 0);
    assertThat(column(x, 6)).containsExactly(1, 0.5, 0);
    assertThat(column(x, 7)).containsExactly(0, 1, 0);
  }

  @Test
  void categoriesHaveANumberForEachValue() {
    double[][] x = encoded(List.of(ANNA, BEN, CLEO, DORA), List.of(ANNA, BEN, DORA));
    assertThat(x[0]).containsSequence(0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0);
    assertThat(x[1]).containsSequence(1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    // Lyon occurs once, less than twice.
    assertThat(x[2]).containsSequence(0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0);
  }

  @Test
  void anUnseenValueIsARareOneOrNothing() {
    Customer unseen = ANNA.withTown("Rome");
    assertThat(encoded(List.of(ANNA, BEN, CLEO, DORA), List.of(unseen))[0])
        .containsSequence(0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
    assertThat(encoded(List.of(ANNA, BEN, CLEO), List.of(unseen))[0])
        .containsSequence(0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void aValueThatWasNeverMissingInTrainingIsTheMeanOrNothing() {
    Customer missing = BEN.withTown(null);
    double[] x = encoded(List.of(ANNA, CLEO), List.of(missing))[0];
    assertThat(x[1]).isZero();
    assertThat(x[2]).isZero();
    assertThat(x[6]).isEqualTo(0.5);
    assertThat(x[7]).isZero();
    // Neither the constant FREE nor a missing plan occurred.
    assertThat(Arrays.copyOfRange(x, 8, 15)).containsOnly(0);
    // All were of Paris: what a missing town means was not to learn.
    assertThat(Arrays.copyOfRange(x, 15, 20)).containsExactly(1, 0, 0, 0, 0);
  }

  @Test
  void datesBecomeNumbersOfTheCalendar() {
    double[][] x = encoded(List.of(ANNA, BEN, CLEO), List.of(ANNA, BEN, CLEO));
    assertThat(x[0][20]).isZero();
    assertThat(x[0][21]).isEqualTo(1);
    assertThat(x[1][20]).isCloseTo(0, within(1e-7));
    assertThat(x[1][21]).isCloseTo(-1, within(1e-7));
    assertThat(x[2][20]).isCloseTo(0.5, within(1e-7));
    assertThat(x[2][21]).isCloseTo(Math.sqrt(3) / 2, within(1e-7));
    double[] days = {10, 181, 789};
    double mean = (10 + 181 + 789) / 3.0;
    double variance = 0;
    for (double day : days) {
      variance += (day - mean) * (day - mean) / 3;
    }
    assertThat(x[2][22]).isCloseTo((789 - mean) / Math.sqrt(variance), within(1e-6));
  }

  @Test
  void arraysAndNestedRecordsBecomeTheirNumbers() {
    double[][] x = encoded(List.of(ANNA, BEN, CLEO), List.of(ANNA, BEN, CLEO));
    double deviation = Math.sqrt(2 / 3.0);
    assertThat(x[0][23]).isCloseTo(-1 / deviation, within(1e-6));
    assertThat(column(x, 24)).containsExactly(0, 0, 0);
    assertThat(column(x, 25)).containsExactly(1, 0, -1);
    assertThat(column(x, 26)).containsExactly(0, 1, 0);
    assertThat(column(x, 27)).containsExactly(1, 0.5, 0);
    assertThat(column(x, 28)).containsExactly(0, 1, 0);
  }

  @Test
  void aTextThatNoFileCouldHaveIsRefused() {
    Customer cut = ANNA.withTown("Sai\uD83D");
    try (ChurnNetTrainer trainer = ChurnNetTrainer.create()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fitEncoder(List.of(ANNA, cut)))
          .withMessage(
              "town: expected text, got a text with half of a surrogate pair in example 1 (counted"
                  + " from 0); cut texts only between characters");
    }
  }
}
