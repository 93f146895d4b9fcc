package org.netwright.processor.validation;

import java.util.Arrays;
import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.DeclaredClass;
import org.netwright.processor.text.Nearest;

/** Every suppressed id is that of a warning. */
final class KnownSuppressions implements ClassRule {
  private static final List<String> IDS =
      Arrays.stream(Message.values()).filter(m -> !m.isError()).map(Message::id).toList();

  @Override
  public void check(DeclaredClass declared, Diagnostics.Builder diagnostics) {
    declared.suppressions().stream()
        .filter(suppression -> !IDS.contains(suppression.id()))
        .forEach(
            suppression ->
                diagnostics.add(
                    Message.UNKNOWN_SUPPRESSION,
                    suppression.ref(),
                    suppression.id(),
                    Nearest.hint(suppression.id(), IDS)));
  }
}
