package org.netwright.samples.penguins;

import java.util.List;

/**
 * Divides the birds by their nests. The birds of a nest are a female and a male, so what is known
 * of one says something of the other: they are in the same fold.
 */
final class Folds {
  static final int COUNT = 5;

  private Folds() {}

  /** Returns the birds of a fold. */
  static List<Penguin> only(List<Penguin> birds, int fold) {
    return birds.stream().filter(bird -> bird.nest() % COUNT == fold).toList();
  }

  /** Returns the birds of the other folds. */
  static List<Penguin> others(List<Penguin> birds, int fold) {
    return birds.stream().filter(bird -> bird.nest() % COUNT != fold).toList();
  }
}
