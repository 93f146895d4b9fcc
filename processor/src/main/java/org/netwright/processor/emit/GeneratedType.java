package org.netwright.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.features.JavaType;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/** The common parts of the classes that are generated for a network. */
final class GeneratedType {
  private static final String GENERATOR = "org.netwright.processor.NetwrightProcessor";

  private GeneratedType() {}

  /** The visibility of the network. */
  static Modifier[] visibility(ClassDeclaration network) {
    return network.isPublic() ? new Modifier[] {Modifier.PUBLIC} : new Modifier[] {};
  }

  /**
   * Starts a class.
   *
   * @param marker the annotation in the class file
   */
  static TypeSpec.Builder builder(
      ClassName name, CodeBlock javadoc, ClassName marker, Modifier... visibility) {
    return TypeSpec.classBuilder(name)
        .addJavadoc(javadoc)
        .addAnnotation(generated())
        .addAnnotation(marker)
        .addModifiers(visibility)
        .addModifiers(Modifier.FINAL);
  }

  /**
   * The name of the pass that is nested in a generated class. It hides classes of the same name, so
   * it differs from those that generated code refers to.
   */
  static ClassName pass(Program program, ClassName around) {
    NetworkDeclaration network = program.network();
    Set<String> used =
        Stream.concat(
                Stream.concat(Stream.of(network.type()), network.ownClasses())
                    .map(ClassDeclaration::simpleNames),
                new ExampleTypes(program.shaped()).ofUser().map(JavaType::simpleNames))
            .map(names -> names.get(0))
            .collect(Collectors.toSet());
    String name = "Pass";
    while (used.contains(name)) {
      name = "Inner" + name;
    }
    return around.nestedClass(name);
  }

  /** The annotation that says that a class is generated, and by what. */
  static AnnotationSpec generated() {
    return AnnotationSpec.builder(RuntimeTypes.GENERATED)
        .addMember("value", "$S", GENERATOR)
        .build();
  }

  /** For a class that refers to a deprecated class. */
  static void suppressDeprecation(TypeSpec.Builder type) {
    type.addAnnotation(
        AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "{$S, $S}", "deprecation", "removal")
            .build());
  }

  /** The source file. */
  static String source(NetworkDeclaration network, TypeSpec type) {
    // A class in the package hides one of java.lang, unless the latter is imported by its name.
    JavaFile file =
        JavaFile.builder(network.type().packageName(), type)
            .skipJavaLangImports(!network.hiddenNames().ofJavaLang())
            .build();
    return Tidy.tidy(file.toString());
  }
}
