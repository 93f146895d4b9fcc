package org.netwright.processor.source;

import static java.util.Map.entry;
import static org.netwright.processor.kind.RegularizerKind.L1;
import static org.netwright.processor.kind.RegularizerKind.L2;
import static org.netwright.processor.kind.RegularizerKind.L2_DISTANCE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.netwright.processor.kind.Anchor;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.Scope;
import org.netwright.processor.layer.Range;

/** The table of penalties, decays and constraints: how each annotation is read. */
final class RegularizerAnnotations {
  static final Map<String, Function<MirrorReader, List<FieldAnnotation>>> TABLE =
      Map.ofEntries(
          entry("L1", one(RegularizerAnnotations::l1)),
          entry("L2", one(RegularizerAnnotations::l2)),
          entry("ElasticNet", RegularizerAnnotations::elasticNet),
          entry("GroupLasso", one(RegularizerAnnotations::groupLasso)),
          entry("Orthogonal", one(a -> grouped(a, RegularizerKind.ORTHOGONAL))),
          entry("Penalty", one(RegularizerAnnotations::custom)),
          entry("ActivityL1", one(a -> onWeight(a, RegularizerKind.ACTIVITY_L1))),
          entry("ActivityL2", one(a -> onWeight(a, RegularizerKind.ACTIVITY_L2))),
          entry("WeightDecay", one(RegularizerAnnotations::weightDecay)),
          entry("NonNegative", one(RegularizerAnnotations::nonNegative)),
          entry("MaxNorm", one(a -> grouped(a, RegularizerKind.MAX_NORM))),
          entry("UnitNorm", one(RegularizerAnnotations::unitNorm)),
          entry("MinMaxNorm", one(RegularizerAnnotations::minMaxNorm)));

  private RegularizerAnnotations() {}

  private static Function<MirrorReader, List<FieldAnnotation>> one(
      Function<MirrorReader, FieldAnnotation> reader) {
    return reader.andThen(List::of);
  }

  private static FieldAnnotation l1(MirrorReader annotation) {
    double strength = strength(annotation, "value");
    boolean proximal = annotation.flag("proximal");
    return part(annotation.use(), L1, strength, on(annotation), Optional.empty(), proximal);
  }

  private static FieldAnnotation l2(MirrorReader annotation) {
    double strength = strength(annotation, "value");
    Anchor towards = annotation.constant("towards", Anchor.class);
    RegularizerKind kind = towards == Anchor.ZERO ? L2 : L2_DISTANCE;
    return part(annotation.use(), kind, strength, on(annotation), Optional.empty(), false);
  }

  private static List<FieldAnnotation> elasticNet(MirrorReader annotation) {
    double l1 = strength(annotation, "l1");
    double l2 = strength(annotation, "l2");
    AnnotationUse use = annotation.use();
    Scope on = on(annotation);
    boolean proximal = annotation.flag("proximal");
    return List.of(
        part(use, L1, l1, on, Optional.empty(), proximal),
        part(use, L2, l2, on, Optional.empty(), false));
  }

  private static FieldAnnotation groupLasso(MirrorReader annotation) {
    double strength = strength(annotation, "value");
    boolean proximal = annotation.flag("proximal");
    Optional<Axis> axis = axis(annotation);
    return part(
        annotation.use(), RegularizerKind.GROUP_LASSO, strength, on(annotation), axis, proximal);
  }

  private static FieldAnnotation custom(MirrorReader annotation) {
    OwnClass type = annotation.ownClass("value", OwnClass.Contract.PENALTY);
    double strength = strength(annotation, "strength");
    return new RegularizerDeclaration(
        annotation.use(),
        RegularizerKind.CUSTOM,
        strength,
        on(annotation),
        Optional.empty(),
        false,
        Optional.of(type));
  }

  private static FieldAnnotation weightDecay(MirrorReader annotation) {
    double strength = strength(annotation, "value");
    return part(
        annotation.use(),
        RegularizerKind.WEIGHT_DECAY,
        strength,
        on(annotation),
        Optional.empty(),
        false);
  }

  private static FieldAnnotation nonNegative(MirrorReader annotation) {
    return part(
        annotation.use(), RegularizerKind.NON_NEGATIVE, 0, on(annotation), Optional.empty(), false);
  }

  private static FieldAnnotation unitNorm(MirrorReader annotation) {
    return part(
        annotation.use(), RegularizerKind.UNIT_NORM, 0, on(annotation), axis(annotation), false);
  }

  private static FieldAnnotation minMaxNorm(MirrorReader annotation) {
    annotation.number("min", Range.NOT_NEGATIVE);
    annotation.number("max", Range.NOT_NEGATIVE);
    annotation.number("rate", Range.POSITIVE_FRACTION);
    return part(
        annotation.use(), RegularizerKind.MIN_MAX_NORM, 0, on(annotation), axis(annotation), false);
  }

  private static FieldAnnotation grouped(MirrorReader annotation, RegularizerKind kind) {
    double strength = strength(annotation, "value");
    return part(annotation.use(), kind, strength, on(annotation), axis(annotation), false);
  }

  private static FieldAnnotation onWeight(MirrorReader annotation, RegularizerKind kind) {
    double strength = strength(annotation, "value");
    return part(annotation.use(), kind, strength, Scope.WEIGHT, Optional.empty(), false);
  }

  private static double strength(MirrorReader annotation, String member) {
    return annotation.number(member, Range.NOT_NEGATIVE);
  }

  private static Scope on(MirrorReader annotation) {
    return annotation.constant("on", Scope.class);
  }

  private static Optional<Axis> axis(MirrorReader annotation) {
    return Optional.of(annotation.constant("axis", Axis.class));
  }

  private static RegularizerDeclaration part(
      AnnotationUse use,
      RegularizerKind kind,
      double strength,
      Scope scope,
      Optional<Axis> axis,
      boolean proximal) {
    return new RegularizerDeclaration(use, kind, strength, scope, axis, proximal, Optional.empty());
  }
}
