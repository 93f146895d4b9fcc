package org.netwright.processor.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Fit;
import org.netwright.processor.layer.Input;
import org.netwright.processor.layer.Misfit;
import org.netwright.processor.layer.Operation;
import org.netwright.processor.layer.Place;
import org.netwright.processor.layer.Signature;

/**
 * Follows sequences of different lengths through a network: what keeps their steps gives sequences
 * of the same lengths, and what would read padding does not accept them.
 */
final class VariableSteps {
  private VariableSteps() {}

  /**
   * Infers the output of an operation, whose steps have the lengths of those that it takes.
   *
   * @param layer the layer that it is of
   */
  static Fit of(Operation<?> operation, List<Shape> inputs, String layer) {
    List<Shape> taken = taken(operation, inputs);
    if (operation.place() != Place.INPUT && calculatesWithIds(operation, taken)) {
      return new Misfit(
          Message.IDS_NOT_LOOKED_UP,
          List.of(taken.get(0), "@" + operation.kind().annotation(), taken.get(0).steps()),
          "takes numbers");
    }
    Fit fit = operation.infer(inputs);
    if (!(fit instanceof Signature signature)) {
      return fit;
    }
    if (operation.place() == Place.INPUT) {
      boolean hasOwn = signature.output().lengths().equals(Optional.of(Input.OWN_LENGTHS));
      return hasOwn ? signature.with(Optional.of(layer)) : signature;
    }
    if (taken.stream().noneMatch(Shape::isVariable)) {
      return signature;
    }
    Shape own = taken.get(0);
    if (!operation.takesPadding(own)) {
      return new Misfit(
          Message.PADDING_NOT_TAKEN,
          List.of(own, "@" + operation.kind().annotation()),
          "takes sequences that all have all steps");
    }
    if (operation.place() == Place.COMBINATION && !haveSameLengths(taken)) {
      return new Misfit(
          Message.LENGTHS_DIFFER,
          List.of(own, "@" + operation.kind().annotation(), lengths(taken)),
          "takes sequences of the same lengths");
    }
    return signature.with(
        signature.output().isBatchOfSequences() ? own.lengths() : Optional.empty());
  }

  /** Whether an operation reads sequences of different lengths that have one number for a step. */
  private static boolean calculatesWithIds(Operation<?> operation, List<Shape> taken) {
    Shape x = taken.get(0);
    return !operation.kind().takesIds() && x.isVariable() && x.dimensions().size() == 1;
  }

  /**
   * The input and the other fields that an operation takes, without the one whose shape it asks
   * for.
   */
  private static List<Shape> taken(Operation<?> operation, List<Shape> inputs) {
    return inputs.subList(0, Math.min(inputs.size(), 1 + operation.others().size()));
  }

  private static boolean haveSameLengths(List<Shape> shapes) {
    return shapes.stream().map(Shape::lengths).distinct().count() == 1;
  }

  private static String lengths(List<Shape> shapes) {
    List<String> words = new ArrayList<>();
    for (Shape shape : shapes) {
      words.add(shape.lengths().map(name -> "those of " + name).orElse("all steps"));
    }
    return String.join(", ", words.stream().distinct().toList());
  }
}
