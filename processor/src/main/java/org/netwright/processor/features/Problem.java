package org.netwright.processor.features;

import java.util.List;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.SourceRef;

/** What is wrong with a record, or a component of it. */
public record Problem(Message message, SourceRef ref, List<Object> details) {

  public Problem {
    details = List.copyOf(details);
  }
}
