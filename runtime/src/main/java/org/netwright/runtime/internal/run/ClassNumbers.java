package org.netwright.runtime.internal.run;

import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.internal.data.Names;
import org.netwright.runtime.internal.text.Spelling;

/**
 * Finds the classes that users name.
 *
 * @param layer the layer with the loss, for messages
 * @param classes the number of classes; 2 for no and yes
 * @param names their names, or empty
 * @param isYesOrNo whether true and false are classes
 */
record ClassNumbers(String layer, int classes, List<String> names, boolean isYesOrNo) {

  /**
   * Returns the number of a class.
   *
   * @param key a name, a constant of an enum, a whole number, or true or false
   * @throws IllegalArgumentException if it is not a class
   */
  int of(Object key) {
    if (key instanceof Boolean answer) {
      if (!isYesOrNo) {
        throw notAClass(key, "true and false are classes of yes-or-no outputs only");
      }
      return answer ? 1 : 0;
    }
    if (key instanceof Enum<?> constant) {
      return named(constant.name());
    }
    return key instanceof Number number ? numbered(number) : named(key.toString());
  }

  /** Returns the name of a class, or its number if it has none. */
  String name(int number) {
    return number < names.size() ? names.get(number) : Integer.toString(number);
  }

  private int numbered(Number key) {
    double number = key.doubleValue();
    int alike = names.indexOf(key.toString());
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
    int number = names.indexOf(name);
    if (number >= 0) {
      return number;
    }
    throw notAClass(
        name,
        names.isEmpty()
            ? "the classes have no names; use their numbers, from 0 to " + (classes - 1)
            : "they are "
                + Names.shortened(new ArrayList<>(names))
                + Spelling.didYouMean(name, names));
  }

  private IllegalArgumentException notAClass(Object key, String why) {
    return new IllegalArgumentException(
        "classWeights of %s: %s is not a class; %s".formatted(layer, key, why));
  }
}
