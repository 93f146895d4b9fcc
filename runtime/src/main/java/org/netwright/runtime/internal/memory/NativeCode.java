package org.netwright.runtime.internal.memory;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.netwright.runtime.internal.text.Versions;

/** The native code of JavaCPP, which allocates memory, and of OpenBLAS, which multiplies. */
public final class NativeCode {
  private static final String LIBRARY = "jniopenblas_nolapack";

  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private static volatile boolean found;

  private NativeCode() {}

  /**
   * Begins to load the native code on another thread, while this one does other work, such as
   * reading a model. With one processor it would only take time from that work.
   */
  public static void loadSoon() {
    if (Runtime.getRuntime().availableProcessors() > 1 && BEGUN.compareAndSet(false, true)) {
      Thread loader = new Thread(NativeCode::load, "netwright-native-code");
      loader.setDaemon(true);
      try {
        loader.start();
      } catch (OutOfMemoryError noThread) {
        // It is loaded when it is needed.
      }
    }
  }

  private static void load() {
    try {
      loadMemory();
      loadProducts();
    } catch (Throwable ignored) {
      // Whoever needs it gets the exception.
    }
  }

  /**
   * Loads JavaCPP's native code, and finds OpenBLAS's, which the first large product loads.
   *
   * @throws IllegalStateException if the class path has none for this platform; the message says
   *     which dependency to add
   */
  public static void require() {
    if (found) {
      return;
    }
    try {
      loadMemory();
      if (!isFound()) {
        // It may be installed in the system.
        loadProducts();
      }
      found = true;
    } catch (LinkageError e) {
      throw new IllegalStateException(missing(), e);
    }
  }

  private static void loadMemory() {
    Pointer.free(Pointer.malloc(1));
  }

  /**
   * Loads OpenBLAS, as a first call of one of its functions does. {@code Loader.load} would hold a
   * lock while it waits for another thread that has begun to do the same, and needs this lock.
   */
  public static void loadProducts() {
    try {
      Class.forName(openblas_nolapack.class.getName());
    } catch (ClassNotFoundException | LinkageError e) {
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
