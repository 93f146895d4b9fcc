package org.netwright.processor.graph;

/** An argument of an operation that is no value of the graph. */
public sealed interface Attribute {

  /** A number that the declaration fixes. */
  record Constant(double value) implements Attribute {
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /** The strength of a penalty, which can change between steps; the term is {@code hidden.l1}. */
  record Strength(String term) implements Attribute {
    @Override
    public String toString() {
      return "strength of " + term;
    }
  }

  /** The seed of a random draw that differs from step to step and from index to index. */
  record Seed(int index) implements Attribute {
    @Override
    public String toString() {
      return "seed " + index;
    }
  }
}
