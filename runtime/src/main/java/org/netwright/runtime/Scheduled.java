package org.netwright.runtime;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A number that a schedule sets: it is the same throughout a step. */
final class Scheduled {
  private final String name;
  private final Progress progress;
  private Schedule schedule;
  private double value;
  private long valueAt = -1;

  /**
   * Starts with a schedule.
   *
   * @param name the name of the number, for messages
   */
  Scheduled(String name, Schedule schedule, Progress progress) {
    this.name = name;
    this.schedule = schedule;
    this.progress = progress;
  }

  /**
   * Returns the number for the next step, or within a step the number for that step.
   *
   * @throws IllegalArgumentException if the schedule gives a number out of range
   */
  double value() {
    long step = progress.steps();
    if (valueAt == step) {
      return value;
    }
    TrainerGuard guard = progress.guard();
    if (guard.isMine()) {
      return ask(step, guard.enter(TrainerGuard.Call.SCHEDULE));
    }
    if (guard.tryEnter()) {
      return ask(step, null);
    }
    // Another thread trains: only that one may write here.
    return require(name, schedule.at(step));
  }

  private double ask(long step, TrainerGuard.@Nullable Call outer) {
    try {
      value = require(name, schedule.at(step));
      valueAt = step;
      return value;
    } finally {
      progress.guard().leave(outer);
    }
  }

  /**
   * Sets the schedule of the number, from the next step on.
   *
   * @throws IllegalArgumentException if it gives a value out of range for the next step
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   */
  void schedule(Schedule newSchedule) {
    TrainerGuard guard = progress.guard();
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.SET);
    try {
      Objects.requireNonNull(newSchedule, "schedule");
      double first = require(name, newSchedule.at(progress.steps()));
      schedule = newSchedule;
      value = first;
      valueAt = progress.steps();
    } finally {
      guard.leave(outer);
    }
  }

  /** Returns the number if it is a constant; null if it depends on the step. */
  @Nullable Double constant() {
    return schedule instanceof ConstantSchedule constant ? constant.value() : null;
  }

  /** Forgets the number for the next step, because the next step has changed. */
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
