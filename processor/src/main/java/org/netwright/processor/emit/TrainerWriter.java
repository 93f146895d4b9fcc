package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/** Writes the trainer of a network as Java source. All decisions are in the graph. */
public final class TrainerWriter {
  private TrainerWriter() {}

  /** Returns the source file. */
  public static String write(Program program) {
    NetworkDeclaration network = program.network();
    Graph training = program.training();
    ClassDeclaration declared = network.type();
    ClassName type = RuntimeTypes.of(declared.packageName(), declared.simpleNames());
    ClassName trainer = ClassName.get(declared.packageName(), declared.trainerName());
    Modifier[] visibility = GeneratedType.visibility(declared);

    ClassName pass = GeneratedType.pass(program, trainer);

    TypeSpec.Builder writer =
        GeneratedType.builder(
                trainer,
                Summary.ofTrainer(program.shaped(), type, program.cost()),
                RuntimeTypes.GENERATED_TRAINER,
                visibility)
            .superclass(superclass(program, type))
            .addMethod(constructor(program, type, trainer, pass))
            .addMethod(create(trainer, visibility))
            .addMethod(builder(trainer, visibility))
            .addMethods(signatures(program, visibility))
            .addMethods(LayoutWriter.ofTrainer(program))
            .addType(
                new BuilderWriter(
                        network,
                        training.regularizers(),
                        trainer,
                        ofArrays(program.shaped()).equals(RuntimeTypes.TRAINER),
                        visibility)
                    .write())
            .addType(new TrainingPassWriter(program, type, trainer, pass).write());
    boolean usesDeprecated =
        network.ownClasses().anyMatch(ClassDeclaration::isDeprecated)
            || new ExampleTypes(program.shaped()).areDeprecated();
    if (declared.isDeprecated() || usesDeprecated) {
      GeneratedType.suppressDeprecation(writer);
    }
    return GeneratedType.source(network, writer.build());
  }

  private static TypeName superclass(Program program, ClassName type) {
    if (program.shaped().takesRecords()) {
      ExampleTypes types = new ExampleTypes(program.shaped());
      return ParameterizedTypeName.get(
          RuntimeTypes.RECORD_TRAINER, type, types.example(), types.target(), types.prediction());
    }
    return ParameterizedTypeName.get(ofArrays(program.shaped()), type);
  }

  private static ClassName ofArrays(ShapedNetwork network) {
    if (network.isSimpleWithLengths()) {
      return RuntimeTypes.SEQUENCE_TRAINER;
    }
    return network.isSimple() ? RuntimeTypes.TRAINER : RuntimeTypes.ARRAY_TRAINER;
  }

  /** A trainer of one input and one output inherits them. */
  private static List<MethodSpec> signatures(Program program, Modifier... visibility) {
    if (program.shaped().takesRecords()) {
      return new RecordMethods(new ExampleTypes(program.shaped()), visibility).all();
    }
    ClassName prediction = PredictionWriter.name(program.network().type());
    return program.shaped().isSimple()
        ? List.of()
        : new SignatureWriter(program.shaped(), prediction, visibility).ofTrainer();
  }

  private static MethodSpec constructor(
      Program program, ClassName type, ClassName trainer, ClassName pass) {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(trainer.nestedClass("Builder"), "builder");
    return (program.shaped().takesRecords()
            ? constructor.addStatement(
                new Calls(1)
                    .call(
                        "super",
                        List.of(
                            CodeBlock.of("builder"),
                            CodeBlock.of("new $T()", type),
                            CodeBlock.of("layout()"),
                            CodeBlock.of("new $T()", new ExampleTypes(program.shaped()).encoder()),
                            CodeBlock.of("$T::new", pass))))
            : constructor.addStatement("super(builder, new $T(), layout(), $T::new)", type, pass))
        .build();
  }

  private static MethodSpec create(ClassName trainer, Modifier[] visibility) {
    return MethodSpec.methodBuilder("create")
        .addJavadoc("Returns a trainer as declared, with random initial parameters.")
        .addModifiers(visibility)
        .addModifiers(Modifier.STATIC)
        .returns(trainer)
        .addStatement("return builder().build()")
        .build();
  }

  private static MethodSpec builder(ClassName trainer, Modifier[] visibility) {
    ClassName builder = trainer.nestedClass("Builder");
    return MethodSpec.methodBuilder("builder")
        .addJavadoc("Returns a builder to set the seed and the data type and to override values.")
        .addModifiers(visibility)
        .addModifiers(Modifier.STATIC)
        .returns(builder)
        .addStatement("return new $T()", builder)
        .build();
  }
}
