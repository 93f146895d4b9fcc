package org.netwright.processor.diagnostic;

import java.util.ArrayList;
import java.util.List;
import org.netwright.processor.source.SourceRef;

/** All messages about a declaration, in the order in which they were found. */
public record Report(List<Diagnostic> diagnostics) {

  public Report {
    diagnostics = List.copyOf(diagnostics);
  }

  public static Report of(Message message, SourceRef ref, Object... arguments) {
    return new Builder().add(message, ref, arguments).build();
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(diagnostic -> diagnostic.message().isError());
  }

  /** Collects diagnostics. */
  public static final class Builder {
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    public Builder add(Message message, SourceRef ref, Object... arguments) {
      diagnostics.add(new Diagnostic(message, List.of(arguments), ref));
      return this;
    }

    public Report build() {
      return new Report(diagnostics);
    }
  }
}
