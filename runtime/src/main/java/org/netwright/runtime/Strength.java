package org.netwright.runtime;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The strength of one penalty or decay of one layer, or the bound of a {@code @MaxNorm}. It may
 * change between steps, or from step to step by a {@link Schedule}.
 */
public sealed class Strength permits CustomPenalty {
  /** The index of a strength that is not a term of the loss. */
  static final int UNREPORTED = -1;

  private final String name;
  private final int index;
  private final Set<ParameterRole> roles;
  private final Scheduled scheduled;

  /**
   * Creates a strength with a schedule.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}, and where the layer has two of the
   *     kind, the parameter
   * @param index its place among the terms of the loss
   * @param roles the parameters it acts on; none for a penalty on the layer's output
   */
  Strength(String name, Schedule schedule, int index, Set<ParameterRole> roles, Progress progress) {
    this.name = name;
    this.index = index;
    this.roles = roles;
    this.scheduled = new Scheduled(name + ": the strength", schedule, progress);
  }

  /**
   * Returns the layer and the kind, as in {@code hidden.l1}; where the layer has two of the kind,
   * with the parameter, as in {@code hidden.l1.bias}.
   */
  public final String name() {
    return name;
  }

  /** Returns the name of the layer's field. */
  public final String layer() {
    return name.substring(0, name.indexOf('.'));
  }

  /** Returns the kind, as in {@code l1}. */
  public final String kind() {
    String rest = name.substring(name.indexOf('.') + 1);
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  /** Returns the parameters that it acts on: "weight", "bias", "weight and bias", or "output". */
  public final String scope() {
    return roles.isEmpty()
        ? "output"
        : roles.stream()
            .sorted()
            .map(role -> role == ParameterRole.WEIGHT ? "weight" : "bias")
            .collect(Collectors.joining(" and "));
  }

  /** Returns the strength in the next step. */
  public final double value() {
    return scheduled.value();
  }

  /**
   * Sets the strength, from the next step on.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if the strength is out of range
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   */
  public final void value(double strength) {
    schedule(new ConstantSchedule(strength));
  }

  /**
   * Sets a schedule for the strength, from the next step on.
   *
   * @throws IllegalArgumentException if its strength for the next step is out of range
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   */
  public final void schedule(Schedule schedule) {
    scheduled.schedule(schedule);
  }

  /**
   * Returns the schedule of a constant strength, for a call in an assignment.
   *
   * @param name the strength's name, for the message
   * @throws IllegalArgumentException if the strength is negative, infinite or not a number
   */
  public static Schedule constant(String name, double strength) {
    return new ConstantSchedule(Scheduled.require(name + ": the strength", strength));
  }

  final Scheduled scheduled() {
    return scheduled;
  }

  final boolean actsOn(ParameterRole role) {
    return roles.contains(role);
  }

  /** Returns its place among the terms of the loss. */
  final int index() {
    return index;
  }

  @Override
  public final String toString() {
    return name + " = " + value();
  }
}
