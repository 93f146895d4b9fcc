package org.netwright.samples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.annotations.CrossEntropy;
import org.netwright.annotations.Features;
import org.netwright.annotations.Network;
import org.netwright.runtime.Layer;
import org.netwright.runtime.metrics.Evaluation;

/** The types of examples, targets and predictions, and files of other records. */
class RecordTypesTest {
  @TempDir private Path folder;

  private static final List<String> REGIONS = List.of("north", "south", "east", "west");

  private static List<VisitNetInputs> visits(int n, long seed) {
    Random random = new Random(seed);
    List<VisitNetInputs> visits = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String region = random.nextInt(5) == 0 ? null : REGIONS.get(random.nextInt(4));
      visits.add(
          new VisitNetInputs(
              new Patient(random.nextInt(90), random.nextBoolean() ? Plan.PRO : Plan.FREE, region),
              new Ward(random.nextBoolean() ? Ward.Kind.SURGERY : Ward.Kind.CARDIOLOGY)));
    }
    return visits;
  }

  private static VisitNetTargets targets(VisitNetInputs visit) {
    Patient patient = visit.patient();
    boolean surgery = visit.ward().kind() == Ward.Kind.SURGERY;
    boolean pro = patient.plan() == Plan.PRO;
    float days = surgery ? 5 : 2;
    return new VisitNetTargets(
        pro == surgery ? Outcome.STAYS : Outcome.LEAVES,
        patient.region() == null,
        days,
        new float[] {pro ? 1 : 0, days},
        "north".equals(patient.region()) ? 2 : surgery ? 1 : 0);
  }

  @Test
  void severalRecordsSeveralTargetsAndEmbeddings() throws IOException {
    List<VisitNetInputs> visits = visits(2000, 1);
    List<VisitNetTargets> targets = visits.stream().map(RecordTypesTest::targets).toList();
    Path file = folder.resolve("visit.safetensors");
    try (VisitNetTrainer trainer = VisitNetTrainer.builder().seed(1).build()) {
      trainer.fit(visits, targets).epochs(20).batchSize(64).validationSplit(0.2).quiet().run();
      List<VisitNetInputs> later = visits(300, 2);
      Evaluation evaluation =
          trainer.evaluate(later, later.stream().map(RecordTypesTest::targets).toList());
      assertThat(evaluation.output("outcome").accuracy()).isGreaterThan(0.97);
      assertThat(evaluation.output("returns").accuracy()).isGreaterThan(0.97);
      assertThat(evaluation.output("level").accuracy()).isGreaterThan(0.97);
      assertThat(evaluation.output("days").mae()).isLessThan(0.3);
      trainer.save(file);
      try (VisitNetModel model = VisitNetModel.load(file)) {
        for (VisitNetInputs visit : later.subList(0, 50)) {
          VisitNetPrediction prediction = model.predict(visit.patient(), visit.ward());
          VisitNetTargets wanted = targets(visit);
          assertThat(prediction.outcome()).isEqualTo(wanted.outcome());
          assertThat(prediction.returns()).isEqualTo(wanted.returns());
          assertThat(prediction.level()).isEqualTo(wanted.level());
          assertThat(prediction.days()).isCloseTo((float) wanted.days(), within(0.8f));
          assertThat(prediction.doses()[1]).isCloseTo(wanted.doses()[1], within(0.8f));
          assertThat(prediction.hidden()).hasSize(24);
          assertThat(model.outcomeProbabilities(visit).get(wanted.outcome())).isGreaterThan(0.5f);
          assertThat(model.returnsProbability(visit) > 0.5f).isEqualTo(wanted.returns());
        }
      }
    }
  }

  @Test
  void valuesAreNumbersAndTheirScaleIsUndone() throws IOException {
    Random random = new Random(1);
    List<House> houses = new ArrayList<>();
    List<Double> prices = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      House house =
          new House(
              50 + 100 * random.nextDouble(),
              random.nextBoolean() ? "Paris" : "Brest",
              random.nextBoolean());
      houses.add(house);
      prices.add(house.area() * (house.town().equals("Paris") ? 10_000 : 3_000));
    }
    Path file = folder.resolve("price.safetensors");
    try (PriceNetTrainer trainer = PriceNetTrainer.builder().seed(1).learningRate(0.01).build()) {
      trainer.fit(houses, prices).epochs(60).standardizeTargets().quiet().run();
      assertThat(trainer.evaluate(houses, prices).r2()).isGreaterThan(0.99);
      trainer.save(file);
      try (PriceNetModel model = PriceNetModel.load(file)) {
        float price = model.predict(new House(100, "Paris", false));
        assertThat(price).isCloseTo(1_000_000, within(60_000f));
        assertThat(price).isEqualTo(trainer.predict(new House(100, "Paris", false)));
        // No step has changed the row of towns that training has not seen.
        INDArray table = trainer.layerNamed("house.town").weight();
        assertThat(table.getRow(32).toDoubleVector()).containsExactly(0, 0);
        assertThat(table.getRow(0).toDoubleVector()).isNotEqualTo(new double[] {0, 0});
      }
    }
  }

  @Test
  void yesOrNoIsABoolean() {
    List<LoginNet.Login> logins = new ArrayList<>();
    List<Boolean> frauds = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      logins.add(new LoginNet.Login(i % 10, i % 2 == 0 ? "FR" : "XX"));
      frauds.add(i % 2 == 1);
    }
    try (LoginNetTrainer trainer = LoginNetTrainer.builder().seed(1).learningRate(0.1).build()) {
      trainer.fit(logins, frauds).epochs(30).quiet().run();
      LoginNet.Login good = new LoginNet.Login(3, "FR");
      assertThat(trainer.predict(good)).isFalse();
      assertThat(trainer.probability(good)).isLessThan(0.3f);
      assertThat(trainer.predict(new LoginNet.Login(3, "XX"))).isTrue();
    }
  }

  @Test
  void predictionsIntoGivenBuffersMakeNoGarbage() throws IOException {
    List<Customer> customers = Customers.of(300, 1);
    Path file = folder.resolve("churn.safetensors");
    try (ChurnNetTrainer trainer = ChurnNetTrainer.create()) {
      trainer.fit(customers, Customers.outcomes(customers)).epochs(1).quiet().run();
      trainer.save(file);
    }
    try (ChurnNetModel model = ChurnNetModel.load(file)) {
      float[] output = new float[2];
      long bytes = Long.MAX_VALUE;
      for (int round = 0; round < 20 && bytes > 0; round++) {
        bytes = Math.min(bytes, allocated(model, customers, output));
      }
      assertThat(bytes).isZero();
    }
  }

  private static long allocated(ChurnNetModel model, List<Customer> customers, float[] output) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Customer[] array = customers.toArray(Customer[]::new);
    int stays = 0;
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < 2_000; i++) {
      Customer customer = array[i % array.length];
      model.predict(customer, output);
      model.probabilities(customer, output);
      stays += model.predict(customer) == Outcome.STAYS ? 1 : 0;
    }
    long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertThat(stays).isPositive();
    return after - before;
  }

  static final class One {
    record Row(int a, String b) {}

    @Network
    static class Net {
      @Features(Row.class)
      Layer row;

      @CrossEntropy(classes = Plan.class)
      Layer plan;
    }
  }

  static final class Other {
    record OtherRow(int a, @Nullable String b) {}

    @Network
    static class Net {
      @Features(OtherRow.class)
      Layer row;

      @CrossEntropy(classes = Plan.class)
      Layer plan;
    }
  }

  static final class Swapped {
    record SwappedRow(String b, int a) {}

    @Network
    static class Net {
      @Features(SwappedRow.class)
      Layer row;

      @CrossEntropy(classes = Ward.Kind.class)
      Layer plan;
    }
  }

  @Test
  void aModelOfAnotherRecordIsRefused() throws IOException {
    Path file = folder.resolve("one.safetensors");
    try (RecordTypesTest_One_NetTrainer trainer = RecordTypesTest_One_NetTrainer.create()) {
      trainer.save(file);
    }
    assertThatThrownBy(() -> RecordTypesTest_Other_NetModel.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "component 2 is b (text, at most 32) in the file, b (text, at most 32, may be missing) in"
                + " the class");
    assertThatThrownBy(() -> RecordTypesTest_Swapped_NetModel.load(file))
        .hasMessageContaining("component 1 is a (number) in the file, b (text, at most 32");
    try (RecordTypesTest_One_NetModel model = RecordTypesTest_One_NetModel.load(file)) {
      assertThatThrownBy(() -> model.predict(new One.Row(1, "x")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("does not know the scales and categories");
    }
  }
}
