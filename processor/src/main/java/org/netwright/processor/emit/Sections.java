package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Code that a method has room for, or that it calls section by section: the JVM takes no method of
 * more than 64 KB, and compiles none of more than 8 KB.
 */
final class Sections {
  /** What one statement takes is at most 50 bytes. */
  static final int STATEMENTS_OF_A_SECTION = 150;

  /** For so many statements a method has room that runs once, and need not be compiled. */
  static final int ROOM_OF_WHAT_RUNS_ONCE = 800;

  private final String name;
  private final List<ParameterSpec> parameters;
  private final Modifier[] modifiers;

  /**
   * Sections of methods.
   *
   * @param name theirs, which a number follows
   * @param parameters what the code needs
   * @param modifiers beside {@code private}
   */
  Sections(String name, List<ParameterSpec> parameters, Modifier... modifiers) {
    this.name = name;
    this.parameters = parameters;
    this.modifiers = modifiers;
  }

  /**
   * Adds code to a method.
   *
   * @param blocks of whole statements, each of which stays in one piece
   * @param room for how many statements the method has room
   * @return the methods that it calls, if it has not room for all
   */
  List<MethodSpec> addTo(CodeBlock.Builder method, List<CodeBlock> blocks, int room) {
    List<MethodSpec> sections = new ArrayList<>();
    if (statements(blocks) <= room) {
      blocks.forEach(method::add);
      return sections;
    }
    List<CodeBlock> section = new ArrayList<>();
    for (CodeBlock block : blocks) {
      if (!section.isEmpty()
          && statements(section) + statements(List.of(block)) > STATEMENTS_OF_A_SECTION) {
        sections.add(write(section, sections.size() + 1));
        section.clear();
      }
      section.add(block);
    }
    sections.add(write(section, sections.size() + 1));
    String arguments =
        parameters.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
    sections.forEach(called -> method.addStatement("$L($L)", called.name(), arguments));
    return sections;
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

  static int statements(List<CodeBlock> blocks) {
    return blocks.stream()
        .mapToInt(block -> (int) block.toString().chars().filter(c -> c == ';').count())
        .sum();
  }
}
