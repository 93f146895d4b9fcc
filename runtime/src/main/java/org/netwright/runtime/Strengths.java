package org.netwright.runtime;

import java.util.List;

/**
 * The strengths that were declared on a layer, by kind: those on all of its parameters ({@link
 * Layer} itself), or on one of them ({@link Layer#on}).
 *
 * <p>A new value takes effect at the next step; a {@link Schedule} gives a value for each step. A
 * strength that was not declared is not in the generated code: setting it is an error, because it
 * would have no effect.
 */
public sealed class Strengths permits Layer {
  private final DeclaredStrengths declared;

  Strengths(DeclaredStrengths declared) {
    this.declared = declared;
  }

  /** Returns all strengths. */
  public final List<Strength> strengths() {
    return declared.all();
  }

  /**
   * Returns the strength of the L1 penalty {@code λ · Σ|p|}.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double l1() {
    return declared.ofKind("l1").value();
  }

  /**
   * Sets the strength of the L1 penalty.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind,
   *     the trainer is closed, or another thread is in it
   */
  public final void l1(double strength) {
    declared.ofKind("l1").value(strength);
  }

  /** Sets a schedule for the strength of the L1 penalty; otherwise as with a number. */
  public final void l1(Schedule schedule) {
    declared.ofKind("l1").schedule(schedule);
  }

  /**
   * Returns the strength of the L2 penalty {@code λ · Σp²}, which has no factor of ½.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double l2() {
    return declared.ofKind("l2").value();
  }

  /**
   * Sets the strength of the L2 penalty.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind,
   *     the trainer is closed, or another thread is in it
   */
  public final void l2(double strength) {
    declared.ofKind("l2").value(strength);
  }

  /** Sets a schedule for the strength of the L2 penalty; otherwise as with a number. */
  public final void l2(Schedule schedule) {
    declared.ofKind("l2").schedule(schedule);
  }

  /**
   * Returns the strength of the group lasso {@code λ · Σ √|g| · ‖w_g‖₂}.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double groupLasso() {
    return declared.ofKind("groupLasso").value();
  }

  /**
   * Sets the strength of the group lasso.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind,
   *     the trainer is closed, or another thread is in it
   */
  public final void groupLasso(double strength) {
    declared.ofKind("groupLasso").value(strength);
  }

  /** Sets a schedule for the strength of the group lasso; otherwise as with a number. */
  public final void groupLasso(Schedule schedule) {
    declared.ofKind("groupLasso").schedule(schedule);
  }

  /**
   * Returns the strength of the penalty on vectors that are not orthogonal.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double orthogonal() {
    return declared.ofKind("orthogonal").value();
  }

  /**
   * Sets the strength of the penalty on vectors that are not orthogonal.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind,
   *     the trainer is closed, or another thread is in it
   */
  public final void orthogonal(double strength) {
    declared.ofKind("orthogonal").value(strength);
  }

  /**
   * Sets a schedule for the strength of the penalty on vectors that are not orthogonal; otherwise
   * as with a number.
   */
  public final void orthogonal(Schedule schedule) {
    declared.ofKind("orthogonal").schedule(schedule);
  }

  /**
   * Returns the strength of the L1 penalty on the output, {@code λ · Σ|a| / n}.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double activityL1() {
    return declared.ofKind("activityL1").value();
  }

  /**
   * Sets the strength of the L1 penalty on the output.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind,
   *     the trainer is closed, or another thread is in it
   */
  public final void activityL1(double strength) {
    declared.ofKind("activityL1").value(strength);
  }

  /**
   * Sets a schedule for the strength of the L1 penalty on the output; otherwise as with a number.
   */
  public final void activityL1(Schedule schedule) {
    declared.ofKind("activityL1").schedule(schedule);
  }

  /**
   * Returns the strength of the L2 penalty on the output, {@code λ · Σa² / n}.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double activityL2() {
    return declared.ofKind("activityL2").value();
  }

  /**
   * Sets the strength of the L2 penalty on the output.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind,
   *     the trainer is closed, or another thread is in it
   */
  public final void activityL2(double strength) {
    declared.ofKind("activityL2").value(strength);
  }

  /**
   * Sets a schedule for the strength of the L2 penalty on the output; otherwise as with a number.
   */
  public final void activityL2(Schedule schedule) {
    declared.ofKind("activityL2").schedule(schedule);
  }

  /**
   * Returns the strength of the decay, which is multiplied by the learning rate.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double weightDecay() {
    return declared.ofKind("weightDecay").value();
  }

  /**
   * Sets the strength of the decay.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind,
   *     the trainer is closed, or another thread is in it
   */
  public final void weightDecay(double strength) {
    declared.ofKind("weightDecay").value(strength);
  }

  /** Sets a schedule for the strength of the decay; otherwise as with a number. */
  public final void weightDecay(Schedule schedule) {
    declared.ofKind("weightDecay").schedule(schedule);
  }

  /**
   * Returns the bound on the norms of groups of weights.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double maxNorm() {
    return declared.ofKind("maxNorm").value();
  }

  /**
   * Sets the bound on norms.
   *
   * @param bound finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind,
   *     the trainer is closed, or another thread is in it
   */
  public final void maxNorm(double bound) {
    declared.ofKind("maxNorm").value(bound);
  }

  /** Sets a schedule for the bound on norms; otherwise as with a number. */
  public final void maxNorm(Schedule schedule) {
    declared.ofKind("maxNorm").schedule(schedule);
  }

  /**
   * Returns the strength of your own penalty class.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of it
   */
  public final double penalty(Class<? extends ParameterPenalty> type) {
    return declared.ofClass(type).value();
  }

  /**
   * Sets the strength of your own penalty class.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if the strength is out of range
   * @throws IllegalStateException if the layer was declared without it, or with two of it, the
   *     trainer is closed, or another thread is in it
   */
  public final void penalty(Class<? extends ParameterPenalty> type, double strength) {
    declared.ofClass(type).value(strength);
  }

  /** Sets a schedule for the strength of your own penalty class; otherwise as with a number. */
  public final void penalty(Class<? extends ParameterPenalty> type, Schedule schedule) {
    declared.ofClass(type).schedule(schedule);
  }
}
