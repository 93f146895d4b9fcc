package org.netwright.samples.penguins;

import java.time.LocalDate;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.netwright.annotations.Calendar;
import org.netwright.annotations.CalendarPart;
import org.netwright.annotations.Category;
import org.netwright.annotations.Ignore;

/**
 * A line of the table: a bird at its nest. Components that may be missing are {@code @Nullable} or
 * {@code Optional}, either of which would do.
 *
 * @param individualId the nest, and which of its two birds this is, as in {@code N5A2}
 * @param species an enum: there are no others in the study
 * @param island a text: there are other islands, and the network is to take them too
 * @param clutchCompletion whether the nest was seen with two eggs
 * @param dateEgg when the first egg was seen
 * @param culmenLength the length of the bill in mm
 * @param culmenDepth the depth of the bill in mm
 * @param flipperLength in mm
 * @param bodyMass in g
 * @param delta15N nitrogen isotopes in the blood, in ‰: how high in the food chain the bird eats
 * @param delta13C carbon isotopes in the blood, in ‰: where it finds its food
 * @param sex what is to be predicted; the network must not see it
 */
record Penguin(
    @Ignore String individualId,
    Species species,
    @Category(atMost = 8) String island,
    boolean clutchCompletion,
    @Calendar({CalendarPart.YEAR, CalendarPart.DAY_OF_YEAR}) LocalDate dateEgg,
    @Nullable Double culmenLength,
    @Nullable Double culmenDepth,
    @Nullable Integer flipperLength,
    @Nullable Integer bodyMass,
    OptionalDouble delta15N,
    OptionalDouble delta13C,
    @Ignore @Nullable Sex sex) {

  /** Returns the number of the nest, 5 for {@code N5A2}. */
  int nest() {
    return Integer.parseInt(individualId.substring(1, individualId.indexOf('A')));
  }

  /** Returns whether another bird is of the same pair, which is a female and a male. */
  boolean isMateOf(Penguin other) {
    return species == other.species
        && nest() == other.nest()
        && dateEgg.equals(other.dateEgg)
        && !individualId.equals(other.individualId);
  }
}
