package org.netwright.samples;

import java.net.URL;
import java.util.Objects;

/** The data sets that the samples carry. */
public final class Resources {
  private Resources() {}

  /** Returns where a file of the resource folder {@code data} is. */
  public static URL data(String file) {
    return Objects.requireNonNull(Resources.class.getResource("/data/" + file), file);
  }
}
