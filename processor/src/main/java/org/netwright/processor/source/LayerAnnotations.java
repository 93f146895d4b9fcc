package org.netwright.processor.source;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.netwright.processor.kind.Activation;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.OptimizerKind;
import org.netwright.processor.kind.Scope;
import org.netwright.processor.source.LayerPart.ActivationPart;
import org.netwright.processor.source.LayerPart.DropoutPart;
import org.netwright.processor.source.LayerPart.InputPart;
import org.netwright.processor.source.LayerPart.LinearPart;
import org.netwright.processor.source.LayerPart.LossPart;
import org.netwright.processor.source.LayerPart.NoPenaltyPart;

/** The tables of annotations: how each is read. A new annotation is one entry here. */
final class LayerAnnotations {

  /** The annotations of layers, by simple name. */
  static final Map<String, Function<AnnotationReader, List<LayerPart>>> LAYER =
      tables(
          Map.ofEntries(
              entry("Input", LayerAnnotations::input),
              entry("Linear", LayerAnnotations::linear),
              entry("Relu", activation(Activation.RELU)),
              entry("LeakyRelu", activation(Activation.LEAKY_RELU, Range.NOT_NEGATIVE)),
              entry("Tanh", activation(Activation.TANH)),
              entry("Sigmoid", activation(Activation.SIGMOID)),
              entry("Gelu", activation(Activation.GELU)),
              entry("Elu", activation(Activation.ELU, Range.NOT_NEGATIVE)),
              entry("Softplus", activation(Activation.SOFTPLUS)),
              entry("Silu", activation(Activation.SILU)),
              entry("Dropout", LayerAnnotations::dropout),
              entry("NoPenalty", annotation -> new NoPenaltyPart(annotation.use())),
              entry("MeanSquaredError", loss(LossKind.MEAN_SQUARED_ERROR)),
              entry("MeanAbsoluteError", loss(LossKind.MEAN_ABSOLUTE_ERROR)),
              entry("Huber", loss(LossKind.HUBER, "value", Range.POSITIVE)),
              entry("CrossEntropy", loss(LossKind.CROSS_ENTROPY, "labelSmoothing", Range.FRACTION)),
              entry("BinaryCrossEntropy", loss(LossKind.BINARY_CROSS_ENTROPY))),
          RegularizerAnnotations.TABLE);

  /** The annotations of optimisers, by simple name. */
  static final Map<String, Function<AnnotationReader, List<OptimizerDeclaration>>> OPTIMIZER =
      tables(
          Map.of(
              "Sgd", LayerAnnotations::sgd,
              "Adam", LayerAnnotations::adam,
              "AdamW", LayerAnnotations::adamW),
          Map.of());

  /** The annotation for the order of layers. */
  static final Map<String, Function<AnnotationReader, List<After>>> ORDER =
      Map.of("After", annotation -> List.of(after(annotation)));

  /** The annotation that limits the cost of a network. */
  static final Map<String, Function<AnnotationReader, List<AnnotationUse>>> BUDGET =
      Map.of("Budget", annotation -> List.of(budget(annotation)));

  private LayerAnnotations() {}

  /**
   * Merges a table of annotations that declare one part with one of annotations that declare
   * several.
   */
  private static <T> Map<String, Function<AnnotationReader, List<T>>> tables(
      Map<String, Function<AnnotationReader, T>> one,
      Map<String, Function<AnnotationReader, List<T>>> several) {
    Map<String, Function<AnnotationReader, List<T>>> table = new HashMap<>(several);
    one.forEach((name, reader) -> table.put(name, reader.andThen(List::of)));
    return Map.copyOf(table);
  }

  private static After after(AnnotationReader annotation) {
    return new After(annotation.use(), annotation.text("value"), annotation.refOf("value"));
  }

  private static AnnotationUse budget(AnnotationReader annotation) {
    annotation.number("parameters", Range.LIMIT);
    annotation.number("multiplyAdds", Range.LIMIT);
    annotation.number("bytes", Range.LIMIT);
    return annotation.use();
  }

  private static LayerPart input(AnnotationReader annotation) {
    annotation.numbers("value", Range.SIZE);
    return new InputPart(annotation.use());
  }

  private static LayerPart linear(AnnotationReader annotation) {
    int out = annotation.size("value");
    return new LinearPart(
        annotation.use(),
        out,
        annotation.flag("bias"),
        annotation.constant("init", Initializer.class));
  }

  private static LayerPart dropout(AnnotationReader annotation) {
    double rate = annotation.number("value", Range.FRACTION);
    return new DropoutPart(annotation.use(), rate);
  }

  private static Function<AnnotationReader, LayerPart> activation(Activation activation) {
    return annotation -> new ActivationPart(annotation.use(), activation);
  }

  private static Function<AnnotationReader, LayerPart> activation(
      Activation activation, Range range) {
    return annotation -> {
      annotation.number("value", range);
      return new ActivationPart(annotation.use(), activation);
    };
  }

  private static Function<AnnotationReader, LayerPart> loss(LossKind loss) {
    return annotation -> new LossPart(annotation.use(), loss);
  }

  private static Function<AnnotationReader, LayerPart> loss(
      LossKind loss, String member, Range range) {
    return annotation -> {
      annotation.number(member, range);
      return new LossPart(annotation.use(), loss);
    };
  }

  private static OptimizerDeclaration sgd(AnnotationReader annotation) {
    annotation.number("learningRate", Range.NOT_NEGATIVE);
    annotation.number("momentum", Range.FRACTION);
    return new OptimizerDeclaration(
        annotation.use(),
        OptimizerKind.SGD,
        annotation.flag("nesterov"),
        annotation.refOf("nesterov"),
        Scope.WEIGHT);
  }

  private static OptimizerDeclaration adam(AnnotationReader annotation) {
    readAdam(annotation);
    return plain(annotation, OptimizerKind.ADAM, Scope.WEIGHT);
  }

  private static OptimizerDeclaration adamW(AnnotationReader annotation) {
    readAdam(annotation);
    annotation.number("weightDecay", Range.NOT_NEGATIVE);
    Scope decayed = annotation.constant("on", Scope.class);
    return plain(annotation, OptimizerKind.ADAM_W, decayed);
  }

  private static OptimizerDeclaration plain(
      AnnotationReader annotation, OptimizerKind kind, Scope decayed) {
    AnnotationUse use = annotation.use();
    return new OptimizerDeclaration(use, kind, false, use.ref(), decayed);
  }

  private static void readAdam(AnnotationReader annotation) {
    annotation.number("learningRate", Range.NOT_NEGATIVE);
    annotation.number("beta1", Range.FRACTION);
    annotation.number("beta2", Range.FRACTION);
    annotation.number("epsilon", Range.POSITIVE);
  }
}
