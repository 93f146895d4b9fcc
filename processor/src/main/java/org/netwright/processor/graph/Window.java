package org.netwright.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The window that a convolution or a pooling moves over images: the runtime's {@code Window}. That
 * of a signal has the height 1.
 *
 * @param size height and width
 * @param stride the distance between two positions, in rows and columns
 * @param padding the rows above and the columns before the image that it reads
 * @param dilation the distance between what it reads, in rows and columns
 */
public record Window(
    List<Integer> size, List<Integer> stride, List<Integer> padding, List<Integer> dilation) {
  private static final List<Integer> ONES = List.of(1, 1);

  public Window {
    size = List.copyOf(size);
    stride = List.copyOf(stride);
    padding = List.copyOf(padding);
    dilation = List.copyOf(dilation);
  }

  public boolean hasStride() {
    return !stride.equals(ONES);
  }

  public boolean hasPadding() {
    return !padding.equals(List.of(0, 0));
  }

  public boolean hasDilation() {
    return !dilation.equals(ONES);
  }

  /** The number of elements that it reads of each channel. */
  public long elements() {
    return (long) size.get(0) * size.get(1);
  }

  /** {@code 3x3, stride 2x2, padding 1x1}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add(text(size));
    if (hasStride()) {
      parts.add("stride " + text(stride));
    }
    if (hasPadding()) {
      parts.add("padding " + text(padding));
    }
    if (hasDilation()) {
      parts.add("dilation " + text(dilation));
    }
    return String.join(", ", parts);
  }

  /** {@code WINDOW_3X3_STRIDE_2X2}. */
  public String constant() {
    return ("window " + this).replace(",", "").replace(' ', '_').toUpperCase(Locale.ROOT);
  }

  private static String text(List<Integer> pair) {
    return pair.get(0) + "x" + pair.get(1);
  }
}
