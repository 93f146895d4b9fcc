package org.netwright.runtime.internal.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.internal.check.Range;
import org.netwright.runtime.internal.schedule.ConstantSchedule;

/** A number that a schedule sets: it is the same throughout a step. */
public final class ScheduledValue {
  private final String name;
  private final StepCounter steps;
  private final TrainerGuard guard;
  private Schedule schedule;
  private double value;
  private long valueAt = -1;

  /**
   * Starts with a schedule.
   *
   * @param name the name of the number, for messages
   */
  ScheduledValue(String name, Schedule schedule, StepCounter steps, TrainerGuard guard) {
    this.name = name;
    this.schedule = schedule;
    this.steps = steps;
    this.guard = guard;
  }

  /**
   * Returns the number for the next step, or within a step the number for that step.
   *
   * @throws IllegalArgumentException if the schedule gives a number out of range
   */
  public double value() {
    long step = steps.done();
    if (valueAt == step) {
      return value;
    }
    if (guard.isMine()) {
      return ask(step, guard.enter(TrainerGuard.Call.SCHEDULE));
    }
    if (guard.tryEnter()) {
      return ask(step, null);
    }
    // Another thread trains: only that one may write here.
    return Range.requireNotNegative(name, schedule.at(step));
  }

  private double ask(long step, TrainerGuard.@Nullable Call outer) {
    try {
      value = Range.requireNotNegative(name, schedule.at(step));
      valueAt = step;
      return value;
    } finally {
      guard.leave(outer);
    }
  }

  /**
   * Sets the schedule of the number, from the next step on.
   *
   * @throws IllegalArgumentException if it gives a value out of range for the next step
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   */
  public void schedule(Schedule newSchedule) {
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.SET);
    try {
      Objects.requireNonNull(newSchedule, "schedule");
      double first = Range.requireNotNegative(name, newSchedule.at(steps.done()));
      schedule = newSchedule;
      value = first;
      valueAt = steps.done();
    } finally {
      guard.leave(outer);
    }
  }

  /** Returns what gives the numbers. */
  public Schedule schedule() {
    return schedule;
  }

  /** Returns the number if it is a constant; null if it depends on the step. */
  public @Nullable Double constant() {
    return schedule instanceof ConstantSchedule constant ? constant.value() : null;
  }

  /** Forgets the number for the next step, because the next step has changed. */
  void resume() {
    valueAt = -1;
  }
}
