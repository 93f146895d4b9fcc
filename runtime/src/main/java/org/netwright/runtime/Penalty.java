package org.netwright.runtime;

/**
 * One penalty of one layer: its name, such as {@code hidden.l1}, and its strength, which may change
 * between steps.
 */
public final class Penalty {
  private final int index;
  private final String name;
  private double strength;

  Penalty(int index, String name, double strength) {
    this.index = index;
    this.name = name;
    this.strength = requireStrength(name, strength);
  }

  /** Returns the layer and the kind, as in {@code hidden.l1}. */
  public String name() {
    return name;
  }

  /** Returns the factor before {@code Σ|p|} or {@code Σp²}. */
  public double strength() {
    return strength;
  }

  /**
   * Sets the strength, from the next step on.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if the strength is out of range
   */
  public void strength(double strength) {
    this.strength = requireStrength(name, strength);
  }

  /**
   * Returns the strength, for a call in an assignment.
   *
   * @param name the penalty's name, for the message
   * @throws IllegalArgumentException if the strength is negative, infinite or not a number
   */
  public static double requireStrength(String name, double strength) {
    if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": the strength must be finite and ≥ 0, got " + strength);
    }
    return strength;
  }

  /** Returns its place among the penalties of the network. */
  int index() {
    return index;
  }

  /** Returns the part of the name after the dot, as in {@code l1}. */
  String kind() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public String toString() {
    return name + " = " + strength;
  }
}
