package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.stream.Collectors;
import org.netwright.processor.graph.Shape;

/** Code that several writers use. */
final class Code {
  private Code() {}

  static CodeBlock statement(String format, Object... arguments) {
    return CodeBlock.builder().addStatement(format, arguments).build();
  }

  /** A statement that assigns the part that a method creates. */
  static CodeBlock assignPart(
      Names own, String assigned, String method, List<CodeBlock> arguments) {
    return statement("$L", own.calls(2).assignment(assigned, "parts." + method, arguments));
  }

  /** {@code 28, 28}. */
  static String dimensions(Shape shape) {
    return shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
