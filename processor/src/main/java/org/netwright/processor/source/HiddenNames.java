package org.netwright.processor.source;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.util.Elements;
import org.netwright.processor.features.JavaType;

/**
 * The names that generated code would use, but that mean a class in the network's package there.
 *
 * @param ofJavaLang whether a class that is not imported, such as {@code Override}, is hidden
 * @param packages the first parts of the names of packages that are hidden, such as {@code org}
 */
public record HiddenNames(boolean ofJavaLang, Set<String> packages) {
  private static final Set<String> USED_OF_JAVA_LANG =
      Set.of("Override", "SuppressWarnings", "Boolean", "Float", "Integer", "Number");
  private static final Set<String> USED_PACKAGES = Set.of("java", "javax", "org");

  static HiddenNames in(
      ClassDeclaration network, List<LayerDeclaration> layers, Elements elements) {
    Stream<String> classes =
        layers.stream().flatMap(LayerDeclaration::ownClasses).map(own -> own.type().packageName());
    Stream<String> examples =
        layers.stream().flatMap(LayerDeclaration::typesOfExamples).map(JavaType::packageName);
    Stream<String> ownPackages =
        Stream.of(Stream.of(network.packageName()), classes, examples)
            .flatMap(names -> names)
            .map(name -> name.replaceFirst("\\..*", ""))
            .filter(name -> !name.isEmpty());
    Predicate<String> isHidden = name -> elements.getTypeElement(network.qualified(name)) != null;
    return new HiddenNames(
        USED_OF_JAVA_LANG.stream().anyMatch(isHidden),
        Stream.concat(USED_PACKAGES.stream(), ownPackages)
            .filter(isHidden)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
