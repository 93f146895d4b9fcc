package org.netwright.runtime.internal.session;

import java.util.List;
import java.util.Locale;
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
  private static final List<String> KINDS =
      List.of(
          "l1",
          "l2",
          "groupLasso",
          "orthogonal",
          "activityL1",
          "activityL2",
          "weightDecay",
          "maxNorm");

  private final String owner;
  private final String arguments;
  private final List<StrengthValue> strengths;
  private final List<CustomPenalty> custom;

  /** Creates the strengths on all parameters of a layer. */
  DeclaredStrengths(String layer, List<StrengthValue> strengths, List<CustomPenalty> custom) {
    this(layer, "(0)", strengths, custom);
  }

  /** Creates the strengths of an owner, with the arguments of an annotation at strength 0. */
  private DeclaredStrengths(
      String owner, String arguments, List<StrengthValue> strengths, List<CustomPenalty> custom) {
    this.owner = owner;
    this.arguments = arguments;
    this.strengths = strengths;
    this.custom = custom;
  }

  /** Returns those that act on one parameter. */
  DeclaredStrengths on(ParameterRole role) {
    return new DeclaredStrengths(
        owner + "." + role.name().toLowerCase(Locale.ROOT),
        role == ParameterRole.WEIGHT ? "(0)" : "(value = 0, on = Scope.%s)".formatted(role),
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
    String name = penalty.getSimpleName();
    List<Strength> ofClass =
        custom.stream().filter(own -> own.isA(penalty)).map(CustomPenalty::strength).toList();
    return only(
        ofClass::contains,
        "@Penalty(%s.class)".formatted(name),
        "@Penalty(value = %s.class, strength = 0)".formatted(name));
  }

  @Override
  public Strength strength(String kind) {
    boolean declared = strengths.stream().anyMatch(strength -> strength.kind().equals(kind));
    if (!declared && !KINDS.contains(kind)) {
      throw new IllegalArgumentException(
          "there is no kind of strength named %s%s; the kinds are %s; for a penalty class use strength(%s)"
              .formatted(kind, Spelling.didYouMean(kind, KINDS), KINDS, "Own.class"));
    }
    String annotation = "@" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    return only(strength -> strength.kind().equals(kind), annotation, annotation + arguments);
  }

  private Strength only(Predicate<StrengthValue> isWanted, String annotation, String fix) {
    List<StrengthValue> found = strengths.stream().filter(isWanted).toList();
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "%s was declared without %s; add %s to the field, then it can be set here"
              .formatted(owner, annotation, fix));
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
