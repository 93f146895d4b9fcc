package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * Splits code into several methods if it is too long for one: the JVM rejects methods of more than
 * 64 KB, and does not compile methods of more than 8 KB.
 */
final class Sections {
  /** One statement takes at most 50 bytes. */
  static final int STATEMENTS_OF_A_SECTION = 150;

  /** The limit for a method that runs once, and need not be compiled. */
  static final int ROOM_OF_WHAT_RUNS_ONCE = 800;

  private final String name;
  private final List<ParameterSpec> parameters;
  private final Modifier[] modifiers;
  private ToIntFunction<CodeBlock> measure = Sections::statements;

  /**
   * Creates sections.
   *
   * @param name the name of the methods, which a number follows
   * @param parameters the parameters that the code needs
   * @param modifiers in addition to {@code private}
   */
  Sections(String name, List<ParameterSpec> parameters, Modifier... modifiers) {
    this.name = name;
    this.parameters = parameters;
    this.modifiers = modifiers;
  }

  /** Sets how many statements of the usual length a block counts as. */
  Sections measuredBy(ToIntFunction<CodeBlock> newMeasure) {
    measure = newMeasure;
    return this;
  }

  /**
   * Adds code to a method.
   *
   * @param blocks whole statements, which are not split
   * @param room the number of statements that fit into the method
   * @return the methods that it calls, if not all statements fit
   */
  List<MethodSpec> addTo(CodeBlock.Builder method, List<CodeBlock> blocks, int room) {
    List<MethodSpec> sections = new ArrayList<>();
    int[] lengths = blocks.stream().mapToInt(measure).toArray();
    if (IntStream.of(lengths).sum() <= room) {
      blocks.forEach(method::add);
      return sections;
    }
    List<CodeBlock> section = new ArrayList<>();
    int filled = 0;
    for (int i = 0; i < lengths.length; i++) {
      int length = lengths[i];
      if (!section.isEmpty() && filled + length > STATEMENTS_OF_A_SECTION) {
        sections.add(write(section, sections.size() + 1));
        section.clear();
        filled = 0;
      }
      section.add(blocks.get(i));
      filled += length;
    }
    sections.add(write(section, sections.size() + 1));
    String arguments = arguments(parameters);
    sections.forEach(called -> method.addStatement("$L($L)", called.name(), arguments));
    return sections;
  }

  /** The arguments of a call with the same names. */
  static String arguments(List<ParameterSpec> parameters) {
    return parameters.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
  }

  private MethodSpec write(List<CodeBlock> blocks, int number) {
    MethodSpec.Builder section =
        MethodSpec.methodBuilder(name + number)
            .addModifiers(Modifier.PRIVATE)
            .addModifiers(modifiers)
            .addParameters(parameters);
    blocks.forEach(section::addCode);
    return section.build();
  }

  /** The number of statements, those in loops included. */
  static int statements(List<CodeBlock> blocks) {
    return blocks.stream().mapToInt(Sections::statements).sum();
  }

  /** A statement ends with a semicolon; strings and comments have none. */
  private static int statements(CodeBlock block) {
    return (int) block.toString().chars().filter(c -> c == ';').count();
  }
}
