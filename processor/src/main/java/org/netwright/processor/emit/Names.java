package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import java.util.List;
import java.util.Set;
import org.netwright.processor.graph.Regularizer;

/**
 * The identifiers of the fields of a pass: {@code hiddenWeight} for {@code hidden.weight}. An
 * identifier that the base class, a type, a parameter or another field already has gets an
 * underscore.
 */
final class Names {
  private static final List<String> TAKEN =
      List.of("kernels", "parts", "builder", "declared", "losses", "n", "steps", "learningRate");

  /** Full names begin with these, and a field of the same name would hide them. */
  private static final List<String> PACKAGES = List.of("org", "java", "javax");

  private final NameAllocator allocator = new NameAllocator();

  /**
   * Reserves the names that fields cannot have.
   *
   * @param hidden first parts of the names of packages that mean a class in the network's package
   */
  Names(Set<String> hidden) {
    PACKAGES.forEach(allocator::newName);
    hidden.stream().filter(name -> !PACKAGES.contains(name)).sorted().forEach(allocator::newName);
    TAKEN.forEach(allocator::newName);
    RuntimeTypes.IN_EXPRESSIONS.forEach(type -> allocator.newName(type.simpleName()));
  }

  /** Adds the identifier of a name of the graph. */
  void add(String name) {
    allocator.newName(camelCase(name), name);
  }

  /**
   * Adds the identifier of a penalty, decay or bound. A value of the graph may have the same name.
   */
  void addRegularizer(String name) {
    allocator.newName(camelCase(name), regularizer(name));
  }

  String of(String name) {
    return allocator.get(name);
  }

  String ofRegularizer(String name) {
    return allocator.get(regularizer(name));
  }

  /** The strength of a penalty, decay or bound: {@code hiddenL1}. */
  CodeBlock strengthOf(Regularizer regularizer) {
    String field = ofRegularizer(regularizer.name());
    return regularizer.custom().isPresent()
        ? CodeBlock.of("$N.strength()", field)
        : CodeBlock.of("$N", field);
  }

  private static String regularizer(String name) {
    return "regularizer " + name;
  }

  /** {@code hiddenWeight} for {@code hidden.weight}. */
  static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    boolean startsWord = false;
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter != '.') {
        camel.append(startsWord ? Character.toUpperCase(letter) : letter);
      }
      startsWord = letter == '.';
    }
    return camel.toString();
  }
}
