package org.netwright.processor.kind;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The role of a parameter in its layer. */
public enum Role {
  WEIGHT,
  /** The weight that multiplies the state of a recurrent layer. */
  RECURRENT,
  BIAS,
  /** Of a normalisation. */
  SCALE,
  /** The table of an embedding, whose gradient is sparse. */
  EMBEDDING;

  /** In words, each once: {@code weight, bias and scale}. */
  public static String words(Collection<Role> roles) {
    List<String> words = roles.stream().distinct().sorted().map(Role::word).toList();
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  private String word() {
    return this == RECURRENT ? "recurrent weight" : suffix();
  }

  /** Whether its parameters are matrices, which have groups of weights. */
  public boolean isWeight() {
    return this == WEIGHT || this == RECURRENT;
  }

  /** Its part of the name of a parameter: {@code hidden.weight}. */
  public String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }
}
