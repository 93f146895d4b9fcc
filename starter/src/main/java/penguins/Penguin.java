package penguins;

import java.util.Optional;

/**
 * What is known about a penguin. Lengths are in mm, the body mass is in g. A box such as {@code
 * Double} or an {@code Optional} may have no value.
 */
record Penguin(
    String island,
    Double billLength,
    Double billDepth,
    Double flipperLength,
    Double bodyMass,
    Optional<Sex> sex) {

  enum Sex { FEMALE, MALE }
}
