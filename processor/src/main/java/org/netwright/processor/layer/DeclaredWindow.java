package org.netwright.processor.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Window;

/**
 * The members of an annotation that describe a window: one number for each dimension, in the order
 * of the dimensions.
 *
 * @param given the members with another number of numbers than one or {@code rank}
 * @param rank 1 for signals, 2 for images
 * @param pad the padding at both ends of each dimension; empty if {@code padding} says it
 */
record DeclaredWindow(
    int rank,
    List<Integer> size,
    List<Integer> stride,
    Optional<List<Integer>> pad,
    Padding padding,
    List<Integer> dilation,
    List<Member> given) {

  private static final String SEQUENCE =
      " This is a sequence, [n × steps × features], not a signal. Make vectors of it with"
          + " @GlobalAveragePool, and use @Linear.";

  /** The constants of the annotations' {@code Padding}. */
  enum Padding {
    SAME,
    VALID
  }

  /** A member with too many or too few numbers. */
  record Member(String name, int numbers) {}

  /**
   * A window at its place on inputs of a size.
   *
   * @param output the number of positions along each dimension
   */
  record Placed(Window window, List<Integer> output) {}

  /** Reads the members {@code stride}, {@code padding}, {@code pad}, and others. */
  static DeclaredWindow read(
      AnnotationReader annotation, int rank, String size, boolean hasDilation) {
    List<Member> given = new ArrayList<>();
    List<Integer> sizes = forEach(size, annotation.sizes(size), rank, given);
    List<Integer> stride =
        annotation.isSet("stride") || hasDilation
            ? forEach("stride", annotation.sizes("stride"), rank, given)
            : sizes;
    Optional<List<Integer>> pad =
        annotation.isSet("pad")
            ? Optional.of(forEach("pad", annotation.wholeNumbers("pad", Range.WHOLE), rank, given))
            : Optional.empty();
    List<Integer> dilation =
        hasDilation
            ? forEach("dilation", annotation.sizes("dilation"), rank, given)
            : Collections.nCopies(rank, 1);
    Padding padding = annotation.constant("padding", Padding.class);
    boolean both = annotation.isSet("pad") && annotation.isSet("padding");
    if (both) {
      given.add(new Member("padding", 0));
    }
    return new DeclaredWindow(rank, sizes, stride, pad, padding, dilation, List.copyOf(given));
  }

  /** One number stands for all dimensions. */
  static List<Integer> forEach(String member, List<Integer> numbers, int rank, List<Member> given) {
    if (numbers.size() == 1) {
      return Collections.nCopies(rank, numbers.get(0));
    }
    if (numbers.size() != rank) {
      given.add(new Member(member, numbers.size()));
      return Collections.nCopies(rank, 1);
    }
    return numbers;
  }

  /** What is wrong with the members by themselves. */
  Optional<Misuse> misuse(String annotation) {
    return misuse(annotation, given, rank);
  }

  /** What is wrong with members that have one number for each dimension. */
  static Optional<Misuse> misuse(String annotation, List<Member> given, int rank) {
    return given.stream()
        .findFirst()
        .map(
            member ->
                member.name().equals("padding")
                    ? new Misuse(Message.PADDING_TWICE, List.of("@" + annotation))
                    : new Misuse(
                        Message.NUMBERS_OF_DIMENSIONS,
                        List.of(
                            member.name(),
                            "@" + annotation,
                            rank == 1 ? "one number" : "one number, or two: height and width",
                            member.numbers())));
  }

  /** Whether all numbers are in their ranges. */
  boolean isPossible() {
    return Stream.of(size, stride, dilation).flatMap(List::stream).allMatch(number -> number >= 1)
        && pad.stream().flatMap(List::stream).allMatch(number -> number >= 0);
  }

  /** The distance from the first to the last element that it reads, both included. */
  private long extent(int dimension) {
    return (size.get(dimension) - 1L) * dilation.get(dimension) + 1;
  }

  /** Places the window on the inputs; empty if it does not fit anywhere. */
  Optional<Placed> on(List<Integer> input) {
    List<Integer> before = new ArrayList<>();
    List<Integer> output = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      long extent = extent(i);
      long step = stride.get(i);
      long length = input.get(i);
      long padded = length + 2L * pad(i);
      boolean same = pad.isEmpty() && padding == Padding.SAME;
      if (!same && padded < extent) {
        return Optional.empty();
      }
      long positions = same ? (length - 1) / step + 1 : (padded - extent) / step + 1;
      long total = same ? Math.max(0, (positions - 1) * step + extent - length) : 2L * pad(i);
      output.add((int) Math.min(Integer.MAX_VALUE, positions));
      before.add((int) Math.min(Integer.MAX_VALUE, total / 2));
    }
    return Optional.of(new Placed(window(before), output));
  }

  /**
   * Places the window of a transposed convolution, whose inputs are the positions.
   *
   * @param added to the end of each dimension
   * @return empty if nothing is left
   */
  Optional<Placed> under(List<Integer> positions, List<Integer> added) {
    List<Integer> before = new ArrayList<>();
    List<Integer> output = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      long extent = extent(i);
      long step = stride.get(i);
      boolean same = pad.isEmpty() && padding == Padding.SAME;
      long length =
          same
              ? positions.get(i) * step
              : (positions.get(i) - 1L) * step + extent - 2L * pad(i) + added.get(i);
      if (length < 1) {
        return Optional.empty();
      }
      output.add((int) Math.min(Integer.MAX_VALUE, length));
      before.add(same ? (int) (Math.max(0, extent - step) / 2) : pad(i));
    }
    return Optional.of(new Placed(window(before), output));
  }

  private int pad(int dimension) {
    return pad.map(numbers -> numbers.get(dimension)).orElse(0);
  }

  private Window window(List<Integer> before) {
    return new Window(
        asImage(size, 1), asImage(stride, 1), asImage(before, 0), asImage(dilation, 1));
  }

  /** Height and width, of a signal with the height that stands for none. */
  private static List<Integer> asImage(List<Integer> numbers, int none) {
    return numbers.size() == 2 ? numbers : List.of(none, numbers.get(0));
  }

  /** Whether inputs are images, or for rank 1 signals. */
  boolean takes(Shape input) {
    return takes(input, rank);
  }

  static boolean takes(Shape input, int rank) {
    return input.batched()
        && input.dimensions().size() == rank + 1
        && input.kind() != Shape.Kind.SEQUENCE;
  }

  /** That the input is no image, or no signal. */
  static Misfit notTaken(String annotation, Shape input, int rank) {
    String needed = rank == 1 ? "[n × channels × length]" : "[n × channels × height × width]";
    return new Misfit(
        Message.NEEDS_IMAGES,
        List.of(
            input,
            "@" + annotation,
            rank == 1 ? "signals" : "images",
            needed,
            rank == 1 ? adviceForSignals(annotation, input) : adviceForImages(input)),
        "takes " + needed);
  }

  private static String adviceForSignals(String annotation, Shape input) {
    List<Integer> dimensions = input.dimensions();
    return switch (dimensions.size()) {
      case 1 ->
          " If it is one channel, add @Reshape({1, %d}) to the field.".formatted(dimensions.get(0));
      case 2 -> SEQUENCE;
      case 3 ->
          " These are images. Use @%s, or add @Reshape({%d, %d}) to the field, which makes signals of them."
              .formatted(
                  annotation.replace("1d", "2d"),
                  dimensions.get(0),
                  input.elements() / dimensions.get(0));
      default -> " Add @Reshape to the field, as in @Reshape({1, %d}).".formatted(input.elements());
    };
  }

  private static String adviceForImages(Shape input) {
    List<Integer> dimensions = input.dimensions();
    if (input.kind() == Shape.Kind.SEQUENCE) {
      return SEQUENCE;
    }
    return dimensions.size() == 2
        ? " If it is one channel, add @Reshape({1, %d, %d}) to the field, and if it is a signal, use the 1-d form of the annotation."
            .formatted(dimensions.get(0), dimensions.get(1))
        : " Declare the dimensions of the @Input, or add @Reshape to the field, as in @Reshape({1, 28, 28}).";
  }

  /** That the window is larger than what it moves over. */
  Misfit tooLarge(String annotation, Shape input) {
    String reads = extents();
    return new Misfit(
        Message.WINDOW_TOO_LARGE,
        List.of(input, "@" + annotation, reads, sizes(input.dimensions().subList(1, rank + 1))),
        "takes at least " + reads);
  }

  private String extents() {
    List<String> extents = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      extents.add(String.valueOf(extent(i)));
    }
    return String.join(" × ", extents);
  }

  private String sizes(List<Integer> input) {
    List<String> sizes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      sizes.add(String.valueOf(input.get(i) + 2L * pad(i)));
    }
    return String.join(" × ", sizes) + (pad.isPresent() ? " with its padding" : "");
  }

  /** The shape of what numbers out of range would give, about which no more is said. */
  static Signature impossible() {
    return Signature.of(Shape.batch(0));
  }

  /** The shape of an output with a number of channels. */
  static Shape output(int channels, List<Integer> size) {
    List<Integer> dimensions = new ArrayList<>();
    dimensions.add(channels);
    dimensions.addAll(size);
    return Shape.batch(dimensions).as(Shape.Kind.SIGNAL);
  }
}
