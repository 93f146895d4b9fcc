package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.netwright.processor.emit.ExampleTypes.Meaning;
import org.netwright.processor.features.ClassEnum;
import org.netwright.processor.features.EnumConstants;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.source.NetworkDeclaration;

/** Writes the class that makes numbers of the records that a network takes. */
public final class EncoderWriter {
  private static final String LAYOUT = "layout";
  private static final String NEW_LAYOUT = "newLayout";
  private static final Calls CALLS = new Calls(1);

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
            .addJavadoc("Makes numbers of the records that {@link $T} takes.\n\n", type)
            .addJavadoc("$L", ColumnSummary.of(types.records()))
            .addAnnotation(GeneratedType.generated())
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
            // Not static: an enum that was compiled anew is refused where a trainer is made.
            FieldSpec.builder(RuntimeTypes.EXAMPLE_LAYOUT, types.variable(LAYOUT))
                .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
                .initializer("$N()", NEW_LAYOUT)
                .build())
        .addMethod(layout())
        .addMethods(newLayout())
        .addMethods(columns.read())
        .addMethod(readTarget())
        .addMethod(prediction());
    if (network.type().isDeprecated() || types.areDeprecated()) {
      GeneratedType.suppressDeprecation(writer);
    }
    return GeneratedType.source(network, writer.build());
  }

  private Optional<FieldSpec> classes(ShapedLayer output) {
    return ExampleTypes.classes(output).map(classes -> classes(output, classes));
  }

  private FieldSpec classes(ShapedLayer output, ClassEnum classes) {
    ClassName type = RuntimeTypes.of(classes.type());
    return FieldSpec.builder(
            ParameterizedTypeName.get(ClassName.get(List.class), type),
            types.classesConstant(output))
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .initializer("$T.of($T.values())", List.class, type)
        .build();
  }

  private MethodSpec layout() {
    return method(LAYOUT)
        .returns(RuntimeTypes.EXAMPLE_LAYOUT)
        .addStatement("return $N", types.variable(LAYOUT))
        .build();
  }

  private List<MethodSpec> newLayout() {
    ParameterSpec layout =
        ParameterSpec.builder(
                RuntimeTypes.EXAMPLE_LAYOUT.nestedClass("Builder"), types.variable(LAYOUT))
            .build();
    CodeBlock created =
        CALLS.call(
            CodeBlock.of("$T.builder", RuntimeTypes.EXAMPLE_LAYOUT),
            List.of(
                CodeBlock.of("$T.class", types.example()),
                CodeBlock.of("$T.class", types.target())));
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("$T $N = $L", layout.type(), layout, created);
    List<CodeBlock> statements = new ArrayList<>(columns.layout(layout));
    types.losses().forEach(loss -> statements.add(targetLayout(loss, layout)));
    List<MethodSpec> sections =
        new Sections(NEW_LAYOUT, List.of(layout), Modifier.STATIC)
            .measuredBy(ColumnWriter::weight)
            .addTo(code, statements, Sections.ROOM_OF_WHAT_RUNS_ONCE);
    code.addStatement("return $N.build()", layout);
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        MethodSpec.methodBuilder(NEW_LAYOUT)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(RuntimeTypes.EXAMPLE_LAYOUT)
            .addCode(code.build())
            .build());
    methods.addAll(sections);
    return methods;
  }

  private static CodeBlock targetLayout(ShapedLayer loss, ParameterSpec layout) {
    List<CodeBlock> arguments =
        ExampleTypes.classes(loss)
            .map(
                classes ->
                    ColumnWriter.constants(new EnumConstants(classes.type(), classes.constants())))
            .orElse(List.of());
    return Code.statement("$L", CALLS.call(layout.name() + ".target", arguments));
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
                CALLS.call(CodeBlock.of("return new $T", types.prediction()), values)))
        .build();
  }

  private CodeBlock value(ShapedLayer output, int index) {
    Meaning meaning = ExampleTypes.meaning(output);
    return meaning == Meaning.CONSTANT
        ? CodeBlock.of("$N.get(row.classNumber($L))", types.classesConstant(output), index)
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
