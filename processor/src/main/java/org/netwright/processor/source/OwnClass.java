package org.netwright.processor.source;

import org.netwright.processor.diagnostic.SourceRef;

/**
 * A class of the user that a {@code @Penalty} or a {@code @Loss} names.
 *
 * @param type what a trainer needs to create an instance
 * @param contract what it must implement
 * @param fulfilsContract whether it does
 * @param hasPublicConstructor whether its constructor without parameters is public
 * @param ref the place in the source that names it
 */
public record OwnClass(
    ClassDeclaration type,
    Contract contract,
    boolean fulfilsContract,
    boolean hasPublicConstructor,
    SourceRef ref) {

  /** An interface of the runtime. */
  public enum Contract {
    PENALTY("org.netwright.runtime.ParameterPenalty"),
    LOSS("org.netwright.runtime.OutputLoss");

    private final String type;

    Contract(String type) {
      this.type = type;
    }

    /** Its qualified name. */
    String type() {
      return type;
    }
  }

  /** Its name in reports: {@code smoothness} for {@code Smoothness}. */
  public String title() {
    String name = type.simpleName();
    boolean startsWithAcronym =
        name.length() > 1
            && Character.isUpperCase(name.charAt(0))
            && Character.isUpperCase(name.charAt(1));
    return startsWithAcronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** Whether code in a package has access to the class and its constructor. */
  public boolean isVisibleFrom(String packageName) {
    return type.packageName().equals(packageName) || (type.isPublic() && hasPublicConstructor);
  }
}
