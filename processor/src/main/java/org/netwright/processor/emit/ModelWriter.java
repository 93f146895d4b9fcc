package org.netwright.processor.emit;

import static org.netwright.processor.emit.Code.statement;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/** Writes the model of a network, which only predicts, as Java source. */
public final class ModelWriter {
  private static final ParameterSpec FILE = ParameterSpec.builder(Path.class, "file").build();
  private static final ParameterSpec ENGINE =
      ParameterSpec.builder(RuntimeTypes.ENGINE, "engine").build();

  private final Program program;
  private final NetworkDeclaration network;
  private final Graph inference;
  private final ClassName type;
  private final ClassName model;
  private final Modifier[] visibility;

  private ModelWriter(Program program) {
    ClassDeclaration declared = program.network().type();
    this.program = program;
    this.network = program.network();
    this.inference = program.inference();
    this.type = RuntimeTypes.of(declared.packageName(), declared.simpleNames());
    this.model = ClassName.get(declared.packageName(), declared.modelName());
    this.visibility = GeneratedType.visibility(declared);
  }

  /** Returns the source file. */
  public static String write(Program program) {
    return new ModelWriter(program).write();
  }

  private String write() {
    ClassName pass =
        model.nestedClass(
            type.topLevelClassName().simpleName().equals("Pass") ? "InnerPass" : "Pass");
    TypeSpec.Builder writer =
        GeneratedType.builder(
                model,
                Summary.ofModel(type, program.cost(), inference),
                RuntimeTypes.GENERATED_MODEL,
                visibility)
            .superclass(RuntimeTypes.MODEL)
            .addMethod(constructor())
            .addMethod(load())
            .addMethod(loadWithEngine())
            .addMethods(layout())
            .addMethod(
                PassMethods.method("newPass")
                    .returns(RuntimeTypes.INFERENCE_PASS)
                    .addStatement("return new $T(this)", pass)
                    .build())
            .addType(new PassWriter(program, model, pass).write());
    if (network.type().isDeprecated()) {
      GeneratedType.suppressDeprecation(writer);
    }
    return GeneratedType.source(network, writer.build());
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(FILE)
        .addParameter(ENGINE)
        .addException(IOException.class)
        .addStatement("super($T.class, layout(), file, engine)", type)
        .build();
  }

  private MethodSpec load() {
    return loading()
        .addJavadoc(
            """
            Loads a file that {@link $L#save} wrote.

            @throws IOException if the file cannot be read or belongs to another network, with the reason
            """,
            network.type().trainerName())
        .addParameter(FILE)
        .addStatement("return load(file, fastestEngine())")
        .build();
  }

  private MethodSpec loadWithEngine() {
    return loading()
        .addJavadoc(
            """
            Loads a file that {@link $L#save} wrote, for the given engine.

            @throws IOException if the file cannot be read or belongs to another network, with the reason
            """,
            network.type().trainerName())
        .addParameter(FILE)
        .addParameter(ENGINE)
        .addStatement("return new $T(file, engine)", model)
        .build();
  }

  private MethodSpec.Builder loading() {
    return MethodSpec.methodBuilder("load")
        .addModifiers(visibility)
        .addModifiers(Modifier.STATIC)
        .returns(model)
        .addException(IOException.class);
  }

  /**
   * As separate statements, because javac recurses into a chain of calls, and networks can be long.
   */
  private List<MethodSpec> layout() {
    List<CodeBlock> layers = new ArrayList<>();
    for (ShapedLayer layer : program.shaped().layers()) {
      CodeBlock.Builder code = CodeBlock.builder();
      code.addStatement(
          "layout.layer($S, $S)", layer.name(), Operations.of(layer.name(), inference));
      for (Parameter parameter : layer.parameters()) {
        code.addStatement(
            "layout.$L($S, $L)",
            parameter.role().suffix(),
            layer.nameOf(parameter),
            Code.dimensions(parameter.shape()));
      }
      layers.add(code.build());
    }
    ClassName builder = RuntimeTypes.MODEL_LAYOUT.nestedClass("Builder");
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(statement("$T layout = $T.builder()", builder, RuntimeTypes.MODEL_LAYOUT));
    List<MethodSpec> sections =
        new Sections(
                "layout",
                List.of(ParameterSpec.builder(builder, "layout").build()),
                Modifier.STATIC)
            .addTo(code, layers, Sections.ROOM_OF_WHAT_RUNS_ONCE);
    code.addStatement("return layout.build()");
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        MethodSpec.methodBuilder("layout")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(RuntimeTypes.MODEL_LAYOUT)
            .addCode(code.build())
            .build());
    methods.addAll(sections);
    return methods;
  }
}
