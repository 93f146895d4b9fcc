package org.netwright.runtime;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The packages that users see, and what is visible in them. */
final class UsersPackages {
  static final List<String> NAMES =
      List.of(
          "org.netwright.runtime",
          "org.netwright.runtime.data",
          "org.netwright.runtime.metrics",
          "org.netwright.runtime.optimizer",
          "org.netwright.runtime.training");

  private UsersPackages() {}

  /** Returns the classes that users can name, by name. */
  static List<Class<?>> classes() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.netwright.runtime")
            .stream()
            .filter(type -> NAMES.contains(type.getPackageName()))
            .sorted(Comparator.comparing(JavaClass::getName))
            .<Class<?>>map(JavaClass::reflect)
            .filter(UsersPackages::isVisible)
            .toList();
  }

  private static boolean isVisible(Class<?> type) {
    return isVisible(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()))
        && !type.isAnonymousClass();
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  /** The visible members of a class. */
  static final class Members {
    private Members() {}

    static List<Member> of(Class<?> type) {
      return Stream.<Member[]>of(
              type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
          .flatMap(Stream::of)
          .filter(member -> isVisible(member.getModifiers()) && !member.isSynthetic())
          .filter(member -> !(member instanceof Method method && method.isBridge()))
          .filter(
              member ->
                  !(member instanceof Constructor<?> && Modifier.isFinal(type.getModifiers()))
                      || Modifier.isPublic(member.getModifiers()))
          .toList();
    }
  }
}
