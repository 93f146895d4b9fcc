package org.netwright.processor.validation;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.source.Argument;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart.InputPart;
import org.netwright.processor.source.LayerPart.LinearPart;
import org.netwright.processor.source.LayerPart.LossPart;
import org.netwright.processor.source.LayerPart.RegularizerPart;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.vocabulary.LossFunction;
import org.netwright.processor.vocabulary.RegularizerKind;

/** Each layer takes what the one before it gives, and the loss what the last one gives. */
final class FittingShapes implements Rule {
  /** More do not fit into one array of the JVM, nor into the integers that BLAS counts with. */
  private static final long MAX_NUMBERS = Integer.MAX_VALUE - 8;

  @Override
  public void check(NetworkDeclaration network, Report.Builder report) {
    List<LayerDeclaration> layers = network.layers();
    if (layers.isEmpty() || layers.get(0).input().isEmpty()) {
      return;
    }
    LayerDeclaration first = layers.get(0);
    Optional<Shape> shape = inputShape(first, first.input().get(), report);
    String giver = first.name();
    long parameters = 0;
    for (LayerDeclaration layer : layers.subList(1, layers.size())) {
      if (shape.isPresent() && layer.linear().isPresent()) {
        LinearPart linear = layer.linear().get();
        parameters +=
            (long) shape.get().width() * linear.out() + (linear.bias() ? linear.out() : 0);
        checkOrthogonal(layer, shape.get(), linear, report);
        shape = linearShape(linear, shape.get(), giver, report);
      }
      giver = layer.name();
    }
    if (parameters > MAX_NUMBERS) {
      report.add(
          Message.TOO_LARGE, network.ref(), network.type().simpleName(), parameters, MAX_NUMBERS);
    }
    LayerDeclaration last = layers.get(layers.size() - 1);
    if (shape.isPresent() && last.loss().isPresent()) {
      checkLoss(last.loss().get(), shape.get(), last.name(), report);
    }
  }

  private static Optional<Shape> inputShape(
      LayerDeclaration layer, InputPart input, Report.Builder report) {
    List<Argument> dimensions = input.use().arguments();
    if (dimensions.isEmpty() || !dimensions.stream().allMatch(Argument::inRange)) {
      return Optional.empty();
    }
    Shape shape = Shape.batch(dimensions.stream().map(Argument::intValue).toList());
    if (shape.elements() > MAX_NUMBERS) {
      report.add(Message.TOO_LARGE, input.use().ref(), layer.name(), shape.elements(), MAX_NUMBERS);
      return Optional.empty();
    }
    return Optional.of(shape);
  }

  private static Optional<Shape> linearShape(
      LinearPart linear, Shape x, String giver, Report.Builder report) {
    if (!x.isBatchOfVectors()) {
      report.add(Message.LINEAR_NEEDS_VECTORS, linear.use().ref(), giver, x, x.elements());
      return Optional.empty();
    }
    return linear.out() < 1 ? Optional.empty() : Optional.of(Shape.batch(linear.out()));
  }

  /** One vector is orthogonal to all others that there are. */
  private static void checkOrthogonal(
      LayerDeclaration layer, Shape x, LinearPart linear, Report.Builder report) {
    for (RegularizerPart part : layer.regularizers()) {
      if (part.kind() == RegularizerKind.ORTHOGONAL
          && part.axis().orElseThrow().groups(List.of(x.width(), linear.out())) == 1) {
        report.add(
            Message.NOTHING_TO_BE_ORTHOGONAL_TO,
            part.use().ref(),
            layer.name(),
            Shape.fixed(x.width(), linear.out()),
            part.axis().orElseThrow());
      }
    }
  }

  private static void checkLoss(LossPart part, Shape shape, String layer, Report.Builder report) {
    if (part.loss().targets() != LossFunction.Targets.CLASSES) {
      return;
    }
    if (!shape.isBatchOfVectors()) {
      report.add(Message.LOSS_NEEDS_VECTORS, part.use().ref(), layer, shape);
    } else if (shape.width() < 2) {
      report.add(Message.LOSS_NEEDS_CLASSES, part.use().ref(), layer, shape);
    }
  }
}
