package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.diagnostic.Message;

/**
 * What is wrong with an annotation by itself, whatever it is applied to.
 *
 * @param message takes the details
 */
public record Misuse(Message message, List<Object> details) {

  public Misuse {
    details = List.copyOf(details);
  }
}
