package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/** Writes the model of a network, which only predicts, as Java source. */
public final class ModelWriter {
  private static final ParameterSpec FILE =
      ParameterSpec.builder(RuntimeTypes.MODEL_FILE, "file").build();
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
    ClassName pass = GeneratedType.pass(program, model);
    TypeSpec.Builder writer =
        GeneratedType.builder(
                model,
                Summary.ofModel(program.shaped(), type, program.cost(), inference),
                RuntimeTypes.GENERATED_MODEL,
                visibility)
            .superclass(superclass())
            .addMethod(constructor(pass))
            .addMethods(loads())
            .addMethods(signatures())
            .addMethods(stream())
            .addMethods(LayoutWriter.ofModel(program))
            .addType(new InferencePassWriter(program, pass).write());
    if (network.type().isDeprecated() || new ExampleTypes(program.shaped()).areDeprecated()) {
      GeneratedType.suppressDeprecation(writer);
    }
    return GeneratedType.source(network, writer.build());
  }

  private TypeName superclass() {
    if (program.shaped().takesRecords()) {
      ExampleTypes types = new ExampleTypes(program.shaped());
      return ParameterizedTypeName.get(
          RuntimeTypes.RECORD_MODEL, types.example(), types.prediction());
    }
    if (program.shaped().isSimpleWithLengths()) {
      return RuntimeTypes.SEQUENCE_MODEL;
    }
    return program.shaped().isSimple() ? RuntimeTypes.MODEL : RuntimeTypes.ARRAY_MODEL;
  }

  /** A model of one array and one output inherits them. */
  private List<MethodSpec> signatures() {
    if (program.shaped().takesRecords()) {
      return new RecordMethods(new ExampleTypes(program.shaped()), visibility).all();
    }
    return program.shaped().isSimple()
        ? List.of()
        : new SignatureWriter(program.shaped(), PredictionWriter.name(network.type()), visibility)
            .ofModel();
  }

  /** Of a network that can take a sequence step by step. */
  private List<MethodSpec> stream() {
    return program.shaped().isStreamable()
        ? List.of(
            MethodSpec.methodBuilder("stream")
                .addJavadoc(
                    """
                    Begins a sequence that is given step by step; the state is kept between calls.

                    @throws IllegalStateException if the model is closed
                    """)
                .addModifiers(visibility)
                .returns(RuntimeTypes.SEQUENCE_STREAM)
                .addStatement("return newStream()")
                .build())
        : List.of();
  }

  private MethodSpec constructor(ClassName pass) {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(FILE)
            .addParameter(ENGINE)
            .addException(IOException.class);
    return (program.shaped().takesRecords()
            ? constructor.addStatement(
                new Calls(1)
                    .call(
                        "super",
                        List.of(
                            CodeBlock.of("$T.class", type),
                            CodeBlock.of("layout()"),
                            CodeBlock.of("new $T()", new ExampleTypes(program.shaped()).encoder()),
                            CodeBlock.of("$T::new", pass),
                            CodeBlock.of("file"),
                            CodeBlock.of("engine"))))
            : constructor.addStatement(
                "super($T.class, layout(), $T::new, file, engine)", type, pass))
        .build();
  }

  private List<MethodSpec> loads() {
    String saved = "Loads what {@link %s#save} wrote".formatted(network.type().trainerName());
    return List.of(
        loadFrom(Path.class, "file", saved),
        loadFrom(URL.class, "url", saved + ", from a URL such as that of a resource in a jar"),
        loadFrom(InputStream.class, "stream", saved + ", from a stream, which the caller closes"),
        load(saved + ", for the given engine")
            .addParameter(Path.class, "file")
            .addParameter(ENGINE)
            .addStatement("return load($T.open(file), engine)", RuntimeTypes.MODEL_FILE)
            .build(),
        load(saved + ", for the given engine")
            .addParameter(FILE)
            .addParameter(ENGINE)
            .addStatement("return new $T(file, engine)", model)
            .build());
  }

  private MethodSpec loadFrom(Class<?> source, String name, String summary) {
    return load(summary)
        .addParameter(source, name)
        .addStatement(
            "return load($T.open($N), $T.fastest($T.FLOAT))",
            RuntimeTypes.MODEL_FILE,
            name,
            RuntimeTypes.ENGINE,
            RuntimeTypes.DATA_TYPE)
        .build();
  }

  private MethodSpec.Builder load(String summary) {
    return MethodSpec.methodBuilder("load")
        .addJavadoc(
            """
            $L.

            @throws IOException if it cannot be read or belongs to another network, with the reason
            """,
            summary)
        .addModifiers(visibility)
        .addModifiers(Modifier.STATIC)
        .returns(model)
        .addException(IOException.class);
  }
}
