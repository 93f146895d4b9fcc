package org.netwright.processor.source;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.util.Elements;

/**
 * The names that generated code would use, but that mean a class in the network's package there.
 *
 * @param ofJavaLang whether a class that is not imported, such as {@code Override}, is hidden
 * @param packages the first parts of the names of packages that are hidden, such as {@code org}
 */
public record HiddenNames(boolean ofJavaLang, Set<String> packages) {
  private static final Set<String> USED_OF_JAVA_LANG = Set.of("Override", "SuppressWarnings");
  private static final Set<String> USED_PACKAGES = Set.of("java", "javax", "org");

  static HiddenNames in(
      ClassDeclaration network, Stream<ClassDeclaration> ownClasses, Elements elements) {
    Stream<String> ownPackages =
        Stream.concat(Stream.of(network), ownClasses)
            .map(type -> type.packageName().replaceFirst("\\..*", ""))
            .filter(name -> !name.isEmpty());
    Predicate<String> isHidden = name -> elements.getTypeElement(network.qualified(name)) != null;
    return new HiddenNames(
        USED_OF_JAVA_LANG.stream().anyMatch(isHidden),
        Stream.concat(USED_PACKAGES.stream(), ownPackages)
            .filter(isHidden)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
