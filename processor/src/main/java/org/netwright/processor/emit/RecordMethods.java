package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.netwright.processor.emit.ExampleTypes.Meaning;
import org.netwright.processor.shape.ShapedLayer;

/**
 * Writes the methods that a trainer and a model of a network that takes records have in addition to
 * those that they inherit: the probabilities of their classes, and predictions for several inputs.
 */
final class RecordMethods {
  private final ExampleTypes types;
  private final Modifier[] visibility;

  RecordMethods(ExampleTypes types, Modifier... visibility) {
    this.types = types;
    this.visibility = visibility;
  }

  List<MethodSpec> all() {
    List<MethodSpec> methods = new ArrayList<>();
    if (types.hasSeveralInputs()) {
      methods.add(predict());
    }
    for (int i = 0; i < types.outputs().size(); i++) {
      ShapedLayer output = types.outputs().get(i);
      Meaning meaning = ExampleTypes.meaning(output);
      if (meaning == Meaning.CONSTANT) {
        methods.add(probabilities(output, i));
      } else if (meaning == Meaning.FLAG) {
        methods.add(probability(output, i));
      }
    }
    return methods;
  }

  private MethodSpec predict() {
    CodeBlock inputs =
        types.inputComponents().stream()
            .map(input -> CodeBlock.of("$N", input.name()))
            .collect(CodeBlock.joining(", "));
    return method("predict", types.prediction())
        .addJavadoc("Returns what the network predicts for an example.\n")
        .addParameters(types.inputComponents())
        .addStatement("return predict(new $T($L))", types.example(), inputs)
        .build();
  }

  private MethodSpec probabilities(ShapedLayer output, int index) {
    ClassName type = RuntimeTypes.of(ExampleTypes.classes(output).orElseThrow().type());
    return method(
            name(output, "probabilities"),
            ParameterizedTypeName.get(ClassName.get(Map.class), type, ClassName.get(Float.class)))
        .addJavadoc(
            "Returns the probability of each {@link $T}, in the order of the constants.\n", type)
        .addParameter(example())
        .addStatement(
            new Calls(1)
                .call(
                    "return classProbabilities",
                    List.of(
                        CodeBlock.of("example"),
                        CodeBlock.of("$L", index),
                        CodeBlock.of("$T.$N", types.encoder(), types.classesConstant(output)))))
        .build();
  }

  private MethodSpec probability(ShapedLayer output, int index) {
    return method(name(output, "probability"), TypeName.FLOAT)
        .addJavadoc("Returns the probability of {@code true}.\n")
        .addParameter(example())
        .addStatement(
            "return classProbabilities(example, $L, $T.of(false, true)).get(true)",
            index,
            List.class)
        .build();
  }

  private ParameterSpec example() {
    return ParameterSpec.builder(types.example(), "example").build();
  }

  /** {@code probabilities}, or for one of several outputs {@code outcomeProbabilities}. */
  private String name(ShapedLayer output, String what) {
    return types.outputs().size() == 1
        ? what
        : output.name() + Character.toUpperCase(what.charAt(0)) + what.substring(1);
  }

  private MethodSpec.Builder method(String name, TypeName result) {
    return MethodSpec.methodBuilder(name).addModifiers(visibility).returns(result);
  }
}
