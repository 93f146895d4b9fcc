package org.netwright.samples.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.annotations.Concat;
import org.netwright.annotations.CrossEntropy;
import org.netwright.annotations.Features;
import org.netwright.annotations.Length;
import org.netwright.annotations.Network;
import org.netwright.runtime.Layer;

/**
 * What is in an {@code Optional} becomes numbers, an empty one is a missing value, null neither.
 */
class OptionalsTest {
  private static final Row FULL =
      new Row(
          OptionalInt.of(3),
          Optional.of(new Place(5)),
          Optional.of(new float[] {1, 2}),
          Optional.of(new double[] {3, 4}));
  private static final Row EMPTY =
      new Row(OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  @SuppressWarnings("ArrayRecordComponent") // the network takes arrays
  record Row(
      OptionalInt count,
      Optional<Place> place,
      @Length(2) Optional<float[]> floats,
      @Length(2) Optional<double[]> doubles) {}

  record Place(int distance) {}

  record Leg(int hours, Place to) {}

  record Trip(int persons, Leg leg) {}

  @Network
  static class TripNet {
    @Features(Trip.class)
    Layer trip;

    @CrossEntropy(classes = Plan.class)
    Layer plan;
  }

  @Network
  static class Net {
    @Features(Row.class)
    Layer row;

    @CrossEntropy(classes = Plan.class)
    Layer plan;
  }

  @Network
  static class Two {
    @Features(Place.class)
    Layer from;

    @Features(Place.class)
    Layer to;

    @Concat("from")
    Layer both;

    @CrossEntropy(classes = Plan.class)
    Layer plan;
  }

  /** Of two values, one missing, the mean is the other, so that both become 0. */
  @Test
  void emptyOnesAreMissing() {
    try (var trainer = OptionalsTest_NetTrainer.create()) {
      trainer.fitEncoder(List.of(FULL, EMPTY));
      Map<String, INDArray> encoded = trainer.encode(List.of(FULL, EMPTY));
      try (INDArray row = encoded.get("row")) {
        assertThat(row.toFloatMatrix())
            .isEqualTo(new float[][] {new float[10], {0, 1, 0, 1, 0, 0, 1, 0, 0, 1}});
      }
    }
  }

  @Test
  @SuppressWarnings({"NullOptional", "NullAway"}) // the mistake that is reported
  void nullIsRefused() {
    try (var trainer = OptionalsTest_NetTrainer.create()) {
      trainer.fitEncoder(List.of(FULL, EMPTY));
      Row noCount = new Row(null, FULL.place(), FULL.floats(), FULL.doubles());
      Row noPlace = new Row(FULL.count(), null, FULL.floats(), FULL.doubles());
      Row noFloats = new Row(FULL.count(), FULL.place(), null, FULL.doubles());
      assertThatThrownBy(() -> trainer.predict(noCount))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "count: expected an Optional, got null; use an empty one for a missing value");
      assertThatThrownBy(() -> trainer.encode(List.of(FULL, noPlace)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "place: expected an Optional, got null in example 1 (counted from 0); use an"
                  + " empty one for a missing value");
      assertThatThrownBy(() -> trainer.encode(List.of(noFloats)))
          .hasMessageStartingWith("floats: expected an Optional, got null in example 0");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // the mistake that is reported
  void oneOfSeveralRecordsIsNotNull() {
    try (var trainer = OptionalsTest_TwoTrainer.create()) {
      Place place = new Place(1);
      trainer.fitEncoder(List.of(new OptionalsTest_TwoInputs(place, place)));
      assertThatThrownBy(() -> trainer.predict(place, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("to: expected a record, got null");
      var half = new OptionalsTest_TwoInputs(null, place);
      assertThatThrownBy(() -> trainer.encode(List.of(half)))
          .hasMessage("from: expected a record, got null in example 0 (counted from 0)");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // the mistake that is reported
  void aRecordInARecordIsNotNull() {
    try (var trainer = OptionalsTest_TripNetTrainer.create()) {
      Trip trip = new Trip(2, new Leg(3, new Place(1)));
      trainer.fitEncoder(List.of(trip));
      assertThatThrownBy(() -> trainer.predict(new Trip(2, null)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "leg: expected a record, got null; if it may be missing, declare it @Nullable or"
                  + " Optional");
      assertThatThrownBy(() -> trainer.encode(List.of(trip, new Trip(2, new Leg(3, null)))))
          .hasMessage(
              "leg.to: expected a record, got null in example 1 (counted from 0); if it may be"
                  + " missing, declare it @Nullable or Optional");
    }
  }

  @Test
  @SuppressWarnings({"NullOptional", "NullAway"}) // the mistakes that are reported
  void onlyAWholeRecordMayBeMissing() {
    try (var trainer = OptionalsTest_VisitNetTrainer.create()) {
      Visit full = new Visit(1, Optional.of(new Guest("Ann", 30)));
      Visit empty = new Visit(2, Optional.empty());
      trainer.fitEncoder(List.of(full, full, empty));
      trainer.predict(empty);
      assertThatThrownBy(() -> trainer.predict(new Visit(1, Optional.of(new Guest(null, 30)))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "guest.name: expected a value, got null; if it may be missing, declare it @Nullable or"
                  + " Optional");
      assertThatThrownBy(() -> trainer.predict(new Visit(1, null)))
          .hasMessage(
              "guest: expected an Optional, got null; use an empty one for a missing value");
    }
  }

  record Guest(String name, int age) {}

  record Visit(int nights, Optional<Guest> guest) {}

  @Network
  static class VisitNet {
    @Features(Visit.class)
    Layer visit;

    @CrossEntropy(classes = Plan.class)
    Layer plan;
  }
}
