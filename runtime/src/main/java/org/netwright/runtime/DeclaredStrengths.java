package org.netwright.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The strengths that a layer, or one of its parameters, was declared with. */
final class DeclaredStrengths {
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

  /** Creates the strengths on all parameters of a layer. */
  DeclaredStrengths(String layer, List<Strength> strengths) {
    this(layer, "(0)", strengths);
  }

  /** Creates the strengths on one parameter of a layer. */
  DeclaredStrengths(String layer, ParameterRole role, List<Strength> strengths) {
    this(
        layer + "." + role.name().toLowerCase(Locale.ROOT),
        role == ParameterRole.WEIGHT ? "(0)" : "(value = 0, on = Scope.%s)".formatted(role),
        strengths);
  }

  /**
   * Creates the strengths of an owner.
   *
   * @param owner the name of the layer or the parameter, for messages
   * @param arguments the arguments of an annotation that is among them, at strength 0
   */
  private DeclaredStrengths(String owner, String arguments, List<Strength> strengths) {
    this.owner = owner;
    this.arguments = arguments;
    this.strengths = strengths;
  }

  List<Strength> all() {
    return strengths;
  }

  /**
   * Returns the strength of a penalty class of the user.
   *
   * @throws IllegalStateException if there is none, or there are two
   */
  Strength ofClass(Class<? extends ParameterPenalty> type) {
    String annotation = "@Penalty(%s.class)".formatted(type.getSimpleName());
    return only(
        strength -> strength instanceof CustomPenalty custom && custom.isA(type),
        annotation,
        "@Penalty(value = %s.class, strength = 0)".formatted(type.getSimpleName()));
  }

  /**
   * Returns the strength of a kind, as in {@code l1}.
   *
   * @throws IllegalStateException if there is none, or there are two
   */
  Strength ofKind(String kind) {
    String annotation = "@" + ANNOTATIONS.get(kind);
    return only(strength -> strength.kind().equals(kind), annotation, annotation + arguments);
  }

  private Strength only(Predicate<Strength> isWanted, String annotation, String fix) {
    List<Strength> found = strengths.stream().filter(isWanted).toList();
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
