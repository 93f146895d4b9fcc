package org.netwright.samples.penguins;

/** The sex of a bird, found from a sample of its blood. */
enum Sex {
  FEMALE,
  MALE
}
