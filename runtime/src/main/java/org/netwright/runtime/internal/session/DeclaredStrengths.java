package org.netwright.runtime.internal.session;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.netwright.runtime.ParameterPenalty;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Strengths;
import org.netwright.runtime.generated.CustomPenalty;
import org.netwright.runtime.internal.text.Spelling;

/** The strengths that a layer, or one of its parameters, was declared with. */
final class DeclaredStrengths implements Strengths {
  /** The names of the annotations in lower camel case. */
  static final List<String> KINDS =
      List.of(
          "l1",
          "l2",
          "groupLasso",
          "orthogonal",
          "activityL1",
          "activityL2",
          "weightDecay",
          "maxNorm");

  /** Those that act on groups of weights, which only these roles have. */
  private static final Set<String> KINDS_ON_GROUPS = Set.of("groupLasso", "orthogonal", "maxNorm");

  private static final Set<ParameterRole> ROLES_WITH_GROUPS =
      Set.of(ParameterRole.WEIGHT, ParameterRole.RECURRENT);

  private final String owner;
  private final Set<ParameterRole> roles;
  private final boolean isParameter;
  private final List<StrengthValue> strengths;
  private final List<CustomPenalty> custom;

  /**
   * Creates the strengths on all parameters of a layer.
   *
   * @param roles of its parameters
   */
  DeclaredStrengths(
      String layer,
      Set<ParameterRole> roles,
      List<StrengthValue> strengths,
      List<CustomPenalty> custom) {
    this(layer, roles, false, strengths, custom);
  }

  private DeclaredStrengths(
      String owner,
      Set<ParameterRole> roles,
      boolean isParameter,
      List<StrengthValue> strengths,
      List<CustomPenalty> custom) {
    this.owner = owner;
    this.roles = roles;
    this.isParameter = isParameter;
    this.strengths = strengths;
    this.custom = custom;
  }

  /** Returns those that act on one parameter. */
  DeclaredStrengths on(ParameterRole role) {
    return new DeclaredStrengths(
        owner + "." + Objects.requireNonNull(role, "role").name().toLowerCase(Locale.ROOT),
        roles.contains(role) ? Set.of(role) : Set.of(),
        true,
        strengths.stream().filter(strength -> strength.actsOn(role)).toList(),
        custom);
  }

  List<StrengthValue> values() {
    return strengths;
  }

  @Override
  public List<Strength> strengths() {
    return List.copyOf(strengths);
  }

  @Override
  public Strength strength(Class<? extends ParameterPenalty> penalty) {
    String name = Objects.requireNonNull(penalty, "penalty").getSimpleName();
    List<Strength> ofClass =
        custom.stream().filter(own -> own.isA(penalty)).map(CustomPenalty::strength).toList();
    return only(
        ofClass::contains,
        "@Penalty(%s.class)".formatted(name),
        "@Penalty(value = %s.class, strength = 0%s)".formatted(name, scope()),
        false);
  }

  @Override
  public Strength strength(String kind) {
    Objects.requireNonNull(kind, "kind");
    boolean declared = strengths.stream().anyMatch(strength -> strength.kind().equals(kind));
    if (!declared && !KINDS.contains(kind)) {
      throw new IllegalArgumentException(
          "%s has no strength named %s; the kinds are %s, and for your own class use strength(Own.class)%s"
              .formatted(owner, kind, String.join(", ", KINDS), Spelling.didYouMean(kind, KINDS)));
    }
    return KINDS.contains(kind)
        ? only(
            strength -> strength.kind().equals(kind),
            annotation(kind),
            use(kind),
            KINDS_ON_GROUPS.contains(kind))
        : only(strength -> strength.kind().equals(kind), "penalties " + kind, "", false);
  }

  private static String annotation(String kind) {
    return "@" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
  }

  /** Returns an annotation of a kind that changes nothing by itself. */
  private String use(String kind) {
    String value = kind.equals("maxNorm") ? "2" : "0";
    String scope = kind.startsWith("activity") ? "" : scope();
    return annotation(kind)
        + (scope.isEmpty() ? "(" + value + ")" : "(value = " + value + scope + ")");
  }

  /** Returns the argument that chooses the parameter; empty for the weight, the default. */
  private String scope() {
    return isParameter && !roles.isEmpty() && !roles.contains(ParameterRole.WEIGHT)
        ? ", on = Scope." + roles.iterator().next()
        : "";
  }

  private Strength only(
      Predicate<StrengthValue> isWanted, String annotation, String use, boolean isOnGroups) {
    List<StrengthValue> found = strengths.stream().filter(isWanted).toList();
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "%s was declared without %s; %s".formatted(owner, annotation, advice(use, isOnGroups)));
    }
    if (found.size() > 1) {
      throw new IllegalStateException(
          "%s was declared with two %s, %s; choose one, as in on(ParameterRole.%s)"
              .formatted(
                  owner,
                  annotation,
                  found.stream().map(Strength::name).collect(Collectors.joining(" and ")),
                  found.get(found.size() - 1).firstRole()));
    }
    return found.get(0);
  }

  private String advice(String use, boolean isOnGroups) {
    boolean isOnOutput = use.startsWith("@Activity");
    if (roles.isEmpty() && !isOnOutput) {
      return isParameter
          ? "there is no such parameter"
          : "%s has no parameters that it could act on".formatted(owner);
    }
    if (isParameter && isOnOutput) {
      return "it acts on the output of a layer, not on a parameter";
    }
    if (isParameter && isOnGroups && Collections.disjoint(roles, ROLES_WITH_GROUPS)) {
      return "it acts on weights only";
    }
    return "add %s to the field, then it can be set here".formatted(use);
  }
}
