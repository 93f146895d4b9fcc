package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.stream.Collectors;
import org.netwright.processor.graph.Shape;

/** Code that several writers use. */
final class Code {
  private Code() {}

  static CodeBlock statement(String format, Object... arguments) {
    return CodeBlock.builder().addStatement(format, arguments).build();
  }

  /** {@code 28, 28}. */
  static String dimensions(Shape shape) {
    return shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
