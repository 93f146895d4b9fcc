package org.netwright.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.netwright.processor.features.ClassEnum;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.features.JavaType;
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

  /** The names of the constants of an encoder, by the outputs whose classes they hold. */
  private final NameAllocator constants = new NameAllocator();

  ExampleTypes(ShapedNetwork network) {
    this.network = network.declaration().type();
    this.records = network.wired().records();
    this.losses = network.losses();
    this.outputs = network.outputs();
    reserved().forEach(constants::newName);
    outputs.stream()
        .filter(output -> classes(output).isPresent())
        .forEach(output -> constants.newName(words(output.name()) + "_CLASSES", output.name()));
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
  String classesConstant(ShapedLayer layer) {
    return constants.get(layer.name());
  }

  /** {@code LAST_VISIT} for {@code lastVisit}. */
  private static String words(String name) {
    return name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", "_").toUpperCase(Locale.ROOT);
  }

  /** The names that variables of an encoder cannot have, because they would hide what it names. */
  private Set<String> reserved() {
    Set<String> names = new LinkedHashSet<>(List.of("java", "javax", "org"));
    ofUser()
        .forEach(
            type -> {
              names.add(type.simpleNames().get(0));
              names.add(type.packageName().replaceFirst("\\..*", ""));
            });
    names.remove("");
    return names;
  }

  /** The names of the variables of a method, which hide nothing. */
  NameAllocator variables() {
    NameAllocator names = new NameAllocator();
    reserved().forEach(names::newName);
    return names;
  }

  /** The name of the first variable of a method. */
  String variable(String name) {
    return variables().newName(name);
  }

  /** The user's types that code for examples, targets and predictions names. */
  Stream<JavaType> ofUser() {
    return records.isEmpty()
        ? Stream.empty()
        : Stream.concat(
            records.values().stream().flatMap(FeatureRecord::types),
            outputs.stream().flatMap(output -> classes(output).stream()).map(ClassEnum::type));
  }

  /** Whether code that names them is warned. */
  boolean areDeprecated() {
    return records.values().stream().anyMatch(FeatureRecord::refersToDeprecated)
        || (!records.isEmpty()
            && outputs.stream()
                .flatMap(output -> classes(output).stream())
                .anyMatch(ClassEnum::isDeprecated));
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
