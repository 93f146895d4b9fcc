package org.netwright.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.netwright.processor.features.ClassEnum;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.LossDeclaration;

/**
 * The types that a network that takes records has for its examples, targets and predictions. One
 * record, target or output is of its own type; of several there is a generated record.
 */
final class ExampleTypes {
  private final ClassDeclaration network;
  private final Map<String, FeatureRecord> records;
  private final List<ShapedLayer> losses;
  private final List<ShapedLayer> outputs;

  ExampleTypes(ShapedNetwork network) {
    this.network = network.declaration().type();
    this.records = network.wired().records();
    this.losses = network.losses();
    this.outputs = network.outputs();
  }

  /** What a number of an output stands for. */
  enum Meaning {
    CONSTANT,
    CLASS_NUMBER,
    FLAG,
    NUMBER,
    NUMBERS
  }

  ClassName encoder() {
    return inPackage(network.encoderName());
  }

  /** The type of an example. */
  TypeName example() {
    return hasSeveralInputs() ? inPackage(network.inputsName()) : typeOf(onlyRecord());
  }

  boolean hasSeveralInputs() {
    return records.size() > 1;
  }

  private FeatureRecord onlyRecord() {
    return records.values().iterator().next();
  }

  static ClassName typeOf(FeatureRecord record) {
    return RuntimeTypes.of(record.type());
  }

  Map<String, FeatureRecord> records() {
    return records;
  }

  List<ShapedLayer> losses() {
    return losses;
  }

  List<ShapedLayer> outputs() {
    return outputs;
  }

  /** The type of a target. */
  TypeName target() {
    return losses.size() > 1 ? inPackage(network.targetsName()) : target(losses.get(0));
  }

  /** The type of a prediction. */
  TypeName prediction() {
    ShapedLayer first = outputs.get(0);
    return outputs.size() > 1 ? PredictionWriter.name(network) : boxed(first, meaning(first));
  }

  /** The components of the record of several inputs. */
  List<ParameterSpec> inputComponents() {
    List<ParameterSpec> components = new ArrayList<>();
    records.forEach(
        (field, record) -> components.add(ParameterSpec.builder(typeOf(record), field).build()));
    return components;
  }

  /** The components of the record of several targets. */
  List<ParameterSpec> targetComponents() {
    return losses.stream()
        .map(
            loss ->
                ParameterSpec.builder(
                        meaningOfTarget(loss) == Meaning.NUMBER
                            ? TypeName.DOUBLE
                            : component(loss, meaningOfTarget(loss)),
                        loss.name())
                    .build())
        .toList();
  }

  /** The components of the record of several outputs. */
  List<ParameterSpec> predictionComponents() {
    return outputs.stream()
        .map(
            output ->
                ParameterSpec.builder(component(output, meaning(output)), output.name()).build())
        .toList();
  }

  /** What a prediction of an output is. */
  static Meaning meaning(ShapedLayer layer) {
    return meaning(layer, layer.output());
  }

  /** What a target of an output is, which may have another shape. */
  static Meaning meaningOfTarget(ShapedLayer layer) {
    LossDeclaration loss = layer.declaration().loss().orElseThrow();
    return meaning(layer, loss.targetShape(layer.output()));
  }

  private static Meaning meaning(ShapedLayer layer, Shape shape) {
    Optional<LossDeclaration> loss = layer.declaration().loss();
    return switch (loss.map(LossDeclaration::targets).orElse(LossKind.Targets.VALUES)) {
      case CLASSES -> classes(layer).isPresent() ? Meaning.CONSTANT : Meaning.CLASS_NUMBER;
      case PROBABILITIES -> shape.elements() == 1 ? Meaning.FLAG : Meaning.NUMBERS;
      case VALUES, OWN -> shape.elements() == 1 ? Meaning.NUMBER : Meaning.NUMBERS;
    };
  }

  static Optional<ClassEnum> classes(ShapedLayer layer) {
    return layer.declaration().loss().flatMap(LossDeclaration::classes);
  }

  /** The name of the list of the classes of an output: {@code OUTCOME_CLASSES}. */
  static String classesConstant(ShapedLayer layer) {
    String words = layer.name().replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", "_");
    return words.toUpperCase(Locale.ROOT) + "_CLASSES";
  }

  private static TypeName component(ShapedLayer layer, Meaning meaning) {
    return switch (meaning) {
      case CONSTANT -> RuntimeTypes.of(classes(layer).orElseThrow().type());
      case CLASS_NUMBER -> TypeName.INT;
      case FLAG -> TypeName.BOOLEAN;
      case NUMBER -> TypeName.FLOAT;
      case NUMBERS -> ArrayTypeName.of(TypeName.FLOAT);
    };
  }

  private static TypeName boxed(ShapedLayer layer, Meaning meaning) {
    TypeName type = component(layer, meaning);
    return type.isPrimitive() ? type.box() : type;
  }

  private static TypeName target(ShapedLayer layer) {
    Meaning meaning = meaningOfTarget(layer);
    return meaning == Meaning.NUMBER ? ClassName.get(Number.class) : boxed(layer, meaning);
  }

  private ClassName inPackage(String name) {
    return ClassName.get(network.packageName(), name);
  }
}
