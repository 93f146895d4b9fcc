package org.netwright.runtime.internal.memory;

import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.netwright.runtime.internal.text.Versions;

/** The native code of JavaCPP, which allocates memory, and of OpenBLAS, which multiplies. */
public final class NativeCode {
  private static final String LIBRARY = "jniopenblas_nolapack";

  private NativeCode() {}

  /**
   * Loads JavaCPP's native code, and finds OpenBLAS's, which the first large product loads.
   *
   * @throws IllegalStateException if the class path has none for this platform; the message says
   *     which dependency to add
   */
  public static void require() {
    try {
      Pointer.free(Pointer.malloc(1));
      if (!isFound()) {
        // It may be installed in the system.
        Loader.load(openblas_nolapack.class);
      }
    } catch (LinkageError e) {
      throw new IllegalStateException(missing(), e);
    }
  }

  /** Loading takes a tenth of a second, looking does not. */
  private static boolean isFound() {
    Properties platform = Loader.loadProperties();
    String file =
        platform.getProperty("platform.library.prefix", "")
            + LIBRARY
            + platform.getProperty("platform.library.suffix", "");
    return openblas_nolapack.class.getResource(
            "/org/bytedeco/openblas/%s/%s".formatted(Loader.getPlatform(), file))
        != null;
  }

  private static String missing() {
    return """
        the native code of JavaCPP or OpenBLAS cannot be loaded on %1$s %2$s; the cause says why. \
        If it is not on the class path, add the dependency netwright-cpu:
          Maven:  <dependency><groupId>org.netwright</groupId>\
        <artifactId>netwright-cpu</artifactId><version>%3$s</version></dependency>
          Gradle: implementation("org.netwright:netwright-cpu:%3$s"), and the native code as in \
        starter/build.gradle"""
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Versions.of("org.netwright", "netwright-runtime"));
  }
}
