package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Map;

/** Writes calls on one line if they fit, and otherwise with the arguments on lines of their own. */
final class Calls {
  /** Of each enclosing class, of the method, and of its statements. */
  private static final int INDENTATION = 2;

  /** Of the continuation lines of a statement. */
  private static final int CONTINUATION = 4;

  /** Of a statement, after the last argument. */
  private static final String END = ");";

  private final int indentation;
  private final String continuation;

  /**
   * Writes calls for the methods of a class.
   *
   * @param classes the number of enclosing classes: 1, or 2 in a nested class
   */
  Calls(int classes) {
    this((classes + 1) * INDENTATION, CONTINUATION);
  }

  /**
   * Writes calls.
   *
   * @param indentation of the line
   * @param added to a continuation line by JavaPoet; the rest is added here
   */
  private Calls(int indentation, int added) {
    this.indentation = indentation;
    this.continuation = " ".repeat(CONTINUATION - added);
  }

  /**
   * A call, without the semicolon.
   *
   * @param method with the receiver
   */
  CodeBlock call(String method, List<CodeBlock> arguments) {
    return call(CodeBlock.of("$L", method), arguments);
  }

  /**
   * A call, without the semicolon.
   *
   * @param method with the receiver, or a constructor
   */
  CodeBlock call(CodeBlock method, List<CodeBlock> arguments) {
    CodeBlock call = CodeBlock.of("$L($L)", method, CodeBlock.join(arguments, ", "));
    return fits(call) ? call : CodeBlock.of("$L(\n$L$L)", method, continuation, lines(arguments));
  }

  /** An assignment of what a call returns, without the semicolon. */
  CodeBlock assignment(String variable, String method, List<CodeBlock> arguments) {
    CodeBlock call = CodeBlock.of("$L($L)", method, CodeBlock.join(arguments, ", "));
    if (fits(CodeBlock.of("$L = $L", variable, call))) {
      return CodeBlock.of("$L = $L", variable, call);
    }
    return fitsOnNextLine(call)
        ? CodeBlock.of("$L =\n$L", variable, call)
        : call(variable + " = " + method, arguments);
  }

  /**
   * Calls on what the call before returns, without the semicolon: on one line if they fit, and
   * otherwise each on a line of its own.
   *
   * @param receiver of the first call
   * @param methods each with its arguments
   */
  CodeBlock chain(String receiver, Map<String, List<CodeBlock>> methods) {
    CodeBlock line =
        methods.entrySet().stream()
            .map(
                call ->
                    CodeBlock.of(".$L($L)", call.getKey(), CodeBlock.join(call.getValue(), ", ")))
            .collect(CodeBlock.joining("", receiver, ""));
    if (fits(line)) {
      return line;
    }
    if (methods.size() == 1) {
      Map.Entry<String, List<CodeBlock>> only = methods.entrySet().iterator().next();
      return call(receiver + "." + only.getKey(), only.getValue());
    }
    Calls continued = new Calls(indentation + CONTINUATION, 0);
    CodeBlock.Builder lines = CodeBlock.builder().add("$L", receiver);
    methods.forEach(
        (method, arguments) -> lines.add("\n$L", continued.call("." + method, arguments)));
    return lines.build();
  }

  /** Whether a statement fits on a line. */
  boolean fits(CodeBlock statement) {
    return !statement.toString().contains("\n")
        && indentation + length(statement) < Tidy.LINE_LENGTH;
  }

  /** Whether an expression fits on a line that continues a statement. */
  boolean fitsOnNextLine(CodeBlock expression) {
    return !expression.toString().contains("\n")
        && indentation + CONTINUATION + length(expression) + END.length() <= Tidy.LINE_LENGTH;
  }

  /** The arguments on as few lines as possible. */
  private CodeBlock lines(List<CodeBlock> arguments) {
    CodeBlock.Builder lines = CodeBlock.builder();
    int length = 0;
    for (int i = 0; i < arguments.size(); i++) {
      boolean isLast = i == arguments.size() - 1;
      int width = length(arguments.get(i)) + (isLast ? END : ", ").length();
      if (i > 0) {
        boolean isFull = indentation + CONTINUATION + length + width > Tidy.LINE_LENGTH;
        lines.add(isFull ? "\n" + continuation : " ");
        length = isFull ? 0 : length;
      }
      lines.add(arguments.get(i)).add(isLast ? "" : ",");
      length += width;
    }
    return lines.build();
  }

  /** The length in the file, where types are imported. */
  private static int length(CodeBlock code) {
    return code.toString().replaceAll("\\b(?:[a-z_]+\\.)+(?=[A-Z])", "").length();
  }
}
