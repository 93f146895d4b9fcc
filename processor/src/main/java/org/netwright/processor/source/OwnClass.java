package org.netwright.processor.source;

import org.netwright.processor.diagnostic.SourceRef;

/**
 * The class that a {@code @Penalty} names.
 *
 * @param type what a trainer needs to create an instance
 * @param isPenalty whether it implements the runtime's {@code ParameterPenalty}
 * @param hasPublicConstructor whether its constructor without parameters is public
 * @param ref the place in the source that names it
 */
public record CustomPenaltyClass(
    ClassDeclaration type, boolean isPenalty, boolean hasPublicConstructor, SourceRef ref) {

  /** The name of the penalty in reports: {@code smoothness} for {@code Smoothness}. */
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
