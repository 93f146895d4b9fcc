package org.netwright.samples.records;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.netwright.annotations.Calendar;
import org.netwright.annotations.CalendarPart;
import org.netwright.annotations.Category;
import org.netwright.annotations.Ignore;
import org.netwright.annotations.Length;

@SuppressWarnings("ArrayRecordComponent") // the network takes arrays too
record Customer(
    @Ignore String id,
    int age,
    Double income,
    OptionalInt children,
    boolean newsletter,
    Boolean married,
    Plan plan,
    @Nullable Plan formerPlan,
    @Category(atMost = 3) Optional<String> town,
    @Calendar({CalendarPart.MONTH, CalendarPart.EPOCH_DAY}) LocalDate since,
    @Length(2) float[] usage,
    @Nullable Address address) {

  Customer withTown(@Nullable String other) {
    return new Customer(
        id,
        age,
        income,
        children,
        newsletter,
        married,
        plan,
        formerPlan,
        Optional.ofNullable(other),
        since,
        usage,
        address);
  }

  Customer withIncome(@Nullable Double other) {
    return new Customer(
        id,
        age,
        other,
        children,
        newsletter,
        married,
        plan,
        formerPlan,
        town,
        since,
        usage,
        address);
  }

  Customer withPlan(@Nullable Plan other) {
    return new Customer(
        id,
        age,
        income,
        children,
        newsletter,
        married,
        other,
        formerPlan,
        town,
        since,
        usage,
        address);
  }
}
