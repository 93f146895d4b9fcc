package org.netwright.runtime.internal.data;

import java.util.List;
import org.netwright.runtime.data.Column;
import org.netwright.runtime.data.Columns;

/** The columns of a folder of images: the class of each image, and no features with names. */
public final class ImageColumns {
  private static final String TARGET = "class";

  private ImageColumns() {}

  /** Returns the columns of images with these classes, in the order of their numbers. */
  public static Columns of(List<String> classes) {
    return new Columns(List.of(), List.of(new Column(TARGET, classes)));
  }

  /** Returns whether columns are those of images. */
  public static boolean are(Columns columns) {
    return columns.features().isEmpty() && !columns.classNames().isEmpty();
  }
}
