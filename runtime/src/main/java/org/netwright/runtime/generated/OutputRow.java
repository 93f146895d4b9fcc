package org.netwright.runtime.generated;

/** The outputs of a network for one example, in the order of their fields. */
public interface OutputRow {

  /** Returns the number of the most likely class. */
  int classNumber(int output);

  /** Returns whether an output of yes or no is more likely yes. */
  boolean flag(int output);

  /** Returns the only number of an output. */
  float number(int output);

  /** Returns the numbers of an output in a new array. */
  float[] numbers(int output);
}
