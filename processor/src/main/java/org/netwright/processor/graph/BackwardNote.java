package org.netwright.processor.graph;

import java.util.List;
import java.util.stream.Stream;

/**
 * The part of an operation in the comment above the backward pass of its layer, such as {@code
 * hidden: through relu to its weight and bias; l1 added}.
 *
 * @param through the operations of the forward pass that it leads through
 * @param to where it leads
 * @param added the penalties whose gradients it adds
 */
public record BackwardNote(List<String> through, String to, List<String> added) {
  /** Says nothing. */
  public static final BackwardNote NONE = new BackwardNote(List.of(), "", List.of());

  public static BackwardNote through(String operation) {
    return new BackwardNote(List.of(operation), "", List.of());
  }

  /** To parameters of the layer. */
  public static BackwardNote to(String parameters) {
    return new BackwardNote(List.of(), " to " + parameters, List.of());
  }

  /** To the layer before. */
  public static BackwardNote onTo(String layer) {
    return new BackwardNote(List.of(), " and on to " + layer, List.of());
  }

  /** The same, and on to the layer before. */
  public BackwardNote onwards(String layer) {
    return new BackwardNote(through, " and on to " + layer, added);
  }

  public static BackwardNote adding(List<String> penalties) {
    return new BackwardNote(List.of(), "", penalties);
  }

  /** The note of an operation that also adds gradients of penalties. */
  public BackwardNote and(List<String> penalties) {
    return new BackwardNote(
        through, to, Stream.of(added, penalties).flatMap(List::stream).toList());
  }
}
