package org.netwright.processor.support;

import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;

/**
 * The source of a network with most kinds of values in its generated code. Types of the runtime
 * have their full names, so that classes in its package may have any name.
 *
 * @param packageName empty for the unnamed package
 * @param modifiers of the class, with further annotations
 * @param onHidden further annotations of its layer {@code hidden}
 * @param importsLayer whether {@code Layer} is imported instead, so that {@code org} may hide the
 *     package
 * @param members further members of the class
 */
public record NetworkSource(
    String packageName,
    String name,
    String modifiers,
    String onHidden,
    boolean importsLayer,
    String members) {

  /** A network with this name, in a package or, if that is empty, in the unnamed one. */
  public NetworkSource(String packageName, String name) {
    this(packageName, name, "", "", false, "");
  }

  public NetworkSource onHidden(String annotations) {
    return new NetworkSource(packageName, name, modifiers, annotations, importsLayer, members);
  }

  public NetworkSource importingLayer() {
    return new NetworkSource(packageName, name, modifiers, onHidden, true, members);
  }

  public NetworkSource modifiers(String modifiers) {
    return new NetworkSource(packageName, name, modifiers, onHidden, importsLayer, members);
  }

  public NetworkSource members(String members) {
    return new NetworkSource(packageName, name, modifiers, onHidden, importsLayer, members);
  }

  /** The network in a file of its own. */
  public JavaFileObject file() {
    return file(packageName, name, imports() + declaration());
  }

  /**
   * The network in the file of a class around it.
   *
   * @param outer the class, with {@code %s} in the place of the network
   */
  public JavaFileObject fileIn(String outer, String outerName) {
    return file(packageName, outerName, imports() + outer.formatted(declaration()));
  }

  private String imports() {
    String layer = importsLayer ? "import org.netwright.runtime.Layer;\n" : "";
    return "import org.netwright.annotations.*;\n" + layer;
  }

  private String declaration() {
    return """
        @Network %1$s class %2$s {
          %3$s
          @Input(2) %4$s in;
          @Linear(3) @Gelu @Dropout(0.1) @L2(value = 0.1, towards = Anchor.INITIAL) @MaxNorm(2) %5$s
          %4$s hidden;
          @Linear(1) @GroupLasso(0.01) @MeanSquaredError %4$s y;
        }
        """
        .formatted(
            modifiers,
            name,
            members,
            importsLayer ? "Layer" : "org.netwright.runtime.Layer",
            onHidden);
  }

  /** A class in a package or, if that is empty, in the unnamed one. */
  public static JavaFileObject file(String packageName, String name, String text) {
    return packageName.isEmpty()
        ? JavaFileObjects.forSourceString(name, text)
        : JavaFileObjects.forSourceString(
            packageName + "." + name, "package " + packageName + ";\n" + text);
  }
}
