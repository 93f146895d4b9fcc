package org.netwright.runtime;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A number that a schedule drives, the same all through a step. */
final class Scheduled {
  private final String name;
  private final Progress progress;
  private Schedule schedule;
  private double value;
  private long valueAt = -1;

  /**
   * Starts with a schedule.
   *
   * @param name of the number, for messages
   */
  Scheduled(String name, Schedule schedule, Progress progress) {
    this.name = name;
    this.schedule = schedule;
    this.progress = progress;
  }

  /**
   * Returns the number for the coming step, or in a step the one for it.
   *
   * @throws IllegalArgumentException if the schedule gives one that is out of range
   */
  double value() {
    long step = progress.steps();
    if (valueAt != step) {
      value = require(name, schedule.at(step));
      valueAt = step;
    }
    return value;
  }

  /**
   * Sets what drives the number from the next step on.
   *
   * @throws IllegalArgumentException if it gives a value out of range for the next step, or the
   *     trainer is closed
   */
  void schedule(Schedule newSchedule) {
    progress.requireOpen();
    Objects.requireNonNull(newSchedule, "schedule");
    double first = require(name, newSchedule.at(progress.steps()));
    schedule = newSchedule;
    value = first;
    valueAt = progress.steps();
  }

  /** Returns the number if it stays the same, and is no function of the step. */
  @Nullable Double constant() {
    return schedule instanceof ConstantSchedule constant ? constant.value() : null;
  }

  /** Forgets what it knows of the coming step, which has become another. */
  void resume() {
    valueAt = -1;
  }

  /** Returns the value, for a call in an assignment. */
  static double require(String name, double value) {
    if (!ConstantSchedule.isValid(value)) {
      throw new IllegalArgumentException(name + " must be finite and ≥ 0, got " + value);
    }
    return value;
  }
}
