package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Regularizer;
import org.netwright.processor.kind.OptimizerKind;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.Role;
import org.netwright.processor.kind.Scope;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OptimizerDeclaration;

/** Writes the builder of a trainer, which can override the declared values. */
final class BuilderWriter {
  private final NetworkDeclaration network;
  private final List<Regularizer> regularizers;
  private final BuilderNames names;
  private final ClassName type;
  private final ClassName trainer;
  private final ClassName builder;
  private final ClassName superclass;
  private final Modifier[] visibility;

  BuilderWriter(
      NetworkDeclaration network,
      List<Regularizer> regularizers,
      ClassName trainer,
      boolean isSimple,
      Modifier[] visibility) {
    this.network = network;
    this.regularizers = distinct(regularizers);
    this.names = new BuilderNames(regularizers);
    this.type = RuntimeTypes.of(network.type().packageName(), network.type().simpleNames());
    this.trainer = trainer;
    this.builder = trainer.nestedClass("Builder");
    this.superclass =
        isSimple ? RuntimeTypes.TRAINER_BUILDER : RuntimeTypes.NETWORK_TRAINER_BUILDER;
    this.visibility = visibility;
  }

  /** Of the repetitions of a block, the first. */
  private static List<Regularizer> distinct(List<Regularizer> regularizers) {
    Map<String, Regularizer> first = new LinkedHashMap<>();
    regularizers.forEach(regularizer -> first.putIfAbsent(regularizer.setting(), regularizer));
    return List.copyOf(first.values());
  }

  TypeSpec write() {
    TypeSpec.Builder writer =
        TypeSpec.classBuilder(builder)
            .addAnnotation(RuntimeTypes.GENERATED_TRAINER)
            .addJavadoc(
                "Builds a trainer. Settings that are not set have the values declared in {@link $T}.",
                type)
            .addModifiers(visibility)
            .addModifiers(Modifier.STATIC, Modifier.FINAL)
            .superclass(ParameterizedTypeName.get(superclass, builder, trainer));
    regularizers.forEach(regularizer -> writer.addField(field(regularizer)));
    writer.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addStatement("super($L)", optimizer())
            .build());
    regularizers.forEach(regularizer -> writer.addMethods(setters(regularizer)));
    return writer.addMethod(self()).addMethod(build()).build();
  }

  private FieldSpec field(Regularizer regularizer) {
    return FieldSpec.builder(RuntimeTypes.SCHEDULE, names.of(regularizer), Modifier.PRIVATE)
        .initializer("$T.constant($L)", RuntimeTypes.SCHEDULE, regularizer.strength())
        .build();
  }

  private List<MethodSpec> setters(Regularizer regularizer) {
    String name = names.of(regularizer);
    String what = regularizer.kind() == RegularizerKind.MAX_NORM ? "bound" : "strength";
    return List.of(
        setter(name)
            .addJavadoc(
                """
                Sets the $L.

                @param $L finite, at least 0; the default is $L
                """,
                described(regularizer),
                what,
                regularizer.strength())
            .addParameter(double.class, what)
            .addStatement(
                "return $N($T.constant($S, $L))",
                name,
                RuntimeTypes.STRENGTH_SCHEDULES,
                regularizer.setting(),
                what)
            .build(),
        setter(name)
            .addJavadoc(
                """
                Sets a schedule for the $L.

                @param schedule its first number is finite and at least 0
                """,
                described(regularizer))
            .addParameter(RuntimeTypes.SCHEDULE, "schedule")
            .addStatement(
                "$N = $T.checked($S, schedule)",
                name,
                RuntimeTypes.STRENGTH_SCHEDULES,
                regularizer.setting())
            .addStatement("return this")
            .build());
  }

  private MethodSpec.Builder setter(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(visibility).returns(builder);
  }

  /** For example "strength of the L1 penalty on the weight of hidden". */
  private static CodeBlock described(Regularizer regularizer) {
    String scope = regularizer.on().isEmpty() ? "output" : Role.words(regularizer.on());
    CodeBlock words =
        regularizer
            .custom()
            .map(custom -> RuntimeTypes.of(custom.packageName(), custom.simpleNames()))
            .map(custom -> CodeBlock.of("{@link $T} penalty", custom))
            .orElse(CodeBlock.of("$L", regularizer.kind().words()));
    return CodeBlock.of(
        "$L$L on the $L of {@code $L}",
        regularizer.kind() == RegularizerKind.MAX_NORM ? "" : "strength of the ",
        words,
        scope,
        regularizer.settingLayer());
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

  /** {@code Optimizer.sgd(0.2)}; Adam with its defaults if the class declares none. */
  private CodeBlock optimizer() {
    return network
        .optimizer()
        .map(this::optimizer)
        .orElseGet(() -> CodeBlock.of("$T.adam(0.001)", RuntimeTypes.OPTIMIZER));
  }

  private CodeBlock optimizer(OptimizerDeclaration declared) {
    if (declared.kind() == OptimizerKind.SGD && declared.argument("momentum") == 0) {
      return CodeBlock.of("$T.sgd($L)", RuntimeTypes.OPTIMIZER, declared.argument("learningRate"));
    }
    List<CodeBlock> arguments = new ArrayList<>();
    declared
        .kind()
        .numbers()
        .forEach(member -> arguments.add(CodeBlock.of("$L", declared.argument(member))));
    if (declared.kind() == OptimizerKind.SGD) {
      arguments.add(CodeBlock.of("$L", declared.nesterov()));
    }
    if (declared.kind() == OptimizerKind.ADAM_W) {
      for (Role role : roles(declared.decayed())) {
        arguments.add(CodeBlock.of("$T.$L", RuntimeTypes.PARAMETER_ROLE, role));
      }
    }
    return CodeBlock.of(
        "$T.$L($L)",
        RuntimeTypes.OPTIMIZER,
        declared.kind().factory(),
        CodeBlock.join(arguments, ",$W"));
  }

  /** Those of the network's parameters that a scope covers. */
  private List<Role> roles(Scope scope) {
    return network.layers().stream()
        .flatMap(layer -> layer.roles().stream())
        .filter(scope::covers)
        .distinct()
        .sorted()
        .toList();
  }
}
