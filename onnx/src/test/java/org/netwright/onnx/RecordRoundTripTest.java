package org.netwright.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.onnx.RecordNets.Address;
import org.netwright.onnx.RecordNets.Customer;
import org.netwright.onnx.RecordNets.Patient;
import org.netwright.onnx.RecordNets.Plan;
import org.netwright.onnx.RecordNets.Ward;

/** The encoder of records is in the file: inputs are the components, as they are. */
class RecordRoundTripTest {
  private static final String PROBABILITIES = ".probabilities";

  @TempDir private Path folder;

  @Test
  void aRecordOfAllKindsOfComponents() throws Exception {
    Random random = new Random(1);
    try (RecordNets_ChurnModel model = churn(customers(random, 200, 20))) {
      Path file = folder.resolve("churn.onnx");
      model.exportOnnx(file);
      try (OnnxFile onnx = new OnnxFile(file)) {
        assertThat(onnx.outputs()).containsExactly("outcome", "outcome" + PROBABILITIES);
        assertThat(onnx.metadata())
            .containsEntry("netwright.classes.outcome", "[\"STAYS\",\"LEAVES\"]");
        assertThat(onnx.input("age").type).isEqualTo(OnnxJavaType.DOUBLE);
        assertThat(onnx.input("plan").type).isEqualTo(OnnxJavaType.STRING);
        assertThat(onnx.input("newsletter").type).isEqualTo(OnnxJavaType.BOOL);
        assertThat(onnx.input("since").type).isEqualTo(OnnxJavaType.INT64);
        assertThat(onnx.input("usage").getShape()).containsExactly(-1, 3);
        for (int n : new int[] {1, 3, 70}) {
          // Among them are texts that training has not seen.
          compare(model, onnx, customers(random, n, 40));
        }
      }
    }
  }

  /** Training had one value, or none, of most components. */
  @Test
  void whatWasAlwaysTheSameChangesNothing() throws Exception {
    Random random = new Random(2);
    List<Customer> same = new ArrayList<>(customers(random, 1, 3));
    same.add(same.get(0));
    try (RecordNets_ChurnModel model = churn(same)) {
      Path file = folder.resolve("same.onnx");
      model.exportOnnx(file);
      try (OnnxFile onnx = new OnnxFile(file)) {
        compare(model, onnx, customers(random, 50, 40));
      }
    }
  }

  @Test
  void aConstantThatAnEnumHasNotIsAnError() throws Exception {
    List<Customer> customers = customers(new Random(3), 50, 10);
    try (RecordNets_ChurnModel model = churn(customers)) {
      Path file = folder.resolve("churn.onnx");
      model.exportOnnx(file);
      try (OnnxFile onnx = new OnnxFile(file)) {
        for (String input : List.of("plan", "wanted")) {
          Map<String, Object> inputs = inputs(customers.subList(0, 2));
          inputs.put(input, new String[][] {{"FREE"}, {"GOLD"}});
          assertThatThrownBy(() -> onnx.run(inputs))
              .isInstanceOf(OrtException.class)
              .hasMessageContaining("out of data bounds");
        }
      }
    }
  }

  @Test
  void severalRecordsAndOutputs() throws Exception {
    Path saved = folder.resolve("visit");
    Random random = new Random(4);
    List<RecordNets_VisitInputs> visits = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      visits.add(
          new RecordNets_VisitInputs(
              new Patient(random.nextInt(90), plan(random)),
              new Ward(plan(random), 1e9 + random.nextInt(30))));
    }
    try (RecordNets_VisitTrainer trainer = RecordNets_VisitTrainer.create()) {
      trainer.fitEncoder(visits);
      trainer.save(saved, Map.of("hospital", "North"));
    }
    RandomParameters.write(saved, 5);
    Path file = folder.resolve("visit.onnx");
    try (RecordNets_VisitModel model = RecordNets_VisitModel.load(saved)) {
      model.exportOnnx(file);
      try (OnnxFile onnx = new OnnxFile(file)) {
        assertThat(onnx.inputs())
            .containsExactly("patient.age", "patient.plan", "ward.plan", "ward.beds");
        assertThat(onnx.outputs())
            .containsExactly(
                "hidden",
                "course",
                "course" + PROBABILITIES,
                "days",
                "returns",
                "returns" + PROBABILITIES);
        assertThat(onnx.metadata())
            .containsEntry("hospital", "North")
            .containsEntry("netwright.network", "Visit")
            .containsEntry("netwright.classes.course", "[\"STAYS\",\"LEAVES\"]")
            .doesNotContainKey("netwright.classes.days");
        Map<String, Object> inputs = new LinkedHashMap<>();
        double[][] age = new double[40][1];
        double[][] beds = new double[40][1];
        String[][] patientPlan = new String[40][1];
        String[][] wardPlan = new String[40][1];
        for (int i = 0; i < 40; i++) {
          age[i][0] = visits.get(i).patient().age();
          beds[i][0] = visits.get(i).ward().beds();
          patientPlan[i][0] = visits.get(i).patient().plan().name();
          wardPlan[i][0] = visits.get(i).ward().plan().name();
        }
        inputs.put("patient.age", age);
        inputs.put("ward.beds", beds);
        inputs.put("patient.plan", patientPlan);
        inputs.put("ward.plan", wardPlan);
        Map<String, OnnxFile.Array> outputs = onnx.run(inputs);
        for (int i = 0; i < 40; i++) {
          RecordNets_VisitPrediction expected = model.predict(visits.get(i));
          assertThat(outputs.get("days").numbers()[i]).isCloseTo(expected.days(), within(1e-5f));
          assertThat(outputs.get("returns" + PROBABILITIES).numbers()[i] > 0.5)
              .isEqualTo(expected.returns());
        }
      }
    }
  }

  private RecordNets_ChurnModel churn(List<Customer> examples) throws Exception {
    Path saved = folder.resolve("churn");
    try (RecordNets_ChurnTrainer trainer = RecordNets_ChurnTrainer.create()) {
      trainer.fitEncoder(examples);
      trainer.save(saved);
    }
    RandomParameters.write(saved, 5);
    return RecordNets_ChurnModel.load(saved);
  }

  private static void compare(RecordNets_ChurnModel model, OnnxFile onnx, List<Customer> customers)
      throws Exception {
    Map<String, OnnxFile.Array> outputs = onnx.run(inputs(customers));
    float[] logits = new float[2];
    float[] probabilities = new float[2];
    for (int i = 0; i < customers.size(); i++) {
      model.predict(customers.get(i), logits);
      model.probabilities(customers.get(i), probabilities);
      for (int j = 0; j < 2; j++) {
        double tolerance = 1e-5 * Math.max(1, Math.abs(logits[j]));
        assertThat((double) outputs.get("outcome").numbers()[2 * i + j])
            .as("%s", customers.get(i))
            .isCloseTo(logits[j], within(tolerance));
        assertThat((double) outputs.get("outcome" + PROBABILITIES).numbers()[2 * i + j])
            .isCloseTo(probabilities[j], within(1e-5));
      }
    }
  }

  private static List<Customer> customers(Random random, int n, int towns) {
    List<Customer> customers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Instant login = Instant.ofEpochSecond(random.nextLong(-4_000_000_000L, 4_000_000_000L));
      customers.add(
          new Customer(
              18 + random.nextInt(60),
              random.nextInt(4) == 0 ? null : 1e6 + 1000 * random.nextGaussian(),
              random.nextInt(3) == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(5)),
              random.nextBoolean(),
              random.nextInt(3) == 0 ? null : random.nextBoolean(),
              plan(random),
              random.nextInt(3) == 0 ? null : plan(random),
              "land " + random.nextInt(towns),
              random.nextInt(5) == 0
                  ? Optional.empty()
                  : Optional.of("town " + random.nextInt(towns)),
              plan(random),
              random.nextInt(5) == 0
                  ? Optional.empty()
                  : Optional.of("region " + random.nextInt(towns)),
              LocalDate.ofInstant(login, ZoneOffset.UTC),
              random.nextInt(5) == 0
                  ? Optional.empty()
                  : Optional.of(LocalDateTime.ofInstant(login, ZoneOffset.UTC)),
              login.plusSeconds(random.nextInt(100_000)),
              new float[] {
                (float) random.nextGaussian(), random.nextFloat(), 100 + random.nextFloat()
              },
              random.nextInt(5) == 0
                  ? null
                  : new Address((float) (100 * random.nextDouble()), random.nextBoolean()),
              12));
    }
    return customers;
  }

  private static Plan plan(Random random) {
    return List.of(Plan.values()).get(random.nextInt(3));
  }

  /** The numbers as a user has them: NaN, an empty text and the least number are missing values. */
  private static Map<String, Object> inputs(List<Customer> customers) {
    int n = customers.size();
    Map<String, double[][]> numbers = new LinkedHashMap<>();
    Map<String, String[][]> texts = new LinkedHashMap<>();
    Map<String, long[][]> times = new LinkedHashMap<>();
    boolean[][] newsletter = new boolean[n][1];
    double[][] usage = new double[n][3];
    for (int i = 0; i < n; i++) {
      Customer c = customers.get(i);
      newsletter[i][0] = c.newsletter();
      for (int j = 0; j < 3; j++) {
        usage[i][j] = c.usage()[j];
      }
      put(numbers, "age", n, i, c.age());
      put(numbers, "income", n, i, c.income() == null ? Double.NaN : c.income());
      put(numbers, "children", n, i, c.children().isEmpty() ? Double.NaN : c.children().getAsInt());
      put(numbers, "married", n, i, c.married() == null ? Double.NaN : c.married() ? 1 : 0);
      Address address = c.address();
      put(numbers, "address.distance", n, i, address == null ? Double.NaN : address.distance());
      put(
          numbers,
          "address.central",
          n,
          i,
          address == null ? Double.NaN : address.central() ? 1 : 0);
      put(numbers, "constant", n, i, c.constant());
      put(texts, "plan", n, i, c.plan().name());
      put(texts, "formerPlan", n, i, c.formerPlan() == null ? "" : c.formerPlan().name());
      put(texts, "country", n, i, c.country());
      put(texts, "town", n, i, c.town().orElse(""));
      put(texts, "wanted", n, i, c.wanted().name());
      put(texts, "region", n, i, c.region().orElse(""));
      put(times, "since", n, i, 86_400 * c.since().toEpochDay());
      put(
          times,
          "lastLogin",
          n,
          i,
          c.lastLogin().map(time -> time.toEpochSecond(ZoneOffset.UTC)).orElse(Long.MIN_VALUE));
      put(
          times,
          "lastOrder",
          n,
          i,
          LocalDateTime.ofInstant(c.lastOrder(), ZoneId.of("Europe/Paris"))
              .toEpochSecond(ZoneOffset.UTC));
    }
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.putAll(numbers);
    inputs.putAll(texts);
    inputs.putAll(times);
    inputs.put("newsletter", newsletter);
    inputs.put("usage", usage);
    return inputs;
  }

  @Test
  void namesThatAreTakenAreRefused() throws Exception {
    Path saved = folder.resolve("ambiguous");
    List<RecordNets.Rower> rowers =
        List.of(
            new RecordNets.Rower(new RecordNets.Body(60, 1.7), 30),
            new RecordNets.Rower(new RecordNets.Body(80, 1.8), 40));
    try (RecordNets_AmbiguousTrainer trainer = RecordNets_AmbiguousTrainer.create()) {
      trainer.fitEncoder(rowers);
      trainer.save(saved);
    }
    Path file = folder.resolve("ambiguous.onnx");
    try (RecordNets_AmbiguousModel model = RecordNets_AmbiguousModel.load(saved)) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> model.exportOnnx(file))
          .withMessage(
              "Ambiguous cannot be exported: two values of the file would have the name body.weight;"
                  + " rename the layer, or the component of the record");
    }
    assertThat(file).doesNotExist();
  }

  private static void put(Map<String, double[][]> all, String name, int n, int i, double x) {
    all.computeIfAbsent(name, key -> new double[n][1])[i][0] = x;
  }

  private static void put(Map<String, String[][]> all, String name, int n, int i, String x) {
    all.computeIfAbsent(name, key -> new String[n][1])[i][0] = x;
  }

  private static void put(Map<String, long[][]> all, String name, int n, int i, long x) {
    all.computeIfAbsent(name, key -> new long[n][1])[i][0] = x;
  }
}
