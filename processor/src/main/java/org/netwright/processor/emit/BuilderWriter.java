package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.PenaltyTerm;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OptimizerDeclaration;
import org.netwright.processor.vocabulary.OptimizerKind;
import org.netwright.processor.vocabulary.Role;

/** Writes the trainer's builder: the declaration's values, each of which can be overridden. */
final class BuilderWriter {
  private final NetworkDeclaration network;
  private final List<PenaltyTerm> penalties;
  private final ClassName trainer;
  private final ClassName builder;
  private final Modifier[] visibility;

  BuilderWriter(
      NetworkDeclaration network,
      List<PenaltyTerm> penalties,
      ClassName trainer,
      Modifier[] visibility) {
    this.network = network;
    this.penalties = penalties;
    this.trainer = trainer;
    this.builder = trainer.nestedClass("Builder");
    this.visibility = visibility;
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(builder)
            .addJavadoc(
                "Builds a trainer; what is not set here is as {@link $L} declares it.",
                String.join(".", network.type().simpleNames()))
            .addModifiers(visibility)
            .addModifiers(Modifier.STATIC, Modifier.FINAL)
            .superclass(ParameterizedTypeName.get(RuntimeTypes.TRAINER_BUILDER, builder, trainer));
    penalties.forEach(term -> type.addField(strength(term)));
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addStatement("super($L)", optimizer())
            .build());
    penalties.forEach(term -> type.addMethod(setter(term)));
    return type.addMethod(self()).addMethod(build()).build();
  }

  private static FieldSpec strength(PenaltyTerm term) {
    return FieldSpec.builder(double.class, Names.camelCase(term.name()), Modifier.PRIVATE)
        .initializer("$L", term.strength())
        .build();
  }

  private MethodSpec setter(PenaltyTerm term) {
    String name = Names.camelCase(term.name());
    return MethodSpec.methodBuilder(name)
        .addJavadoc(
            """
            Sets the strength of the $L penalty on the $L of {@code $L}.

            @param strength finite, at least 0; $L if it is not set
            """,
            term.kind(),
            term.scope().words(),
            term.layer(),
            term.strength())
        .addModifiers(visibility)
        .returns(builder)
        .addParameter(double.class, "strength")
        .addStatement(
            "$N = $T.requireStrength($S, strength)", name, RuntimeTypes.PENALTY, term.name())
        .addStatement("return this")
        .build();
  }

  private MethodSpec self() {
    return MethodSpec.methodBuilder("self")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(builder)
        .addStatement("return this")
        .build();
  }

  private MethodSpec build() {
    return MethodSpec.methodBuilder("build")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(trainer)
        .addStatement("return new $T(this)", trainer)
        .build();
  }

  /** {@code Optimizer.sgd(0.2)}; where the class declares none, Adam with its defaults. */
  private CodeBlock optimizer() {
    return network
        .optimizer()
        .map(BuilderWriter::optimizer)
        .orElseGet(() -> CodeBlock.of("$T.adam(0.001)", RuntimeTypes.OPTIMIZER));
  }

  private static CodeBlock optimizer(OptimizerDeclaration declared) {
    if (declared.kind() == OptimizerKind.SGD && declared.argument("momentum") == 0) {
      return CodeBlock.of("$T.sgd($L)", RuntimeTypes.OPTIMIZER, declared.argument("learningRate"));
    }
    List<CodeBlock> arguments = new ArrayList<>();
    declared.use().arguments().forEach(a -> arguments.add(CodeBlock.of("$L", a.value())));
    if (declared.kind() == OptimizerKind.SGD) {
      arguments.add(CodeBlock.of("$L", declared.nesterov()));
    }
    if (declared.kind() == OptimizerKind.ADAM_W) {
      for (Role role : declared.decayed().roles()) {
        arguments.add(CodeBlock.of("$T.$L", RuntimeTypes.PARAMETER_ROLE, role));
      }
    }
    return CodeBlock.of(
        "$T.$L($L)",
        RuntimeTypes.OPTIMIZER,
        declared.kind().factory(),
        CodeBlock.join(arguments, ",$W"));
  }
}
