package org.netwright.processor.source;

/**
 * The class that a {@code @Penalty} names.
 *
 * @param type what a trainer needs to know to make an instance
 * @param isPenalty whether it implements the runtime's {@code ParameterPenalty}
 * @param hasPublicConstructor whether other packages can call one without parameters
 * @param ref where it is named
 */
public record CustomPenaltyClass(
    ClassDeclaration type, boolean isPenalty, boolean hasPublicConstructor, SourceRef ref) {

  /** What reports call the penalty: {@code smoothness} for {@code Smoothness}. */
  public String title() {
    String name = type.simpleName();
    boolean startsWithAcronym =
        name.length() > 1
            && Character.isUpperCase(name.charAt(0))
            && Character.isUpperCase(name.charAt(1));
    return startsWithAcronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** Whether code in a package can make an instance, as far as visibility goes. */
  public boolean isVisibleFrom(String packageName) {
    return type.packageName().equals(packageName) || (type.isPublic() && hasPublicConstructor);
  }
}
