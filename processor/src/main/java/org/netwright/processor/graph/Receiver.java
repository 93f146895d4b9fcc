package org.netwright.processor.graph;

/**
 * An object of a user's class, whose methods compute an operation.
 *
 * @param name the term of a penalty, {@code hidden.quartic}, or the layer of a loss
 */
public record Receiver(Kind kind, String name) {

  /** What the object computes. */
  public enum Kind {
    PENALTY,
    LOSS
  }
}
