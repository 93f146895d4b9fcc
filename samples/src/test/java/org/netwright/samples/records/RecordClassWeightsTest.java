package org.netwright.samples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** Class weights of networks that take records. */
class RecordClassWeightsTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 60).boxed().toList();
  private static final List<VisitNetInputs> VISITS =
      NUMBERS.stream().map(RecordClassWeightsTest::visit).toList();
  private static final List<VisitNetTargets> TARGETS =
      NUMBERS.stream().map(RecordClassWeightsTest::targets).toList();

  /** Has a constant of the same name as {@link Outcome}. */
  private enum Mood {
    STAYS
  }

  private static VisitNetInputs visit(int i) {
    return new VisitNetInputs(
        new Patient(i, i % 2 == 0 ? Plan.PRO : Plan.FREE, i % 3 == 0 ? "north" : "south"),
        new Ward(i % 5 == 0 ? Ward.Kind.SURGERY : Ward.Kind.CARDIOLOGY));
  }

  private static VisitNetTargets targets(int i) {
    return new VisitNetTargets(
        i % 4 == 0 ? Outcome.STAYS : Outcome.LEAVES,
        i % 3 == 0,
        i,
        new float[] {i % 2, i % 5},
        i % 3);
  }

  private static VisitNetTrainer trainer() {
    return VisitNetTrainer.builder().seed(1).build();
  }

  private static double[] values(VisitNetTrainer trainer) {
    return trainer.network().hidden.weight().data().asDouble();
  }

  private static History run(Fit fit) {
    return fit.epochs(2).quiet().run();
  }

  @Test
  void eachOfSeveralLossesHasItsNames() {
    try (VisitNetTrainer byNumber = trainer();
        VisitNetTrainer byName = trainer();
        VisitNetTrainer byConstant = trainer();
        VisitNetTrainer plain = trainer()) {
      run(byNumber.fit(VISITS, TARGETS).classWeights("outcome", Map.of(0, 4)));
      History history =
          run(
              byName
                  .fit(VISITS, TARGETS)
                  .classWeights("outcome", Map.of("STAYS", 4))
                  .classWeights("level", Map.of(2, 1)));
      run(byConstant.fit(VISITS, TARGETS).classWeights("outcome", Map.of(Outcome.STAYS, 4)));
      run(plain.fit(VISITS, TARGETS));
      assertThat(values(byName)).containsExactly(values(byNumber));
      assertThat(values(byConstant)).containsExactly(values(byNumber));
      assertThat(values(byConstant)).isNotEqualTo(values(plain));
      assertThat(history.description().orElseThrow().settings().get("class weights"))
          .isEqualTo("level: 2 1.0; outcome: STAYS 4.0");
    }
  }

  @Test
  void noAndYesHaveNames() {
    try (VisitNetTrainer byAnswer = trainer();
        VisitNetTrainer byName = trainer();
        VisitNetTrainer swapped = trainer()) {
      run(byAnswer.fit(VISITS, TARGETS).classWeights("returns", Map.of(true, 5, false, 2)));
      run(byName.fit(VISITS, TARGETS).classWeights("returns", Map.of("true", 5.0, "false", 2.0)));
      run(swapped.fit(VISITS, TARGETS).classWeights("returns", Map.of("true", 2, "false", 5)));
      assertThat(values(byName)).containsExactly(values(byAnswer));
      assertThat(values(swapped)).isNotEqualTo(values(byAnswer));
    }
  }

  @Test
  void theNamesOfAStreamAreTheSame() {
    try (VisitNetTrainer listed = trainer();
        VisitNetTrainer streamed = trainer()) {
      run(listed.fit(VISITS, TARGETS).inOrder().classWeights("outcome", Map.of(Outcome.STAYS, 4)));
      run(
          streamed
              .fit(DataStream.of(NUMBERS, VISITS::get, TARGETS::get))
              .classWeights("outcome", Map.of(Outcome.STAYS, 4)));
      assertThat(values(streamed)).containsExactly(values(listed));
    }
  }

  @Test
  void whatIsNotAClassOfTheLossIsRefused() {
    refused(
        "outcome", "STAY", "STAY is not a class; they are [STAYS, LEAVES]. Did you mean STAYS?");
    refused(
        "outcome",
        Mood.STAYS,
        "STAYS is not a class; it is a constant of Mood, but the classes are those of Outcome");
    refused(
        "returns",
        "yes",
        "yes is not a class; the classes have no names; use true and false, or their numbers, from"
            + " 0 to 1");
    refused(
        "level",
        "true",
        "true is not a class; the classes have no names; use their numbers, from 0 to 2");
    refused(
        "level",
        Outcome.STAYS,
        "STAYS is not a class; the classes have no names; use their numbers, from 0 to 2");
  }

  @Test
  void aClassHasOneWeight() {
    try (VisitNetTrainer trainer = trainer()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  run(
                      trainer
                          .fit(VISITS, TARGETS)
                          .classWeights("returns", Map.of("true", 2, true, 3))))
          .withMessage("classWeights of returns: the class 1 has two weights");
    }
  }

  private static void refused(String loss, Object key, String message) {
    try (VisitNetTrainer trainer = trainer()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run(trainer.fit(VISITS, TARGETS).classWeights(loss, Map.of(key, 2))))
          .withMessage("classWeights of %s: %s", loss, message);
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void theOnlyLossTakesConstantsOfItsOwnEnumOnly() {
    List<Customer> customers = Customers.of(40, 1);
    List<Outcome> outcomes = Customers.outcomes(customers);
    try (ChurnNetTrainer trainer = ChurnNetTrainer.builder().seed(1).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> run(trainer.fit(customers, outcomes).classWeights(Map.of(Mood.STAYS, 2))))
          .withMessage(
              "classWeights of outcome: STAYS is not a class; it is a constant of Mood, but the"
                  + " classes are those of Outcome");
      run(trainer.fit(customers, outcomes).classWeights(Map.of(Outcome.STAYS, 2)));
      assertThat(trainer.steps()).isEqualTo(4);
    }
  }
}
