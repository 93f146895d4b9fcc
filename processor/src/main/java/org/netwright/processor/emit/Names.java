package org.netwright.processor.emit;

import com.palantir.javapoet.NameAllocator;
import java.util.List;
import java.util.Set;

/**
 * The identifiers of fields, a trainer's or a model's: {@code hiddenWeight} for {@code
 * hidden.weight}. One that is taken, by the base class, a type, a parameter or another field, gets
 * an underscore.
 */
final class Names {
  private static final List<String> TAKEN =
      List.of(
          "kernels", "parameters", "builder", "declared", "report", "n", "steps", "learningRate");

  /** Where packages are named in full, a field of that name would hide them. */
  private static final List<String> PACKAGES = List.of("org", "java", "javax");

  private final NameAllocator allocator = new NameAllocator();

  /**
   * Reserves the names that fields cannot have.
   *
   * @param hidden first parts of the names of packages that mean a class in the network's package
   * @param more in addition to those that trainers use for themselves
   */
  Names(Set<String> hidden, String... more) {
    List.of(more).forEach(allocator::newName);
    PACKAGES.forEach(allocator::newName);
    hidden.stream().filter(name -> !PACKAGES.contains(name)).sorted().forEach(allocator::newName);
    TAKEN.forEach(allocator::newName);
    RuntimeTypes.IN_EXPRESSIONS.forEach(type -> allocator.newName(type.simpleName()));
  }

  /** Gives a name of the graph its identifier. */
  void add(String name) {
    allocator.newName(camelCase(name), name);
  }

  /** Gives a penalty, decay or bound its identifier; a value of the graph may have its name. */
  void addRegularizer(String name) {
    allocator.newName(camelCase(name), regularizer(name));
  }

  String of(String name) {
    return allocator.get(name);
  }

  String ofRegularizer(String name) {
    return allocator.get(regularizer(name));
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
