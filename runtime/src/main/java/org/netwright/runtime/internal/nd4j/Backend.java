package org.netwright.runtime.internal.nd4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.text.Versions;

/** ND4J's backend, which the application's class path has to contain. */
public final class Backend {
  private static final String CPU = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";

  private static final String DECLARATION = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

  private static final boolean OTHER = hasOther();

  private Backend() {}

  /**
   * Loads the backend if that has not been done yet, and returns what executes its operations.
   *
   * @throws IllegalStateException if the class path has no backend, or if the one that it has
   *     cannot be loaded; the message says which dependency to add
   */
  public static OpExecutioner executioner() {
    try {
      return Nd4j.getExecutioner();
    } catch (LinkageError e) {
      // ND4J fails in a static initialiser. Only the first call gets its exception, later ones get
      // a NoClassDefFoundError, so the class path is examined to find the cause.
      throw new IllegalStateException(isOnClassPath() ? unloadable() : missing(), e);
    }
  }

  /**
   * Returns whether the class path has a backend for another processor than the CPU, or one that is
   * not known. It is not loaded.
   */
  public static boolean isOther() {
    return OTHER;
  }

  private static boolean hasOther() {
    return !List.of(CPU).containsAll(names());
  }

  private static boolean isOnClassPath() {
    return !names().isEmpty();
  }

  /** Returns the names in the files that declare backends, so that no class of ND4J is loaded. */
  private static Set<String> names() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? Backend.class.getClassLoader() : context;
    Set<String> names = new TreeSet<>();
    try {
      for (URL file : Collections.list(loader.getResources(DECLARATION))) {
        try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
          lines
              .lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(name -> !name.isEmpty())
              .forEach(names::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the class path cannot be read: " + e.getMessage(), e);
    }
    return names;
  }

  private static String missing() {
    String version = Versions.of("org.netwright", "netwright-runtime");
    return """
        ND4J has no backend on the class path. Add the dependency netwright-cpu:
          Maven:  <dependency><groupId>org.netwright</groupId>\
        <artifactId>netwright-cpu</artifactId><version>%1$s</version></dependency>
          Gradle: implementation("org.netwright:netwright-cpu:%1$s"), and the native code as in \
        starter/build.gradle"""
        .formatted(version);
  }

  private static String unloadable() {
    return """
        ND4J's backend is on the class path but cannot be loaded on %s %s; the cause says why. If \
        its native code is missing: with Maven, add the dependency netwright-cpu, which brings the \
        native code of the platform; with Gradle, add it as starter/build.gradle does."""
        .formatted(System.getProperty("os.name"), System.getProperty("os.arch"));
  }
}
