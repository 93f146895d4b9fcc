package org.netwright.samples.texts;

/** Whether a sentence recommends or not. */
enum Opinion {
  NEGATIVE,
  POSITIVE;

  Opinion opposite() {
    return this == POSITIVE ? NEGATIVE : POSITIVE;
  }
}
