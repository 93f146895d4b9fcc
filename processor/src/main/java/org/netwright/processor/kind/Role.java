package org.netwright.processor.kind;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The role of a parameter in its layer. */
public enum Role {
  WEIGHT,
  BIAS,
  /** What a recurrent layer multiplies its state by. */
  RECURRENT,
  /** Of a normalisation. */
  SCALE,
  /** The table of an embedding, whose gradient is sparse. */
  EMBEDDING;

  /** In words, each once: {@code weight, bias and scale}. */
  public static String words(Collection<Role> roles) {
    List<String> words = roles.stream().distinct().sorted().map(Role::suffix).toList();
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** Its part of the name of a parameter: {@code hidden.weight}. */
  public String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }
}
