package org.netwright.processor.diagnostic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * Prints diagnostics through the compiler, which shows each diagnostic at its place in the source.
 * Warnings that the source suppresses are omitted.
 */
public final class DiagnosticPrinter {
  private final Messager messager;
  private final Set<String> sources;

  /** Eclipse's compiler has no place for what is in a record. */
  private final boolean isEclipse;

  /** What was printed: a part of several networks is checked with each of them. */
  private final Set<Object> printed = new HashSet<>();

  /**
   * Prints to a compiler.
   *
   * @param sources the names of the top-level classes that are compiled from sources
   */
  public DiagnosticPrinter(Messager messager, Set<String> sources) {
    this.messager = messager;
    this.sources = Set.copyOf(sources);
    this.isEclipse = messager.getClass().getName().startsWith("org.eclipse.");
  }

  public void print(Diagnostics diagnostics) {
    diagnostics.all().stream()
        .filter(d -> !isSuppressed(d))
        .filter(this::isNew)
        .forEach(this::print);
  }

  /** Whether its message was not printed for its place yet. */
  private boolean isNew(Diagnostic diagnostic) {
    SourceRef ref = diagnostic.ref().shown(this::hasSource);
    return printed.add(
        List.of(
            diagnostic.message(),
            ref.element(),
            String.valueOf(ref.annotation().orElse(null)),
            String.valueOf(ref.value().orElse(null)),
            diagnostic.text().replaceAll("\\w+(\\.\\w+)*\\.(?=\\w)", "")));
  }

  private static boolean isSuppressed(Diagnostic diagnostic) {
    return !diagnostic.message().isError()
        && diagnostic.ref().suppressions().contains(diagnostic.message().id());
  }

  /** Whether the compiler can show the place of an element. */
  private boolean hasSource(Element element) {
    Element around = element.getEnclosingElement();
    if (isEclipse && around != null && around.getKind() == ElementKind.RECORD) {
      return false;
    }
    String outermost = "";
    for (Element e = element; e != null; e = e.getEnclosingElement()) {
      if (e instanceof TypeElement type) {
        outermost = type.getQualifiedName().toString();
      }
    }
    return sources.contains(outermost);
  }

  private void print(Diagnostic diagnostic) {
    SourceRef ref = diagnostic.ref().shown(this::hasSource);
    messager.printMessage(
        diagnostic.message().kind(),
        diagnostic.text(),
        ref.element(),
        ref.annotation().orElse(null),
        ref.value().orElse(null));
  }
}
