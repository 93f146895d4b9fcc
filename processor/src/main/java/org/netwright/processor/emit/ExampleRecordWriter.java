package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.source.ClassDeclaration;

/** Writes the records of several inputs, targets or outputs of a network that takes records. */
public final class ExampleRecordWriter {
  private final Program program;
  private final ClassDeclaration network;
  private final ExampleTypes types;

  private ExampleRecordWriter(Program program) {
    this.program = program;
    this.network = program.network().type();
    this.types = new ExampleTypes(program.shaped());
  }

  /** Returns the source files by the names of their classes; none if there is only one of each. */
  public static Map<String, String> write(Program program) {
    return new ExampleRecordWriter(program).write();
  }

  private Map<String, String> write() {
    Map<String, String> files = new LinkedHashMap<>();
    add(network.inputsName(), "An example", types.inputComponents(), inputs(), files);
    add(
        network.targetsName(),
        "The targets of an example",
        types.targetComponents(),
        types.losses().stream().map(ExampleRecordWriter::target).toList(),
        files);
    add(
        network.predictionName(),
        "What is predicted for an example",
        types.predictionComponents(),
        types.outputs().stream().map(ExampleRecordWriter::prediction).toList(),
        files);
    return files;
  }

  private List<String> inputs() {
    return types.records().keySet().stream()
        .map(field -> "becomes " + program.shaped().output(field))
        .toList();
  }

  private static String target(ShapedLayer loss) {
    return switch (ExampleTypes.meaning(loss)) {
      case CONSTANT -> "the class, of " + loss.output().width();
      case CLASS_NUMBER -> "the number of the class, from 0 to " + (loss.output().width() - 1);
      case FLAG -> "yes or no";
      case NUMBER -> "one number";
      case NUMBERS ->
          isBinary(loss)
              ? loss.output().elements() + " answers from 0, no, to 1, yes"
              : loss.output().elements() + " numbers";
    };
  }

  private static String prediction(ShapedLayer output) {
    return switch (ExampleTypes.meaning(output)) {
      case CONSTANT -> "the most likely class, of " + output.output().width();
      case CLASS_NUMBER ->
          "the number of the most likely class, from 0 to " + (output.output().width() - 1);
      case FLAG -> "whether yes is more likely than no";
      case NUMBER -> "one number";
      case NUMBERS -> output.output().elements() + (isBinary(output) ? " logits" : " numbers");
    };
  }

  private static boolean isBinary(ShapedLayer layer) {
    return layer.declaration().loss().filter(loss -> loss.targets().areOfLogits()).isPresent();
  }

  private void add(
      String name,
      String what,
      List<ParameterSpec> components,
      List<String> meanings,
      Map<String, String> files) {
    if (components.size() > 1) {
      files.put(network.qualified(name), source(name, what, components, meanings));
    }
  }

  private String source(
      String name, String what, List<ParameterSpec> components, List<String> meanings) {
    ClassName declared = RuntimeTypes.of(network.packageName(), network.simpleNames());
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(ClassName.get(network.packageName(), name))
            .addJavadoc("$L of {@link $T}.\n\n", what, declared)
            .addAnnotation(GeneratedType.generated())
            .addModifiers(GeneratedType.visibility(network));
    for (int i = 0; i < components.size(); i++) {
      type.addJavadoc("@param $L $L\n", components.get(i).name(), meanings.get(i));
    }
    if (types.areDeprecated() || network.isDeprecated()) {
      GeneratedType.suppressDeprecation(type);
    }
    type.recordConstructor(MethodSpec.constructorBuilder().addParameters(components).build());
    return GeneratedType.source(program.network(), type.build());
  }
}
