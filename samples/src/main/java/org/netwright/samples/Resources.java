package org.netwright.samples;

import java.net.URL;
import java.util.Objects;

/** The data sets that come with the samples. */
public final class Resources {
  private Resources() {}

  /** Returns the location of a file in the resource folder {@code data}. */
  public static URL data(String file) {
    return Objects.requireNonNull(Resources.class.getResource("/data/" + file), file);
  }
}
