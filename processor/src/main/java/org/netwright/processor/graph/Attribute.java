package org.netwright.processor.graph;

import java.util.Optional;
import org.netwright.processor.kind.Axis;

/** An argument of an operation that is not a value of the graph. */
public sealed interface Attribute {

  /** In saved files: what does not follow from the shapes of inputs, outputs and parameters. */
  default Optional<String> setting() {
    return Optional.empty();
  }

  /**
   * A number that the declaration fixes.
   *
   * @param name what it is, such as {@code rate}
   */
  record Constant(String name, double value) implements Attribute {
    @Override
    public Optional<String> setting() {
      return Optional.of(String.valueOf(value));
    }

    @Override
    public String toString() {
      return name + " = " + value;
    }
  }

  /**
   * A whole number that the declaration fixes, which is 1 if it says nothing.
   *
   * @param name what it is, such as {@code groups}
   */
  record Setting(String name, int value) implements Attribute {
    @Override
    public Optional<String> setting() {
      return value == 1 ? Optional.empty() : Optional.of(name + " " + value);
    }

    @Override
    public String toString() {
      return name + " = " + value;
    }
  }

  /**
   * A whole number that follows from shapes.
   *
   * @param name what it is, such as {@code offset}
   */
  record Count(String name, int value) implements Attribute {
    @Override
    public String toString() {
      return name + " = " + value;
    }
  }

  /**
   * How many contiguous pieces of a value are in a row.
   *
   * @param most their number, or the most
   * @param areSteps whether there is one for each step of a sequence, whose number may change from
   *     batch to batch
   */
  record Pieces(int most, boolean areSteps) implements Attribute {
    /** Those of a value that is a part of another along the joined dimension. */
    public static Pieces of(Shape shape) {
      return new Pieces(shape.pieces(), shape.dimensions().size() == 2 && !shape.channelsFirst());
    }

    @Override
    public String toString() {
      return "pieces = " + most;
    }
  }

  /**
   * The number of steps of sequences.
   *
   * @param lengths the input whose lengths they have, if they differ
   */
  record Steps(int most, Optional<String> lengths) implements Attribute {
    @Override
    public String toString() {
      return "steps = " + most;
    }
  }

  /**
   * Something that is so or not.
   *
   * @param name what it is, such as {@code channelsFirst}
   */
  record Flag(String name, boolean value) implements Attribute {
    @Override
    public String toString() {
      return name + " = " + value;
    }
  }

  /**
   * A constant of an enum of the runtime.
   *
   * @param type the simple name of the enum
   */
  record Symbol(String type, String constant) implements Attribute {
    @Override
    public String toString() {
      return type + "." + constant;
    }
  }

  /** The window of a convolution or a pooling. */
  record Moving(Window window) implements Attribute {
    @Override
    public Optional<String> setting() {
      return Optional.of(window.toString());
    }

    @Override
    public String toString() {
      return "window " + window;
    }
  }

  /** The strength of a penalty, which can change between steps; the term is {@code hidden.l1}. */
  record Strength(String term) implements Attribute {
    @Override
    public String toString() {
      return "strength of " + term;
    }
  }

  /** The factor of weight decay: 1 − learning rate · strength. */
  record DecayFactor(String term) implements Attribute {
    @Override
    public String toString() {
      return "1 - learning rate * strength of " + term;
    }
  }

  /** The distance by which the optimiser's update has moved each parameter. */
  record StepSizes() implements Attribute {
    @Override
    public String toString() {
      return "step sizes";
    }
  }

  /** The groups of weights that an operation works on. */
  record Groups(Axis axis) implements Attribute {
    @Override
    public String toString() {
      return axis.name();
    }
  }

  /** The seed of a random draw, which differs for each step and each index. */
  record Seed(int index) implements Attribute {
    @Override
    public String toString() {
      return "seed " + index;
    }
  }
}
