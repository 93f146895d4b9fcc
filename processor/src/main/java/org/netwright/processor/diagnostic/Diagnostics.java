package org.netwright.processor.diagnostic;

import java.util.ArrayList;
import java.util.List;

/** All messages about a declaration, in the order in which they were found. */
public record Diagnostics(List<Diagnostic> all) {

  public Diagnostics {
    all = List.copyOf(all);
  }

  public static Diagnostics of(Message message, SourceRef ref, Object... arguments) {
    return new Builder().add(message, ref, arguments).build();
  }

  public boolean hasErrors() {
    return all.stream().anyMatch(diagnostic -> diagnostic.message().isError());
  }

  /** Collects diagnostics. */
  public static final class Builder {
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    public Builder add(Message message, SourceRef ref, Object... arguments) {
      diagnostics.add(new Diagnostic(message, List.of(arguments), ref));
      return this;
    }

    public boolean hasErrors() {
      return build().hasErrors();
    }

    public Diagnostics build() {
      return new Diagnostics(diagnostics);
    }
  }
}
