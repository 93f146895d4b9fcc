package org.netwright.runtime.internal.run;

import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.generated.LossClasses;
import org.netwright.runtime.internal.data.Names;
import org.netwright.runtime.internal.text.AnyCase;
import org.netwright.runtime.internal.text.Spelling;

/**
 * Finds the classes that users name.
 *
 * @param layer the layer with the loss, for messages
 * @param classes the number of classes; 2 for no and yes
 * @param known their names, if they have any, and the enum that they are constants of
 * @param isYesOrNo whether true and false are classes
 */
record ClassNumbers(String layer, int classes, LossClasses known, boolean isYesOrNo) {

  /**
   * Returns the number of a class.
   *
   * @param key a name, a constant of an enum, a whole number, or true or false
   * @throws IllegalArgumentException if it is not a class
   */
  int of(Object key) {
    if (key instanceof Boolean && !isYesOrNo) {
      throw notAClass(key, "true and false are classes of yes-or-no outputs only");
    }
    if (key instanceof Enum<?> constant) {
      requireType(constant);
      return named(constant.name());
    }
    return key instanceof Number number ? numbered(number) : named(key.toString());
  }

  private List<String> names() {
    return known.names();
  }

  private void requireType(Enum<?> constant) {
    Class<?> wanted = known.type();
    Class<?> given = constant.getDeclaringClass();
    if (wanted != null && wanted != given) {
      boolean alike = wanted.getSimpleName().equals(given.getSimpleName());
      throw notAClass(
          constant.name(),
          "it is a constant of %s, but the classes are those of %s"
              .formatted(
                  alike ? given.getName() : given.getSimpleName(),
                  alike ? wanted.getName() : wanted.getSimpleName()));
    }
  }

  /** Returns the name of a class, or its number if it has none. */
  String name(int number) {
    return number < names().size() ? names().get(number) : Integer.toString(number);
  }

  private int numbered(Number key) {
    double number = key.doubleValue();
    int alike = names().indexOf(key.toString());
    if (alike >= 0 && alike != number) {
      throw notAClass(
          key,
          "the classes have names that are numbers; use the name as text, as in \"%s\""
              .formatted(key));
    }
    if (!(number >= 0 && number < classes && number == Math.rint(number))) {
      throw notAClass(key, "the classes are numbered from 0 to " + (classes - 1));
    }
    return (int) number;
  }

  private int named(String name) {
    int number = AnyCase.indexOf(names(), name);
    if (number >= 0) {
      return number;
    }
    if (isYesOrNo && (name.equals("true") || name.equals("false"))) {
      return name.equals("true") ? 1 : 0;
    }
    throw notAClass(
        name,
        names().isEmpty()
            ? "the classes have no names; use %stheir numbers, from 0 to %d"
                .formatted(isYesOrNo ? "true and false, or " : "", classes - 1)
            : "they are "
                + Names.shortened(new ArrayList<>(names()))
                + Spelling.didYouMean(name, names()));
  }

  private IllegalArgumentException notAClass(Object key, String why) {
    return new IllegalArgumentException(
        "classWeights of %s: %s is not a class; %s".formatted(layer, key, why));
  }
}
