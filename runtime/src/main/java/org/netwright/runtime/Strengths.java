package org.netwright.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.netwright.runtime.parameters.ParameterRole;

/**
 * The strengths that were declared on a layer, to be read and set by kind: those on all of its
 * parameters ({@link Layer} itself), or on one of them ({@link Layer#on}).
 *
 * <p>What is set counts from the next step on; a {@link Schedule} sets it anew at each step. What
 * was never declared is not in the generated code, so that to set it would do nothing: it is an
 * error.
 */
public sealed class Strengths permits Layer {
  private static final Map<String, String> ANNOTATIONS =
      Map.of(
          "l1", "L1",
          "l2", "L2",
          "groupLasso", "GroupLasso",
          "orthogonal", "Orthogonal",
          "activityL1", "ActivityL1",
          "activityL2", "ActivityL2",
          "weightDecay", "WeightDecay",
          "maxNorm", "MaxNorm");

  private final String owner;
  private final String arguments;
  private final List<Strength> strengths;

  /** Those on all parameters of a layer. */
  Strengths(String layer, List<Strength> strengths) {
    this(layer, "(0)", strengths);
  }

  /** Those on one parameter of a layer. */
  Strengths(String layer, ParameterRole role, List<Strength> strengths) {
    this(
        layer + "." + role.name().toLowerCase(Locale.ROOT),
        role == ParameterRole.WEIGHT ? "(0)" : "(value = 0, on = Scope.%s)".formatted(role),
        strengths);
  }

  /**
   * The common end of both.
   *
   * @param owner whose they are, for messages
   * @param arguments what an annotation needs to be among them, at strength 0
   */
  private Strengths(String owner, String arguments, List<Strength> strengths) {
    this.owner = owner;
    this.arguments = arguments;
    this.strengths = strengths;
  }

  /** Returns all of them. */
  public final List<Strength> strengths() {
    return strengths;
  }

  /**
   * Returns the strength of the L1 penalty {@code λ · Σ|p|}.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double l1() {
    return find("l1").value();
  }

  /**
   * Sets the strength of the L1 penalty.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range, or the trainer is closed
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final void l1(double strength) {
    find("l1").value(strength);
  }

  /** Has a schedule set the strength of the L1 penalty; otherwise as with a number. */
  public final void l1(Schedule schedule) {
    find("l1").schedule(schedule);
  }

  /**
   * Returns the strength of the L2 penalty {@code λ · Σp²}, which has no factor of ½.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double l2() {
    return find("l2").value();
  }

  /**
   * Sets the strength of the L2 penalty.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range, or the trainer is closed
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final void l2(double strength) {
    find("l2").value(strength);
  }

  /** Has a schedule set the strength of the L2 penalty; otherwise as with a number. */
  public final void l2(Schedule schedule) {
    find("l2").schedule(schedule);
  }

  /**
   * Returns the strength of the group lasso {@code λ · Σ √|g| · ‖w_g‖₂}.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double groupLasso() {
    return find("groupLasso").value();
  }

  /**
   * Sets the strength of the group lasso.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range, or the trainer is closed
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final void groupLasso(double strength) {
    find("groupLasso").value(strength);
  }

  /** Has a schedule set the strength of the group lasso; otherwise as with a number. */
  public final void groupLasso(Schedule schedule) {
    find("groupLasso").schedule(schedule);
  }

  /**
   * Returns the strength of the penalty on vectors that are not orthogonal.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double orthogonal() {
    return find("orthogonal").value();
  }

  /**
   * Sets the strength of the penalty on vectors that are not orthogonal.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range, or the trainer is closed
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final void orthogonal(double strength) {
    find("orthogonal").value(strength);
  }

  /**
   * Has a schedule set the strength of the penalty on vectors that are not orthogonal; otherwise as
   * with a number.
   */
  public final void orthogonal(Schedule schedule) {
    find("orthogonal").schedule(schedule);
  }

  /**
   * Returns the strength of the L1 penalty on the output, {@code λ · Σ|a| / n}.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double activityL1() {
    return find("activityL1").value();
  }

  /**
   * Sets the strength of the L1 penalty on the output.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range, or the trainer is closed
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final void activityL1(double strength) {
    find("activityL1").value(strength);
  }

  /**
   * Has a schedule set the strength of the L1 penalty on the output; otherwise as with a number.
   */
  public final void activityL1(Schedule schedule) {
    find("activityL1").schedule(schedule);
  }

  /**
   * Returns the strength of the L2 penalty on the output, {@code λ · Σa² / n}.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double activityL2() {
    return find("activityL2").value();
  }

  /**
   * Sets the strength of the L2 penalty on the output.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range, or the trainer is closed
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final void activityL2(double strength) {
    find("activityL2").value(strength);
  }

  /**
   * Has a schedule set the strength of the L2 penalty on the output; otherwise as with a number.
   */
  public final void activityL2(Schedule schedule) {
    find("activityL2").schedule(schedule);
  }

  /**
   * Returns the strength of the decay, which acts times the learning rate.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double weightDecay() {
    return find("weightDecay").value();
  }

  /**
   * Sets the strength of the decay.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if it is out of range, or the trainer is closed
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final void weightDecay(double strength) {
    find("weightDecay").value(strength);
  }

  /** Has a schedule set the strength of the decay; otherwise as with a number. */
  public final void weightDecay(Schedule schedule) {
    find("weightDecay").schedule(schedule);
  }

  /**
   * Returns the bound that norms of groups of weights are kept within.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final double maxNorm() {
    return find("maxNorm").value();
  }

  /**
   * Sets the bound on norms.
   *
   * @param bound finite, at least 0
   * @throws IllegalArgumentException if it is out of range, or the trainer is closed
   * @throws IllegalStateException if the layer was declared without it, or with two of the kind
   */
  public final void maxNorm(double bound) {
    find("maxNorm").value(bound);
  }

  /** Has a schedule set the bound on norms; otherwise as with a number. */
  public final void maxNorm(Schedule schedule) {
    find("maxNorm").schedule(schedule);
  }

  /**
   * Returns the strength of a penalty of your own.
   *
   * @throws IllegalStateException if the layer was declared without it, or with two of it
   */
  public final double penalty(Class<? extends ParameterPenalty> type) {
    return find(type).value();
  }

  /**
   * Sets the strength of a penalty of your own.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if the strength is out of range, or the trainer is closed
   * @throws IllegalStateException if the layer was declared without it, or with two of it
   */
  public final void penalty(Class<? extends ParameterPenalty> type, double strength) {
    find(type).value(strength);
  }

  /** Has a schedule set the strength of a penalty of your own; otherwise as with a number. */
  public final void penalty(Class<? extends ParameterPenalty> type, Schedule schedule) {
    find(type).schedule(schedule);
  }

  private Strength find(Class<? extends ParameterPenalty> type) {
    String annotation = "@Penalty(%s.class)".formatted(type.getSimpleName());
    return only(
        strength -> strength instanceof CustomPenalty custom && custom.isA(type),
        annotation,
        "@Penalty(value = %s.class, strength = 0)".formatted(type.getSimpleName()));
  }

  private Strength find(String kind) {
    String annotation = "@" + ANNOTATIONS.get(kind);
    return only(strength -> strength.kind().equals(kind), annotation, annotation + arguments);
  }

  private Strength only(Predicate<Strength> isWanted, String annotation, String mend) {
    List<Strength> found = strengths.stream().filter(isWanted).toList();
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "%s was declared without %s; add %s to the field, then it can be set here"
              .formatted(owner, annotation, mend));
    }
    if (found.size() > 1) {
      throw new IllegalStateException(
          "%s was declared with two %s, %s; choose one, as in on(ParameterRole.BIAS)"
              .formatted(
                  owner,
                  annotation,
                  found.stream().map(Strength::name).collect(Collectors.joining(" and "))));
    }
    return found.get(0);
  }
}
