package org.netwright.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

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

  /**
   * What it reads below and to the right of images, if that is more than {@link #padding}: of
   * {@code SAME} alone.
   *
   * @param positions the shape of what it gives
   */
  public Optional<String> paddingAfter(Shape image, Shape positions) {
    List<Integer> after = after(image, positions);
    boolean reaches = IntStream.range(0, 2).anyMatch(i -> after.get(i) > padding.get(i));
    return reaches ? Optional.of("padding after " + text(after)) : Optional.empty();
  }

  /**
   * What a transposed convolution cuts off below and to the right of images, if that is more or
   * less than {@link #padding}.
   */
  public Optional<String> cutAfter(Shape image, Shape positions) {
    List<Integer> after = after(image, positions);
    return after.equals(padding) ? Optional.empty() : Optional.of("padding after " + text(after));
  }

  private List<Integer> after(Shape image, Shape positions) {
    int rank = image.dimensions().size() - 1;
    List<Integer> after = new ArrayList<>(padding);
    for (int i = 2 - rank; i < 2; i++) {
      long length = image.dimensions().get(i + rank - 1);
      long last = (positions.dimensions().get(i + rank - 1) - 1L) * stride.get(i);
      long read = last + (size.get(i) - 1L) * dilation.get(i) + 1;
      after.set(i, (int) (read - length - padding.get(i)));
    }
    return after;
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
