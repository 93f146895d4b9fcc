package org.netwright.runtime.training;

import java.util.List;
import java.util.Map;
import org.netwright.runtime.NetworkTrainer;
import org.netwright.runtime.Strength;

/** Learning rates and strengths by name, as a search varies them. */
final class Settings {
  static final String LEARNING_RATE = "learningRate";

  private Settings() {}

  /**
   * Gives a trainer its settings.
   *
   * @throws IllegalArgumentException if one has no meaning for it, or is out of range
   */
  static void apply(Map<String, Double> settings, NetworkTrainer<?> trainer) {
    settings.forEach(
        (name, value) -> {
          if (name.equals(LEARNING_RATE)) {
            trainer.learningRate(value);
          } else {
            strength(name, trainer).value(value);
          }
        });
  }

  private static Strength strength(String name, NetworkTrainer<?> trainer) {
    List<Strength> all = trainer.strengths();
    return all.stream()
        .filter(strength -> strength.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no strength %s; it has %s"
                        .formatted(
                            trainer.network().getClass().getSimpleName(),
                            name,
                            all.stream().map(Strength::name).toList())));
  }
}
