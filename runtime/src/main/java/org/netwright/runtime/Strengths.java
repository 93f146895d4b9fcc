package org.netwright.runtime;

import java.util.List;

/**
 * The strengths that were declared on a layer: those on all of its parameters ({@link Layer}
 * itself), or on one of them ({@link Layer#on}).
 *
 * <p>A new value takes effect at the next step; a {@link Schedule} gives a value for each step. A
 * strength that was not declared is not in the generated code: to ask for it is an error, because
 * it would have no effect. Applications do not implement this interface.
 */
public interface Strengths {

  /** Returns all strengths. */
  List<Strength> strengths();

  /**
   * Returns the strength of a kind, as in {@code hidden.strength("groupLasso").value(0.02)}.
   *
   * @param kind the name of its annotation in lower camel case: {@code l1}, {@code l2}, {@code
   *     groupLasso}, {@code orthogonal}, {@code activityL1}, {@code activityL2}, {@code
   *     weightDecay}, or {@code maxNorm}, whose strength is the bound; or the simple name of your
   *     own penalty class, beginning with a small letter
   * @throws IllegalArgumentException if there is no such kind
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  Strength strength(String kind);

  /**
   * Returns the strength of your own penalty class.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of it
   */
  Strength strength(Class<? extends ParameterPenalty> penalty);

  /**
   * Returns the strength of the L1 penalty {@code λ · Σ|p|}.
   *
   * @throws IllegalStateException as {@link #strength(String)}
   */
  default double l1() {
    return strength("l1").value();
  }

  /**
   * Sets the strength of the L1 penalty.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException as {@link #strength(String)} and {@link Strength#value(double)}
   */
  default void l1(double strength) {
    strength("l1").value(strength);
  }

  /** Sets a schedule for the strength of the L1 penalty; otherwise as with a number. */
  default void l1(Schedule schedule) {
    strength("l1").schedule(schedule);
  }

  /**
   * Returns the strength of the L2 penalty {@code λ · Σp²}, which has no factor of ½.
   *
   * @throws IllegalStateException as {@link #strength(String)}
   */
  default double l2() {
    return strength("l2").value();
  }

  /**
   * Sets the strength of the L2 penalty.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException as {@link #strength(String)} and {@link Strength#value(double)}
   */
  default void l2(double strength) {
    strength("l2").value(strength);
  }

  /** Sets a schedule for the strength of the L2 penalty; otherwise as with a number. */
  default void l2(Schedule schedule) {
    strength("l2").schedule(schedule);
  }
}
