package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.source.ClassDeclaration;

/** Writes the record of what a network with several outputs predicts. */
public final class PredictionWriter {
  private PredictionWriter() {}

  /** The name of the record. */
  static ClassName name(ClassDeclaration network) {
    return ClassName.get(network.packageName(), network.predictionName());
  }

  /** Returns the source file. */
  public static String write(Program program) {
    ClassDeclaration declared = program.network().type();
    ClassName network = RuntimeTypes.of(declared.packageName(), declared.simpleNames());
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(name(declared))
            .addJavadoc(
                "The outputs of {@link $T}, [n × …] each, which the caller closes.\n", network)
            .addAnnotation(GeneratedType.generated())
            .addModifiers(GeneratedType.visibility(declared));
    type.addJavadoc("\n");
    for (ShapedLayer output : program.shaped().outputs()) {
      components.addParameter(RuntimeTypes.ARRAY, output.name());
      String logits =
          output.declaration().loss().filter(loss -> loss.targets().areOfLogits()).isPresent()
              ? ", logits"
              : "";
      type.addJavadoc("@param $L $L$L\n", output.name(), output.output(), logits);
    }
    return GeneratedType.source(
        program.network(), type.recordConstructor(components.build()).build());
  }
}
