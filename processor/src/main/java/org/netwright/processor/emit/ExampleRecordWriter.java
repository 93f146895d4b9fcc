package org.netwright.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    add(network.inputsName(), "An example", types.inputComponents(), files);
    add(network.targetsName(), "The targets of an example", types.targetComponents(), files);
    add(
        network.predictionName(),
        "What is predicted for an example",
        types.predictionComponents(),
        files);
    return files;
  }

  private void add(
      String name, String what, List<ParameterSpec> components, Map<String, String> files) {
    if (components.size() > 1) {
      files.put(network.qualified(name), source(name, what, components));
    }
  }

  private String source(String name, String what, List<ParameterSpec> components) {
    ClassName declared = RuntimeTypes.of(network.packageName(), network.simpleNames());
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(ClassName.get(network.packageName(), name))
            .addJavadoc("$L of {@link $T}.\n\n", what, declared)
            .addAnnotation(
                AnnotationSpec.builder(RuntimeTypes.GENERATED)
                    .addMember("value", "$S", GeneratedType.GENERATOR)
                    .build())
            .addModifiers(GeneratedType.visibility(network));
    components.forEach(
        component -> type.addJavadoc("@param $L of the field of this name\n", component.name()));
    type.recordConstructor(MethodSpec.constructorBuilder().addParameters(components).build());
    return GeneratedType.source(program.network(), type.build());
  }
}
