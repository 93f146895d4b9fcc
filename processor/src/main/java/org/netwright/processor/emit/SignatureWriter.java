package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;

/**
 * Writes the methods of trainers and models that take inputs and targets under the names of their
 * fields, for networks with several of either.
 */
final class SignatureWriter {
  private static final ParameterSpec REPORT =
      ParameterSpec.builder(RuntimeTypes.LOSS_REPORT, "losses").build();

  private final ShapedNetwork network;
  private final ClassName prediction;
  private final Modifier[] visibility;
  private final NameAllocator names = new NameAllocator();

  /**
   * Writes for a network.
   *
   * @param prediction the record of several outputs
   */
  SignatureWriter(ShapedNetwork network, ClassName prediction, Modifier... visibility) {
    this.network = network;
    this.prediction = prediction;
    this.visibility = visibility;
    names.newName(REPORT.name());
    names.newName("all");
    // Parameters of these names would hide the classes.
    names.newName(Arrays.class.getSimpleName());
    names.newName(RuntimeTypes.LENGTHS.simpleName());
    given().forEach(layer -> names.newName(layer.name(), layer.name()));
    variable(network.inputs().stream())
        .forEach(
            layer -> {
              names.newName(layer.name() + "Lengths", lengths(layer));
              names.newName(layer.name() + "LengthsArray", lengthsArray(layer));
            });
  }

  /** The inputs whose sequences have different lengths. */
  private static Stream<ShapedLayer> variable(Stream<ShapedLayer> layers) {
    return layers.filter(SignatureWriter::hasLengths);
  }

  private static boolean hasLengths(ShapedLayer layer) {
    return layer.wired().input().isEmpty()
        && layer.output().lengths().equals(Optional.of(layer.name()));
  }

  /** The key of the name of the lengths of an input. */
  private static String lengths(ShapedLayer input) {
    return input.name() + ".lengths";
  }

  private Stream<ShapedLayer> given() {
    return Stream.concat(network.inputs().stream(), network.losses().stream());
  }

  /** The methods of a trainer. */
  List<MethodSpec> ofTrainer() {
    return List.of(step(), stepWithReport(), predict());
  }

  /** The methods of a model. */
  List<MethodSpec> ofModel() {
    return List.of(predict());
  }

  private MethodSpec step() {
    return method("step")
        .addJavadoc("Trains on one mini-batch.\n\n$L", parameters(given().toList()))
        .addJavadoc("@return the losses of this batch before the update\n")
        .addParameters(arrays(given()))
        .returns(RuntimeTypes.LOSS_REPORT)
        .addCode(
            withLengths(
                Code.statement(
                    "return step($L,$W$L)", list(network.inputs()), list(network.losses()))))
        .build();
  }

  private MethodSpec stepWithReport() {
    return method("step")
        .addJavadoc(
            "Trains on one mini-batch and writes its losses into an existing report.\n\n$L",
            parameters(given().toList()))
        .addJavadoc("@param $N from {@link #newReport()}; overwritten\n", REPORT.name())
        .addParameters(arrays(given()))
        .addParameter(REPORT)
        .addCode(
            withLengths(
                Code.statement(
                    "step($L,$W$L,$W$N)",
                    list(network.inputs()),
                    list(network.losses()),
                    REPORT.name())))
        .build();
  }

  private MethodSpec predict() {
    String what =
        network.outputs().size() == 1
            ? "the output for each row, " + network.outputs().get(0).output()
            : "the outputs for each row";
    MethodSpec.Builder method =
        method("predict")
            .addJavadoc("Returns $L; logits where the loss takes them.\n\n", what)
            .addJavadoc("$L", parameters(network.inputs()))
            .addParameters(arrays(network.inputs().stream()));
    if (network.outputs().size() == 1) {
      return method
          .returns(RuntimeTypes.ARRAY)
          .addCode(withLengths(Code.statement("return predict($L).get(0)", list(network.inputs()))))
          .build();
    }
    List<CodeBlock> outputs = new ArrayList<>();
    for (int i = 0; i < network.outputs().size(); i++) {
      outputs.add(CodeBlock.of("all.get($L)", i));
    }
    return method
        .returns(prediction)
        .addCode(
            withLengths(
                Code.statement(
                    "$T<$T> all = predict($L)",
                    List.class,
                    RuntimeTypes.ARRAY,
                    list(network.inputs())),
                Code.statement("return new $T($L)", prediction, CodeBlock.join(outputs, ", "))))
        .build();
  }

  /** Lengths are arrays in lists of inputs, which are freed after the call. */
  private CodeBlock withLengths(CodeBlock... statements) {
    CodeBlock call = CodeBlock.join(List.of(statements), "");
    List<CodeBlock> resources =
        variable(network.inputs().stream())
            .map(
                layer ->
                    CodeBlock.of(
                        "$T $N = $T.array($S, $N)",
                        RuntimeTypes.ARRAY,
                        names.get(lengthsArray(layer)),
                        RuntimeTypes.LENGTHS,
                        layer.name(),
                        names.get(lengths(layer))))
            .toList();
    return resources.isEmpty()
        ? call
        : CodeBlock.builder()
            .beginControlFlow("try ($L)", CodeBlock.join(resources, ";$W"))
            .add(call)
            .endControlFlow()
            .build();
  }

  /** The key of the name of the lengths of an input, as an array. */
  private static String lengthsArray(ShapedLayer input) {
    return input.name() + ".lengths.array";
  }

  private MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(visibility).returns(TypeName.VOID);
  }

  private List<ParameterSpec> arrays(Stream<ShapedLayer> layers) {
    List<ParameterSpec> arrays = new ArrayList<>();
    layers.forEach(
        layer -> {
          arrays.add(ParameterSpec.builder(RuntimeTypes.ARRAY, names.get(layer.name())).build());
          if (hasLengths(layer)) {
            arrays.add(ParameterSpec.builder(int[].class, names.get(lengths(layer))).build());
          }
        });
    return arrays;
  }

  private CodeBlock list(List<ShapedLayer> layers) {
    CodeBlock elements = layers.stream().flatMap(this::elements).collect(CodeBlock.joining(",$W"));
    // Unlike List.of, it holds null, which is reported with the name of the field.
    return CodeBlock.of("$T.asList($L)", Arrays.class, elements);
  }

  /** The array of an input or a target, followed by its lengths if it has some. */
  private Stream<CodeBlock> elements(ShapedLayer layer) {
    CodeBlock array = CodeBlock.of("$N", names.get(layer.name()));
    return hasLengths(layer)
        ? Stream.of(array, CodeBlock.of("$N", names.get(lengthsArray(layer))))
        : Stream.of(array);
  }

  private String parameters(List<ShapedLayer> layers) {
    return layers.stream().map(this::parameter).collect(Collectors.joining());
  }

  private String parameter(ShapedLayer layer) {
    String array = "@param " + names.get(layer.name()) + " " + described(layer) + "\n";
    return hasLengths(layer)
        ? array + "@param " + names.get(lengths(layer)) + " how many steps each sequence has\n"
        : array;
  }

  private static String classNumbers(Shape output) {
    return output.isBatchOfSequences()
        ? "class numbers " + Shape.batch(output.steps()).with(output.lengths())
        : "class numbers [n] or [n × 1]";
  }

  /** {@code [n × 30]}, or for classes their numbers too. */
  private static String described(ShapedLayer layer) {
    return layer
        .declaration()
        .loss()
        .map(
            loss ->
                loss.targets() == LossKind.Targets.CLASSES
                    ? classNumbers(layer.output()) + ", or probabilities " + layer.output()
                    : loss.targetShape(layer.output()).toString())
        .orElseGet(() -> layer.output().toString());
  }
}
