package org.netwright.onnx;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Networks that take records. */
final class RecordNets {
  private RecordNets() {}

  /** The input of a component has the name of a parameter. */
  @Network
  static class Ambiguous {
    @Features(Rower.class)                 Layer rower;
    @Linear(3) @Relu                       Layer body;
    @Linear(1) @MeanSquaredError           Layer pace;
  }

  record Rower(Body body, int age) {}

  record Body(double weight, double height) {}

  @Network
  static class Churn {
    @Features(Customer.class)              Layer customer;
    @Linear(8) @Tanh                       Layer hidden;
    @CrossEntropy(classes = Outcome.class) Layer outcome;
  }

  @SuppressWarnings("ArrayRecordComponent") // what users write
  record Customer(
      int age,
      @Nullable Double income,
      OptionalInt children,
      boolean newsletter,
      @Nullable Boolean married,
      Plan plan,
      @Nullable Plan formerPlan,
      String country,
      @Category(atLeast = 3, atMost = 3) Optional<String> town,
      @Embedding(width = 3) Plan wanted,
      @Embedding(width = 2) @Category(atMost = 4) Optional<String> region,
      @Calendar({CalendarPart.MONTH, CalendarPart.EPOCH_DAY, CalendarPart.YEAR}) LocalDate since,
      @Calendar({CalendarPart.HOUR, CalendarPart.MINUTE, CalendarPart.DAY_OF_YEAR, CalendarPart.DAY_OF_MONTH}) Optional<LocalDateTime> lastLogin,
      @Calendar(value = CalendarPart.WEEKDAY, zone = "Europe/Paris") Instant lastOrder,
      @Length(3) float[] usage,
      @Nullable Address address,
      int constant) {}

  record Address(float distance, boolean central) {}

  enum Plan { FREE, BASIC, PRO }

  enum Outcome { STAYS, LEAVES }

  @Network
  static class Visit {
    @Features(Patient.class)              Layer patient;
    @Features(Ward.class)                 Layer ward;
    @After("patient") @Concat("ward")     Layer both;
    @Linear(6) @Tanh @Output              Layer hidden;
    @CrossEntropy(classes = Outcome.class) Layer course;
    @After("hidden") @Linear(1) @Huber(1) Layer days;
    @After("hidden") @Linear(1) @BinaryCrossEntropy Layer returns;
  }

  record Patient(int age, @Embedding(width = 3) Plan plan) {}

  record Ward(Plan plan, double beds) {}
}
