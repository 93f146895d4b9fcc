package org.netwright.benchmarks.runner;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One measure of all competitors, or of Netwright alone.
 *
 * @param values lower is better, unless a share
 */
record Row(String name, Unit unit, Map<Competitor, Double> values, List<Goal> goals) {

  Row {
    values = Map.copyOf(values);
    goals = List.copyOf(goals);
  }

  /** A row of Netwright alone. */
  static Row own(String name, Unit unit, double value, Goal... goals) {
    return new Row(name, unit, Map.of(Competitor.NETWRIGHT, value), List.of(goals));
  }

  /** Returns a competitor's value, if it has one. */
  OptionalDouble value(Competitor competitor) {
    Double value = values.get(competitor);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Returns how many times Netwright's value another's is, if both have one. */
  OptionalDouble ratio(Competitor other) {
    OptionalDouble own = value(Competitor.NETWRIGHT);
    OptionalDouble others = value(other);
    return own.isPresent() && others.isPresent()
        ? OptionalDouble.of(others.getAsDouble() / own.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Returns the goals in words, empty if there are none. */
  String goal() {
    return String.join(", ", goals.stream().map(Goal::text).toList());
  }

  /** Returns for each goal "met" or "not met". */
  String met() {
    return String.join(
        ", ", goals.stream().map(g -> g.reached().test(this) ? "met" : "not met").toList());
  }
}
