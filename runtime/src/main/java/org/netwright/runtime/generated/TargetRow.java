package org.netwright.runtime.generated;

import org.jspecify.annotations.Nullable;

/** Takes the targets of an example, one call for each loss, in the order of the fields. */
public interface TargetRow {

  /** Takes a class as a constant of the enum of the classes. */
  void constant(@Nullable Enum<?> x);

  /** Takes a class as its number, from 0. */
  void classNumber(@Nullable Integer x);

  /** Takes an answer of yes or no. */
  void flag(@Nullable Boolean x);

  /** Takes a value. */
  void number(@Nullable Number x);

  /** Takes several values, or answers in [0, 1]. */
  void numbers(float @Nullable [] x);
}
