package org.netwright.runtime.internal.csv;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.Names;

/** The constants of an enum by their names, in any case if that is unambiguous. */
final class Constants {
  private final Map<String, Object> byName = new HashMap<>();
  private final Map<String, Object> byLowerCase = new HashMap<>();
  private final List<String> names;

  Constants(Class<?> type) {
    Object[] constants = Objects.requireNonNull(type.getEnumConstants());
    names = Arrays.stream(constants).map(constant -> ((Enum<?>) constant).name()).toList();
    Set<String> several = new HashSet<>();
    for (int i = 0; i < constants.length; i++) {
      byName.put(names.get(i), constants[i]);
      String lower = names.get(i).toLowerCase(Locale.ROOT);
      if (byLowerCase.put(lower, constants[i]) != null) {
        several.add(lower);
      }
    }
    several.forEach(byLowerCase::remove);
  }

  /** Returns null if there is no such constant. */
  @Nullable Object find(String text) {
    Object constant = byName.get(text);
    return constant != null ? constant : byLowerCase.get(text.toLowerCase(Locale.ROOT));
  }

  /** Returns what a text should be, for messages. */
  String expected() {
    return "one of " + Names.shortened(names);
  }
}
