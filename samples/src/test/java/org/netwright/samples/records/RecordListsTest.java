package org.netwright.samples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.Engine;

/** Predictions for lists of records, which are computed in blocks of 4,096. */
class RecordListsTest {
  private static final List<Customer> CUSTOMERS = Customers.of(5000, 1);

  @TempDir private Path folder;

  private static ChurnNetTrainer trained(Engine engine, DataType type) {
    ChurnNetTrainer trainer =
        ChurnNetTrainer.builder().seed(1).engine(engine).dataType(type).build();
    List<Customer> some = CUSTOMERS.subList(0, 500);
    trainer.fit(some, Customers.outcomes(some)).epochs(5).quiet().run();
    return trainer;
  }

  private static ChurnNetTrainer trained() {
    return trained(Engine.CPU, DataType.FLOAT);
  }

  private ChurnNetModel saved(ChurnNetTrainer trainer, Engine engine) throws IOException {
    Path file = folder.resolve("churn.safetensors");
    trainer.save(file);
    return ChurnNetModel.load(file, engine);
  }

  /** A customer whose odds are even, within rounding, may have either class. */
  private static void assertAsOneByOne(
      List<Outcome> predictions, Function<Customer, Float> oddsOfLeaving) {
    assertThat(predictions).hasSize(CUSTOMERS.size()).contains(Outcome.STAYS, Outcome.LEAVES);
    // The border of the blocks, and some on both sides.
    for (int i = 0; i < CUSTOMERS.size(); i += Math.abs(i - 4096) < 20 ? 1 : 30) {
      float odds = oddsOfLeaving.apply(CUSTOMERS.get(i));
      if (Math.abs(odds - 0.5) > 1e-4) {
        assertThat(predictions.get(i)).isEqualTo(odds > 0.5 ? Outcome.LEAVES : Outcome.STAYS);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"CPU, FLOAT", "CPU, DOUBLE", "ND4J, FLOAT", "ND4J, DOUBLE"})
  void theClassesOfAListAreThoseOfItsExamples(Engine engine, DataType type) throws IOException {
    try (ChurnNetTrainer trainer = trained(engine, type);
        ChurnNetModel model = saved(trainer, engine)) {
      List<Outcome> predictions = trainer.predict(CUSTOMERS);
      assertAsOneByOne(predictions, one -> trainer.probabilities(one).get(Outcome.LEAVES));
      List<Outcome> ofModel = model.predict(CUSTOMERS);
      assertAsOneByOne(ofModel, one -> model.probabilities(one).get(Outcome.LEAVES));
      if (type == DataType.FLOAT) {
        assertThat(ofModel).isEqualTo(predictions);
      }
      assertThat(model.predict(CUSTOMERS.subList(0, 1)))
          .containsExactly(model.predict(CUSTOMERS.get(0)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void allOutputsOfSeveralRecordsAreThoseOfEachExample(Engine engine) {
    List<VisitNetInputs> visits = new ArrayList<>();
    List<VisitNetTargets> targets = new ArrayList<>();
    for (int i = 0; i < 4200; i++) {
      String region = i % 5 == 0 ? null : "region " + i % 3;
      visits.add(
          new VisitNetInputs(
              new Patient(i % 90, i % 4 == 0 ? Plan.PRO : Plan.FREE, region),
              new Ward(i % 7 < 3 ? Ward.Kind.SURGERY : Ward.Kind.CARDIOLOGY)));
      targets.add(
          new VisitNetTargets(
              i % 4 == 0 ? Outcome.STAYS : Outcome.LEAVES,
              i % 5 == 0,
              i % 9,
              new float[] {i % 90, i % 7},
              i % 3));
    }
    try (VisitNetTrainer trainer = VisitNetTrainer.builder().seed(1).engine(engine).build()) {
      trainer.fit(visits.subList(0, 300), targets.subList(0, 300)).epochs(5).quiet().run();
      List<VisitNetPrediction> predictions = trainer.predict(visits);
      assertThat(predictions).hasSize(4200);
      for (int i = 0; i < 4200; i += Math.abs(i - 4096) < 20 ? 1 : 30) {
        VisitNetPrediction one = trainer.predict(visits.get(i));
        VisitNetPrediction listed = predictions.get(i);
        assertThat(listed.days()).isCloseTo(one.days(), Offset.offset(1e-4f));
        assertThat(listed.doses()).containsExactly(one.doses(), Offset.offset(1e-3f));
        assertThat(listed.hidden()).containsExactly(one.hidden(), Offset.offset(1e-5f));
        assertThat(listed.outcome()).isEqualTo(one.outcome());
        assertThat(listed.returns()).isEqualTo(one.returns());
        assertThat(listed.level()).isEqualTo(one.level());
      }
    }
  }

  @Test
  void valuesAreScaledBack() {
    List<House> houses = new ArrayList<>();
    List<Double> prices = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      houses.add(new House(50 + i, i % 2 == 0 ? "Paris" : "Brest", i % 3 == 0));
      prices.add(1_000_000 + 5_000.0 * i);
    }
    try (PriceNetTrainer trainer = PriceNetTrainer.builder().seed(1).learningRate(0.01).build()) {
      trainer.fit(houses, prices).epochs(60).standardizeTargets().quiet().run();
      List<Float> predictions = trainer.predict(houses);
      for (int i = 0; i < 200; i++) {
        assertThat(predictions.get(i))
            .isCloseTo(trainer.predict(houses.get(i)), Offset.offset(1f))
            .isCloseTo((float) (double) prices.get(i), Offset.offset(200_000f));
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsNumber() throws IOException {
    try (ChurnNetTrainer trainer = trained();
        ChurnNetModel model = saved(trainer, Engine.CPU)) {
      for (Function<List<Customer>, List<Outcome>> predict :
          List.<Function<List<Customer>, List<Outcome>>>of(trainer::predict, model::predict)) {
        List<Customer> list = new ArrayList<>(CUSTOMERS);
        list.set(4500, list.get(0).withIncome(Double.NaN));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> predict.apply(list))
            .withMessageStartingWith("income: expected a finite number, got NaN in example 4500");
        list.set(4500, null);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> predict.apply(list))
            .withMessage(
                "ChurnNet: expected examples of class Customer, got null in example 4500 (counted"
                    + " from 0)");
        List<Object> others = new ArrayList<>(List.of(CUSTOMERS.get(0), "a customer"));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> predict.apply(unchecked(others)))
            .withMessage(
                "ChurnNet: expected examples of class Customer, got String in example 1 (counted"
                    + " from 0)");
        // The next call works.
        assertThat(predict.apply(CUSTOMERS.subList(0, 3))).hasSize(3);
      }
    }
  }

  @SuppressWarnings("unchecked") // what it is for
  private static List<Customer> unchecked(List<?> list) {
    return (List<Customer>) list;
  }

  @Test
  void strictRefusesInListsToo() throws IOException {
    List<Customer> complete =
        CUSTOMERS.stream().filter(c -> c.town().filter("Paris"::equals).isPresent()).toList();
    List<Customer> list = List.of(complete.get(0), complete.get(0).withTown("Rome"));
    try (ChurnNetTrainer trainer = ChurnNetTrainer.create()) {
      trainer.fit(complete, Customers.outcomes(complete)).epochs(1).quiet().run();
      try (ChurnNetModel model = saved(trainer, Engine.CPU)) {
        assertThat(trainer.predict(list)).hasSize(2);
        assertThat(model.predict(list)).hasSize(2);
        trainer.strict(true);
        model.strict(true);
        String message =
            "town: expected one of [Paris], got \"Rome\" in example 1 (counted from 0), which"
                + " training has not seen";
        assertThatIllegalArgumentException()
            .isThrownBy(() -> trainer.predict(list))
            .withMessage(message);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> model.predict(list))
            .withMessage(message);
      }
    }
  }

  @Test
  void anOutputThatIsNotFiniteIsRefusedWithItsNumber() throws IOException {
    try (ChurnNetTrainer trainer = trained()) {
      trainer.layerNamed("outcome").weight().muli(1e38);
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.predict(CUSTOMERS))
          .withMessageMatching("outcome: the output is -?Infinity in row \\d+ \\(counted.*");
    }
  }

  @Test
  void anEmptyListHasNoPredictions() throws IOException {
    try (ChurnNetTrainer trainer = trained();
        ChurnNetModel model = saved(trainer, Engine.CPU)) {
      assertThat(trainer.predict(List.<Customer>of())).isEmpty();
      assertThat(model.predict(List.<Customer>of())).isEmpty();
    }
  }

  @Test
  void theListCannotBeChanged() {
    try (ChurnNetTrainer trainer = trained()) {
      List<Outcome> predictions = trainer.predict(CUSTOMERS.subList(0, 2));
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> predictions.set(0, Outcome.STAYS));
    }
  }

  @Test
  void untrainedAndClosedAreRefused() throws IOException {
    List<Customer> some = CUSTOMERS.subList(0, 3);
    ChurnNetTrainer trainer = ChurnNetTrainer.create();
    assertThatIllegalStateException()
        .isThrownBy(() -> trainer.predict(some))
        .withMessageContaining("call fit or fitEncoder first");
    trainer.fitEncoder(CUSTOMERS);
    ChurnNetModel model = saved(trainer, Engine.CPU);
    trainer.close();
    model.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> trainer.predict(some))
        .withMessageStartingWith("the trainer of ChurnNet is closed");
    assertThatIllegalStateException()
        .isThrownBy(() -> model.predict(some))
        .withMessageStartingWith("the model of ChurnNet is closed");
  }

  @Test
  void aListThatAsksTheTrainerForItsElementsMayDoSo() {
    try (ChurnNetTrainer trainer = trained()) {
      List<Customer> likelyToStay =
          new AbstractList<>() {
            @Override
            public Customer get(int index) {
              return trainer.predict(CUSTOMERS.get(index)) == Outcome.STAYS
                  ? CUSTOMERS.get(index)
                  : CUSTOMERS.get(0);
            }

            @Override
            public int size() {
              return 20;
            }
          };
      assertThat(trainer.predict(likelyToStay))
          .isEqualTo(trainer.predict(List.copyOf(likelyToStay)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWorkspaceOfTheCallerIsLeftAlone(Engine engine) throws IOException {
    try (ChurnNetTrainer trainer = trained(engine, DataType.FLOAT);
        ChurnNetModel model = saved(trainer, engine)) {
      List<Outcome> outside = trainer.predict(CUSTOMERS);
      WorkspaceConfiguration large =
          WorkspaceConfiguration.builder()
              .initialSize(64 << 20)
              .policySpill(SpillPolicy.EXTERNAL)
              .build();
      try (MemoryWorkspace workspace =
          Nd4j.getWorkspaceManager().getAndActivateWorkspace(large, "the caller's")) {
        assertThat(trainer.predict(CUSTOMERS)).isEqualTo(outside);
        assertThat(model.predict(CUSTOMERS)).isEqualTo(outside);
        assertThat(workspace.getPrimaryOffset()).isZero();
      }
    }
  }

  @Test
  void aListenerMayPredictLists() {
    List<Customer> some = CUSTOMERS.subList(0, 200);
    List<Integer> sizes = new ArrayList<>();
    try (ChurnNetTrainer trainer = ChurnNetTrainer.builder().seed(1).build();
        ChurnNetTrainer alone = ChurnNetTrainer.builder().seed(1).build()) {
      trainer
          .fit(some, Customers.outcomes(some))
          .epochs(3)
          .onEpoch((epoch, control) -> sizes.add(trainer.predict(CUSTOMERS).size()))
          .quiet()
          .run();
      alone.fit(some, Customers.outcomes(some)).epochs(3).quiet().run();
      assertThat(sizes).containsExactly(5000, 5000, 5000);
      assertThat(trainer.probabilities(some.get(0))).isEqualTo(alone.probabilities(some.get(0)));
    }
  }
}
