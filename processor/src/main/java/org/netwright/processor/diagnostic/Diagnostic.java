package org.netwright.processor.diagnostic;

import java.util.List;
import org.netwright.processor.source.SourceRef;

/** One thing to be said of a declaration, and where. */
public record Diagnostic(Message message, List<Object> arguments, SourceRef ref) {

  public String text() {
    return message.format(arguments.toArray());
  }
}
