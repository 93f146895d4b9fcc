package org.netwright.samples.service;

import java.util.Map;
import java.util.Map.Entry;
import org.netwright.runtime.ModelVersion;

/**
 * A prediction.
 *
 * @param species the most likely one
 * @param probabilities of each species
 * @param model which model this is from: the first digits of the hash of its file
 */
record Answer(Species species, Map<Species, Float> probabilities, String model) {
  static Answer of(PenguinNetModel model, ModelVersion version, Penguin penguin) {
    Map<Species, Float> probabilities = model.probabilities(penguin);
    Species likeliest =
        probabilities.entrySet().stream().max(Entry.comparingByValue()).orElseThrow().getKey();
    return new Answer(likeliest, probabilities, version.id());
  }
}
