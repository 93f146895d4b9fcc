package org.netwright.samples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Engine;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.CrossValidation;

class RecordNetworkTest {
  private static final List<Customer> CUSTOMERS = Customers.of(1000, 1);
  private static final List<Outcome> OUTCOMES = Customers.outcomes(CUSTOMERS);

  @TempDir private Path folder;

  private static ChurnNetTrainer trained() {
    ChurnNetTrainer trainer = ChurnNetTrainer.builder().seed(1).build();
    trainer.fit(CUSTOMERS, OUTCOMES).epochs(30).quiet().run();
    return trainer;
  }

  @Test
  void learnsFromRecordsAndAnswersForThem() {
    List<Customer> later = Customers.of(500, 2);
    try (ChurnNetTrainer trainer = trained()) {
      Evaluation evaluation = trainer.evaluate(later, Customers.outcomes(later));
      assertThat(evaluation.accuracy()).isGreaterThan(0.93);
      assertThat(evaluation.toString()).contains("STAYS", "LEAVES");
      long right = 0;
      for (Customer customer : later) {
        right += trainer.predict(customer) == Customers.outcomes(List.of(customer)).get(0) ? 1 : 0;
      }
      assertThat(right / 500.0).isCloseTo(evaluation.accuracy(), within(1e-9));
      assertThat(trainer.predict(later))
          .hasSize(500)
          .element(3)
          .isEqualTo(trainer.predict(later.get(3)));
    }
  }

  @Test
  void aModelAnswersAsTheTrainerThatSavedIt() throws IOException {
    Path file = folder.resolve("churn.safetensors");
    try (ChurnNetTrainer trainer = trained()) {
      trainer.save(file);
      try (ChurnNetModel model = ChurnNetModel.load(file);
          ChurnNetTrainer other = ChurnNetTrainer.create()) {
        other.load(file);
        float[] logits = new float[2];
        float[] probabilities = new float[2];
        for (Customer customer : Customers.of(50, 3)) {
          Map<Outcome, Float> odds = model.probabilities(customer);
          assertThat(odds).containsOnlyKeys(Outcome.STAYS, Outcome.LEAVES);
          assertThat(odds.get(Outcome.STAYS) + odds.get(Outcome.LEAVES))
              .isCloseTo(1, within(1e-6f));
          assertThat(odds)
              .isEqualTo(trainer.probabilities(customer))
              .isEqualTo(other.probabilities(customer));
          Outcome likely =
              odds.get(Outcome.STAYS) >= odds.get(Outcome.LEAVES) ? Outcome.STAYS : Outcome.LEAVES;
          assertThat(model.predict(customer)).isEqualTo(likely);
          model.predict(customer, logits);
          model.probabilities(customer, probabilities);
          assertThat(probabilities[1]).isEqualTo(odds.get(Outcome.LEAVES));
          assertThat(logits[1] > logits[0]).isEqualTo(likely == Outcome.LEAVES);
        }
      }
    }
  }

  @Test
  void measuresRecordsOnTheTrainingPartOnly() {
    Split split = Data.of(CUSTOMERS, OUTCOMES).split(0.2, 0);
    try (ChurnNetTrainer held = ChurnNetTrainer.builder().seed(1).build();
        ChurnNetTrainer same = ChurnNetTrainer.builder().seed(1).build();
        ChurnNetTrainer all = ChurnNetTrainer.builder().seed(1).build()) {
      held.fit(CUSTOMERS, OUTCOMES).validationSplit(0.2).epochs(2).quiet().run();
      same.fit(split.train()).validate(split.test()).epochs(2).quiet().run();
      all.fit(CUSTOMERS, OUTCOMES).epochs(2).quiet().run();
      assertThat(encoded(held)).isEqualTo(encoded(same)).isNotEqualTo(encoded(all));
      assertThat(held.probabilities(CUSTOMERS.get(0)))
          .isEqualTo(same.probabilities(CUSTOMERS.get(0)));
    }
  }

  private static double[] encoded(ChurnNetTrainer trainer) {
    try (INDArray numbers = trainer.encode(CUSTOMERS.subList(0, 1)).get("customer")) {
      return numbers.toDoubleVector();
    }
  }

  @Test
  void anInterruptedRunEndsWithTheSameBits() {
    Path run = folder.resolve("run");
    try (ChurnNetTrainer whole = ChurnNetTrainer.builder().seed(3).build();
        ChurnNetTrainer first = ChurnNetTrainer.builder().seed(3).build();
        ChurnNetTrainer second = ChurnNetTrainer.builder().seed(99).build()) {
      whole.fit(CUSTOMERS, OUTCOMES).validationSplit(0.1).epochs(4).quiet().run();
      first.fit(CUSTOMERS, OUTCOMES).validationSplit(0.1).epochs(2).checkpoints(run).quiet().run();
      second
          .fit(CUSTOMERS, OUTCOMES)
          .validationSplit(0.1)
          .epochs(4)
          .checkpoints(run)
          .resume()
          .quiet()
          .run();
      for (Customer customer : Customers.of(20, 5)) {
        assertThat(second.probabilities(customer)).isEqualTo(whole.probabilities(customer));
      }
    }
  }

  @Test
  void aRunOnOtherExamplesIsNotContinued() {
    Path run = folder.resolve("run");
    List<Customer> others = Customers.of(1000, 8);
    try (ChurnNetTrainer first = ChurnNetTrainer.builder().seed(3).build();
        ChurnNetTrainer second = ChurnNetTrainer.builder().seed(3).build()) {
      first.fit(CUSTOMERS, OUTCOMES).epochs(1).checkpoints(run).quiet().run();
      assertThatThrownBy(
              () ->
                  second
                      .fit(others, Customers.outcomes(others))
                      .epochs(2)
                      .checkpoints(run)
                      .resume()
                      .quiet()
                      .run())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "the means, deviations or categories of the training examples are others");
    }
  }

  @Test
  void trainsInDoubleAndOnNd4jToo() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      try (ChurnNetTrainer trainer =
          ChurnNetTrainer.builder().seed(1).dataType(type).engine(Engine.ND4J).build()) {
        trainer.fit(CUSTOMERS, OUTCOMES).epochs(5).quiet().run();
        assertThat(trainer.evaluate(CUSTOMERS, OUTCOMES).accuracy()).isGreaterThan(0.85);
        assertThat(trainer.predict(CUSTOMERS.get(0))).isNotNull();
      }
    }
  }

  @Test
  void trainsOnAStreamAsOnAList() {
    record Line(Customer customer, Outcome outcome) {}

    List<Line> lines = new java.util.ArrayList<>();
    for (int i = 0; i < CUSTOMERS.size(); i++) {
      lines.add(new Line(CUSTOMERS.get(i), OUTCOMES.get(i)));
    }
    try (ChurnNetTrainer streamed = ChurnNetTrainer.builder().seed(1).build();
        ChurnNetTrainer listed = ChurnNetTrainer.builder().seed(1).build()) {
      streamed
          .fit(DataStream.of(lines, Line::customer, Line::outcome))
          .validate(Data.of(CUSTOMERS.subList(0, 100), OUTCOMES.subList(0, 100)))
          .epochs(3)
          .quiet()
          .run();
      listed
          .fit(Data.of(lines, Line::customer, Line::outcome))
          .inOrder()
          .validate(Data.of(CUSTOMERS.subList(0, 100), OUTCOMES.subList(0, 100)))
          .epochs(3)
          .quiet()
          .run();
      assertThat(streamed.probabilities(CUSTOMERS.get(7)))
          .isEqualTo(listed.probabilities(CUSTOMERS.get(7)));
    }
  }

  @Test
  void learnsOnLine() {
    try (ChurnNetTrainer trainer = ChurnNetTrainer.builder().seed(1).build()) {
      assertThatThrownBy(() -> trainer.step(CUSTOMERS.subList(0, 8), OUTCOMES.subList(0, 8)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("call fit or fitEncoder first");
      trainer.fitEncoder(CUSTOMERS);
      double first = trainer.step(CUSTOMERS.subList(0, 64), OUTCOMES.subList(0, 64)).data();
      double last = first;
      for (int i = 0; i < 100; i++) {
        last = trainer.step(CUSTOMERS.subList(0, 64), OUTCOMES.subList(0, 64)).data();
      }
      assertThat(last).isLessThan(first / 3);
    }
  }

  @Test
  void crossValidatesLists() {
    var trial =
        CrossValidation.of(ChurnNetTrainer::builder)
            .folds(3)
            .stratified()
            .fit(fit -> fit.epochs(15))
            .run(Data.of(CUSTOMERS, OUTCOMES));
    assertThat(trial.mean("accuracy")).isGreaterThan(0.85);
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (ChurnNetTrainer trainer = trained()) {
      Customer one = CUSTOMERS.get(0);
      assertThatThrownBy(() -> trainer.predict(one.withPlan(null)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "plan: expected a value, got null; if it may be missing, declare it @Nullable or Optional");
      assertThatThrownBy(() -> trainer.predict(one.withIncome(Double.NaN)))
          .hasMessageStartingWith("income: expected a finite number, got NaN");
      assertThatThrownBy(() -> trainer.predict(one.withIncome(1e300)))
          .hasMessageContaining("income: expected a number in the range of those in training");
      assertThatThrownBy(
              () -> trainer.evaluate(List.of(one, one.withPlan(null)), OUTCOMES.subList(0, 2)))
          .hasMessageContaining("plan: expected a value, got null in example 1 (counted from 0)");
      assertThatThrownBy(() -> trainer.evaluate(List.of(one), OUTCOMES.subList(0, 2)))
          .hasMessage("expected as many examples as targets, at least one, got 1 and 2");
      assertThatThrownBy(() -> trainer.evaluate(Data.of(List.of("x"), List.of(Outcome.STAYS))))
          .hasMessage(
              "ChurnNet: expected examples of class Customer, got String in example 0 (counted from 0)");
      assertThatThrownBy(() -> trainer.evaluate(Data.of(List.of(one), List.of(Plan.FREE))))
          .hasMessageContaining("expected targets of class Outcome, got Plan in example 0");
      assertThatThrownBy(() -> trainer.evaluate(Data.of(new float[][] {{1, 2}}, new int[] {1})))
          .hasMessageContaining(
              "ChurnNet takes records: expected examples of Data.of(List<Customer>");
      List<Customer> mixed = new ArrayList<>(CUSTOMERS.subList(0, 20));
      mixed.set(13, mixed.get(13).withPlan(null));
      // The number of the line in the caller's list, whatever part it is in.
      Split parts = Data.of(mixed, OUTCOMES.subList(0, 20)).split(0.5, 3);
      assertThatThrownBy(
              () -> {
                trainer.evaluate(parts.train());
                trainer.evaluate(parts.test());
              })
          .hasMessageContaining("plan: expected a value, got null in example 13 (counted from 0)");
      assertThatThrownBy(() -> trainer.fit(CUSTOMERS, OUTCOMES).standardize().quiet().run())
          .hasMessageContaining("remove standardize()");
    }
  }

  /** Of a stream, the number of an example counts from its beginning, in whatever order. */
  @Test
  void namesTheExampleOfAStream() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS.size(); i++) {
      numbers.add(i);
    }
    int wrong = CUSTOMERS.size() - 3;
    DataStream stream =
        DataStream.of(
            numbers,
            i -> i == wrong ? CUSTOMERS.get(i).withPlan(null) : CUSTOMERS.get(i),
            OUTCOMES::get);
    String message = "plan: expected a value, got null in example %d (counted".formatted(wrong);
    try (ChurnNetTrainer fresh = ChurnNetTrainer.create();
        ChurnNetTrainer trained = trained()) {
      for (DataStream each : List.of(stream, stream.shuffled(50, 1))) {
        for (ChurnNetTrainer trainer : List.of(fresh, trained)) {
          assertThatIllegalArgumentException()
              .isThrownBy(() -> trainer.fit(each).batchSize(16).quiet().run())
              .withMessageStartingWith(message);
        }
        assertThatIllegalArgumentException()
            .isThrownBy(() -> trained.evaluate(each))
            .withMessageStartingWith(message);
      }
    }
  }

  @Test
  @SuppressWarnings("NullAway") // the mistakes that are reported
  void refusesNull() {
    try (ChurnNetTrainer trainer = trained()) {
      Customer none = null;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(none))
          .withMessage("ChurnNet: expected an example to predict for, got null");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(null, OUTCOMES))
          .withMessage("expected a list of examples, got null");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(CUSTOMERS, null))
          .withMessage("expected a list of targets, got null");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> trainer.step(CUSTOMERS.subList(0, 2), Arrays.asList(Outcome.STAYS, null)))
          .withMessage(
              "expected targets without null, got null at index 1; leave such examples out");
    }
  }

  @Test
  void aStrictModelRefusesWhatTrainingHasNotSeen() throws IOException {
    List<Customer> complete =
        CUSTOMERS.stream()
            .filter(c -> c.income() != null && c.town().filter("Paris"::equals).isPresent())
            .toList();
    Path file = folder.resolve("churn.safetensors");
    try (ChurnNetTrainer trainer = ChurnNetTrainer.create()) {
      trainer.fit(complete, Customers.outcomes(complete)).epochs(1).quiet().run();
      trainer.save(file);
    }
    try (ChurnNetModel model = ChurnNetModel.load(file)) {
      Customer one = complete.get(0);
      Customer unseen = one.withTown("Rome");
      Customer missing = one.withIncome(null);
      assertThat(model.predict(unseen)).isNotNull();
      assertThat(model.predict(missing)).isNotNull();
      model.strict(true);
      assertThat(model.predict(one)).isNotNull();
      assertThatThrownBy(() -> model.predict(unseen))
          .hasMessage("town: expected one of [Paris], got \"Rome\", which training has not seen");
      assertThatThrownBy(() -> model.predict(missing))
          .hasMessage("income: expected a value, got none, but in training it was never missing");
    }
  }
}
