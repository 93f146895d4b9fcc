package org.netwright.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.netwright.processor.emit.ExampleTypes.Meaning;
import org.netwright.processor.features.ClassEnum;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.source.NetworkDeclaration;

/** Writes the class that makes numbers of the records that a network takes. */
public final class EncoderWriter {
  private final NetworkDeclaration network;
  private final ExampleTypes types;
  private final ColumnWriter columns;

  private EncoderWriter(Program program) {
    this.network = program.network();
    this.types = new ExampleTypes(program.shaped());
    this.columns = new ColumnWriter(types);
  }

  /** Returns the source file. */
  public static String write(Program program) {
    return new EncoderWriter(program).write();
  }

  private String write() {
    ClassName type = RuntimeTypes.of(network.type().packageName(), network.type().simpleNames());
    TypeSpec.Builder writer =
        TypeSpec.classBuilder(types.encoder())
            .addJavadoc("Makes numbers of the records that {@link $T} takes.\n", type)
            .addAnnotation(
                AnnotationSpec.builder(RuntimeTypes.GENERATED)
                    .addMember("value", "$S", GeneratedType.GENERATOR)
                    .build())
            .addAnnotation(RuntimeTypes.GENERATED_TRAINER)
            .addModifiers(Modifier.FINAL)
            .addSuperinterface(
                ParameterizedTypeName.get(
                    RuntimeTypes.EXAMPLE_ENCODER,
                    types.example(),
                    types.target(),
                    types.prediction()));
    types.outputs().forEach(output -> classes(output).ifPresent(writer::addField));
    writer
        .addField(
            FieldSpec.builder(RuntimeTypes.EXAMPLE_LAYOUT, "LAYOUT")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("newLayout()")
                .build())
        .addMethod(layout())
        .addMethod(newLayout())
        .addMethod(columns.read())
        .addMethod(readTarget())
        .addMethod(prediction());
    boolean isDeprecated =
        network.type().isDeprecated()
            || types.records().values().stream().anyMatch(record -> record.isDeprecated());
    if (isDeprecated) {
      GeneratedType.suppressDeprecation(writer);
    }
    return GeneratedType.source(network, writer.build());
  }

  private static java.util.Optional<FieldSpec> classes(ShapedLayer output) {
    return ExampleTypes.classes(output).map(classes -> classes(output, classes));
  }

  private static FieldSpec classes(ShapedLayer output, ClassEnum classes) {
    ClassName type = RuntimeTypes.of(classes.type());
    CodeBlock constants =
        classes.constants().stream()
            .map(constant -> CodeBlock.of("$T.$N", type, constant))
            .collect(CodeBlock.joining(", "));
    return FieldSpec.builder(
            ParameterizedTypeName.get(ClassName.get(List.class), type),
            ExampleTypes.classesConstant(output))
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .initializer("$T.of($L)", List.class, constants)
        .build();
  }

  private static MethodSpec layout() {
    return method("layout")
        .returns(RuntimeTypes.EXAMPLE_LAYOUT)
        .addStatement("return LAYOUT")
        .build();
  }

  private MethodSpec newLayout() {
    ClassName builder = RuntimeTypes.EXAMPLE_LAYOUT.nestedClass("Builder");
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("newLayout")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(RuntimeTypes.EXAMPLE_LAYOUT)
            .addStatement(
                "$T layout = $T.builder($T.class, $T.class)",
                builder,
                RuntimeTypes.EXAMPLE_LAYOUT,
                types.example(),
                types.target());
    columns.layout().forEach(method::addCode);
    types.losses().forEach(loss -> method.addCode(targetLayout(loss)));
    return method.addStatement("return layout.build()").build();
  }

  private static CodeBlock targetLayout(ShapedLayer loss) {
    return ExampleTypes.classes(loss)
        .map(
            classes ->
                Code.statement(
                    "layout.target($T.values(), $L)",
                    RuntimeTypes.of(classes.type()),
                    ColumnWriter.quoted(classes.constants())))
        .orElseGet(() -> Code.statement("layout.target()"));
  }

  private MethodSpec readTarget() {
    MethodSpec.Builder method =
        method("readTarget")
            .addParameter(types.target(), "target")
            .addParameter(RuntimeTypes.TARGET_ROW, "row");
    boolean isOnly = types.losses().size() == 1;
    for (ShapedLayer loss : types.losses()) {
      CodeBlock value = isOnly ? CodeBlock.of("target") : CodeBlock.of("target.$N()", loss.name());
      method.addStatement("row.$L($L)", call(ExampleTypes.meaningOfTarget(loss)), value);
    }
    return method.build();
  }

  private MethodSpec prediction() {
    List<CodeBlock> values = new ArrayList<>();
    for (int i = 0; i < types.outputs().size(); i++) {
      values.add(value(types.outputs().get(i), i));
    }
    MethodSpec.Builder method =
        method("prediction")
            .returns(types.prediction())
            .addParameter(RuntimeTypes.OUTPUT_ROW, "row");
    return (values.size() == 1
            ? method.addStatement("return $L", values.get(0))
            : method.addStatement(
                "return new $T($L)", types.prediction(), CodeBlock.join(values, ", ")))
        .build();
  }

  private static CodeBlock value(ShapedLayer output, int index) {
    Meaning meaning = ExampleTypes.meaning(output);
    return meaning == Meaning.CONSTANT
        ? CodeBlock.of("$N.get(row.classNumber($L))", ExampleTypes.classesConstant(output), index)
        : CodeBlock.of("row.$L($L)", call(meaning), index);
  }

  /** The method of a row for a target or an output. */
  private static String call(Meaning meaning) {
    return switch (meaning) {
      case CONSTANT -> "constant";
      case CLASS_NUMBER -> "classNumber";
      case FLAG -> "flag";
      case NUMBER -> "number";
      case NUMBERS -> "numbers";
    };
  }

  static MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(Objects.requireNonNull(TypeName.VOID));
  }
}
