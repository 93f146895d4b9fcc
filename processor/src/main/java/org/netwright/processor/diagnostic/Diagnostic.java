package org.netwright.processor.diagnostic;

import java.util.List;

/** A message about a declaration, with its place in the source. */
public record Diagnostic(Message message, List<Object> arguments, SourceRef ref) {

  public String text() {
    return message.format(arguments.toArray());
  }
}
