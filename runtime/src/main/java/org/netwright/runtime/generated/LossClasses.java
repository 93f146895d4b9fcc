package org.netwright.runtime.generated;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a loss that are declared: the constants of an enum.
 *
 * @param type the enum; null if none is declared
 * @param names of the constants, in their order; empty if no enum is declared
 */
public record LossClasses(@Nullable Class<?> type, List<String> names) {
  /** Those of a loss without an enum. */
  public static final LossClasses NONE = new LossClasses(null, List.of());

  /** Copies the names. */
  public LossClasses {
    names = List.copyOf(names);
  }

  /**
   * Returns the classes of an enum.
   *
   * @param constants those of the enum, at least one
   * @param names those that it had when the network was compiled
   * @throws IllegalStateException if they are not the same
   */
  static LossClasses of(Enum<?>[] constants, String... names) {
    List<String> now = Arrays.stream(constants).map(Enum::name).toList();
    @Nullable Class<?> type = constants.length == 0 ? null : constants[0].getDeclaringClass();
    if (!now.equals(List.of(names))) {
      throw new IllegalStateException(
          "%s has the constants %s, but the network was compiled with %s; compile it again"
              .formatted(
                  type == null ? Enum.class.getSimpleName() : type.getSimpleName(),
                  now,
                  List.of(names)));
    }
    return new LossClasses(type, now);
  }
}
