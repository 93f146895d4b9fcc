package org.netwright.runtime.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The versions of libraries on the class path. */
public final class Versions {
  private Versions() {}

  /** Reads the file that Maven puts into each jar; a folder of classes has none. */
  public static String of(String group, String artifact) {
    String file = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
    try (InputStream in = Versions.class.getResourceAsStream(file)) {
      if (in == null) {
        return "built from source";
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
