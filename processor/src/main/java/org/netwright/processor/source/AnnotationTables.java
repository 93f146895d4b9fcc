package org.netwright.processor.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.netwright.processor.features.ClassEnum;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.LossKind.Targets;
import org.netwright.processor.kind.OptimizerKind;
import org.netwright.processor.kind.Scope;
import org.netwright.processor.layer.LayerKind;
import org.netwright.processor.layer.LayerKinds;
import org.netwright.processor.layer.Operation;
import org.netwright.processor.layer.Range;

/** The tables of annotations: how each is read. A new annotation is one entry here. */
final class AnnotationTables {

  /** The annotations of layers, by simple name. */
  static final Map<String, Function<MirrorReader, List<FieldAnnotation>>> LAYER = layer();

  /** The annotations of optimisers, by simple name. */
  static final Map<String, Function<MirrorReader, List<OptimizerDeclaration>>> OPTIMIZER =
      Map.of(
          "Sgd", annotation -> List.of(sgd(annotation)),
          "Adam", annotation -> List.of(adam(annotation)),
          "AdamW", annotation -> List.of(adamW(annotation)));

  /** The annotation for the order of layers. */
  static final Map<String, Function<MirrorReader, List<After>>> ORDER =
      Map.of("After", annotation -> List.of(after(annotation)));

  /** The annotation that limits the cost of a network. */
  static final Map<String, Function<MirrorReader, List<AnnotationUse>>> BUDGET =
      Map.of("Budget", annotation -> List.of(budget(annotation)));

  private AnnotationTables() {}

  private static Map<String, Function<MirrorReader, List<FieldAnnotation>>> layer() {
    Map<String, Function<MirrorReader, FieldAnnotation>> one = new HashMap<>();
    LayerKinds.ALL.forEach(kind -> one.put(kind.annotation(), operation(kind)));
    one.put("NoPenalty", annotation -> new NoPenaltyDeclaration(annotation.use()));
    one.put("Output", annotation -> new OutputDeclaration(annotation.use()));
    one.put(
        "SameAs", annotation -> new SameAsDeclaration(annotation.use(), annotation.name("value")));
    one.put("Repeat", AnnotationTables::repeat);
    one.put("MeanSquaredError", loss(LossKind.MEAN_SQUARED_ERROR));
    one.put("MeanAbsoluteError", loss(LossKind.MEAN_ABSOLUTE_ERROR));
    one.put("Huber", loss(LossKind.HUBER, Range.POSITIVE));
    one.put("CrossEntropy", loss(LossKind.CROSS_ENTROPY, Range.FRACTION));
    one.put("BinaryCrossEntropy", loss(LossKind.BINARY_CROSS_ENTROPY));
    one.put("Loss", AnnotationTables::ownLoss);
    Map<String, Function<MirrorReader, List<FieldAnnotation>>> table =
        new HashMap<>(RegularizerAnnotations.TABLE);
    one.forEach((name, reader) -> table.put(name, reader.andThen(List::of)));
    return Map.copyOf(table);
  }

  private static After after(MirrorReader annotation) {
    return new After(annotation.use(), annotation.name("value"));
  }

  private static RepeatDeclaration repeat(MirrorReader annotation) {
    int times = annotation.size("value");
    return new RepeatDeclaration(annotation.use(), times);
  }

  private static AnnotationUse budget(MirrorReader annotation) {
    annotation.number("parameters", Range.LIMIT);
    annotation.number("multiplyAdds", Range.LIMIT);
    annotation.number("bytes", Range.LIMIT);
    return annotation.use();
  }

  private static Function<MirrorReader, FieldAnnotation> operation(LayerKind<?> kind) {
    return annotation -> {
      Operation<?> operation = Operation.read(kind, annotation);
      return new OperationDeclaration(annotation.use(), operation);
    };
  }

  private static Function<MirrorReader, FieldAnnotation> loss(LossKind kind) {
    // The kind has no numbers.
    return loss(kind, Range.POSITIVE);
  }

  /** For a loss with numbers of one range. */
  private static Function<MirrorReader, FieldAnnotation> loss(LossKind kind, Range range) {
    return annotation -> {
      kind.numbers().forEach(member -> annotation.number(member, range));
      double weight = annotation.number("weight", Range.POSITIVE);
      Optional<ClassEnum> classes =
          kind == LossKind.CROSS_ENTROPY ? annotation.classEnum("classes") : Optional.empty();
      return new LossDeclaration(annotation.use(), kind, weight, classes);
    };
  }

  private static FieldAnnotation ownLoss(MirrorReader annotation) {
    OwnClass type = annotation.ownClass("value", OwnClass.Contract.LOSS);
    Targets targets = annotation.constant("targets", Targets.class);
    boolean hasWidth = annotation.isSet("targetWidth");
    if (hasWidth) {
      annotation.size("targetWidth");
    }
    double weight = annotation.number("weight", Range.POSITIVE);
    AnnotationUse use = annotation.use();
    Optional<Argument> width =
        hasWidth ? Optional.of(use.argument("targetWidth")) : Optional.empty();
    return new LossDeclaration(
        use,
        LossKind.OWN,
        weight,
        Optional.empty(),
        Optional.of(new OwnLoss(type, targets, width)));
  }

  private static OptimizerDeclaration sgd(MirrorReader annotation) {
    annotation.number("learningRate", Range.NOT_NEGATIVE);
    annotation.number("momentum", Range.FRACTION);
    return new OptimizerDeclaration(
        annotation.use(),
        OptimizerKind.SGD,
        annotation.flag("nesterov"),
        annotation.refOf("nesterov"),
        Scope.WEIGHT);
  }

  private static OptimizerDeclaration adam(MirrorReader annotation) {
    readAdam(annotation);
    return plain(annotation, OptimizerKind.ADAM, Scope.WEIGHT);
  }

  private static OptimizerDeclaration adamW(MirrorReader annotation) {
    readAdam(annotation);
    annotation.number("weightDecay", Range.NOT_NEGATIVE);
    Scope decayed = annotation.constant("on", Scope.class).onClass();
    return plain(annotation, OptimizerKind.ADAM_W, decayed);
  }

  private static OptimizerDeclaration plain(
      MirrorReader annotation, OptimizerKind kind, Scope decayed) {
    AnnotationUse use = annotation.use();
    return new OptimizerDeclaration(use, kind, false, use.ref(), decayed);
  }

  private static void readAdam(MirrorReader annotation) {
    annotation.number("learningRate", Range.NOT_NEGATIVE);
    annotation.number("beta1", Range.FRACTION);
    annotation.number("beta2", Range.FRACTION);
    annotation.number("epsilon", Range.POSITIVE);
  }
}
