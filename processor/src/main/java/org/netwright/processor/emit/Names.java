package org.netwright.processor.emit;

import com.palantir.javapoet.NameAllocator;
import java.util.List;

/**
 * The identifiers of fields, a trainer's or a model's: {@code hiddenWeight} for {@code
 * hidden.weight}. One that is taken, by the base class, a type, a parameter or another field, gets
 * an underscore.
 */
final class Names {
  private static final List<String> TAKEN =
      List.of(
          "kernels", "parameters", "builder", "declared", "report", "n", "steps", "learningRate");

  private final NameAllocator allocator = new NameAllocator();

  /**
   * Begins with the names that cannot be had.
   *
   * @param more beside those that trainers use for themselves
   */
  Names(String... more) {
    List.of(more).forEach(allocator::newName);
    TAKEN.forEach(allocator::newName);
    RuntimeTypes.IN_EXPRESSIONS.forEach(type -> allocator.newName(type.simpleName()));
  }

  /** Gives a name of the graph its identifier. */
  void add(String name) {
    allocator.newName(camelCase(name), name);
  }

  String of(String name) {
    return allocator.get(name);
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
