package org.netwright.runtime.internal.run;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.netwright.runtime.internal.input.ClassFactors;

/**
 * The class weights of a run.
 *
 * @param factors by the number of the class
 * @param words what was set, by the layer of the loss, to be read and compared
 */
record ClassWeighting(ClassFactors factors, Map<String, String> words) {
  static final ClassWeighting NONE = new ClassWeighting(ClassFactors.NONE, Map.of());

  ClassWeighting {
    words = Map.copyOf(words);
  }

  /**
   * Returns what was set in one line.
   *
   * @param words by the layer of the loss
   * @param none if nothing was set
   */
  static String line(Map<String, String> words, String none) {
    return words.isEmpty()
        ? none
        : words.size() == 1
            ? words.values().iterator().next()
            : new TreeMap<>(words)
                .entrySet().stream()
                    .map(loss -> loss.getKey() + ": " + loss.getValue())
                    .collect(Collectors.joining("; "));
  }
}
