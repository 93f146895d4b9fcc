package org.netwright.runtime.internal.predict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The probabilities of classes by their names. */
public final class ClassProbabilities {
  private ClassProbabilities() {}

  /**
   * Returns those of an example.
   *
   * @param classes in the order of their numbers; two for an output of yes or no
   */
  public static <C> Map<C, Float> of(
      RecordPredictor records, Object example, boolean isStrict, int output, List<C> classes) {
    float[] probabilities = records.newRow(output);
    records.probabilities(example, isStrict, output, probabilities);
    Map<C, Float> byClass = new LinkedHashMap<>();
    if (probabilities.length == 1) {
      byClass.put(classes.get(0), 1 - probabilities[0]);
      byClass.put(classes.get(1), probabilities[0]);
    } else {
      for (int i = 0; i < probabilities.length; i++) {
        byClass.put(classes.get(i), probabilities[i]);
      }
    }
    return Collections.unmodifiableMap(byClass);
  }
}
