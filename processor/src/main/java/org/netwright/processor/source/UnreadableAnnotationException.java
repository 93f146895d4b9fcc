package org.netwright.processor.source;

/** A member is missing or does not compile. The compiler itself reports that. */
final class UnreadableAnnotationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableAnnotationException(String annotation, String member) {
    super("@" + annotation + " has no readable " + member);
  }
}
