package org.netwright.processor.validation;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.source.Argument;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart.InputPart;
import org.netwright.processor.source.LayerPart.LinearPart;
import org.netwright.processor.source.LayerPart.LossPart;
import org.netwright.processor.source.LayerPart.RegularizerPart;
import org.netwright.processor.source.NetworkDeclaration;

/** Each layer accepts the output of the previous layer, and the loss that of the last layer. */
final class FittingShapes implements Rule {
  /** The limit of one array of the JVM, and of the integers of BLAS. */
  private static final long MAX_NUMBERS = Integer.MAX_VALUE - 8;

  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    List<LayerDeclaration> layers = network.layers();
    if (layers.isEmpty() || layers.get(0).input().isEmpty()) {
      return;
    }
    LayerDeclaration first = layers.get(0);
    ShapeChain chain = new ShapeChain();
    Optional<Shape> shape = inputShape(first, first.input().get(), diagnostics);
    shape.ifPresent(known -> chain.add(first, known));
    String giver = first.name();
    long parameters = 0;
    for (LayerDeclaration layer : layers.subList(1, layers.size())) {
      if (shape.isPresent() && layer.linear().isPresent()) {
        LinearPart linear = layer.linear().get();
        parameters +=
            (long) shape.get().width() * linear.out() + (linear.bias() ? linear.out() : 0);
        checkOrthogonal(layer, shape.get(), linear, chain, diagnostics);
        shape = linearShape(layer, linear, shape.get(), giver, chain, diagnostics);
      }
      shape.ifPresent(known -> chain.add(layer, known));
      giver = layer.name();
    }
    if (parameters > MAX_NUMBERS) {
      diagnostics.add(
          Message.TOO_LARGE,
          network.ref(),
          network.type().simpleName(),
          parameters,
          MAX_NUMBERS,
          chain.soFar());
    }
    LayerDeclaration last = layers.get(layers.size() - 1);
    if (shape.isPresent() && last.loss().isPresent()) {
      checkLoss(last.loss().get(), shape.get(), last.name(), chain, diagnostics);
    }
  }

  private static Optional<Shape> inputShape(
      LayerDeclaration layer, InputPart input, Diagnostics.Builder diagnostics) {
    List<Argument> dimensions = input.use().arguments();
    if (dimensions.isEmpty() || !dimensions.stream().allMatch(Argument::inRange)) {
      return Optional.empty();
    }
    Shape shape = Shape.batch(dimensions.stream().map(Argument::intValue).toList());
    if (shape.elements() > MAX_NUMBERS) {
      diagnostics.add(
          Message.TOO_LARGE, input.use().ref(), layer.name(), shape.elements(), MAX_NUMBERS, "");
      return Optional.empty();
    }
    return Optional.of(shape);
  }

  private static Optional<Shape> linearShape(
      LayerDeclaration layer,
      LinearPart linear,
      Shape x,
      String giver,
      ShapeChain chain,
      Diagnostics.Builder diagnostics) {
    if (!x.isBatchOfVectors()) {
      diagnostics.add(
          Message.LINEAR_NEEDS_VECTORS,
          linear.use().ref(),
          giver,
          x,
          x.elements(),
          chain.upTo(layer.name(), linear.use() + " takes [n × in]"));
      return Optional.empty();
    }
    return linear.out() < 1 ? Optional.empty() : Optional.of(Shape.batch(linear.out()));
  }

  /** A single vector has no other vector to be orthogonal to. */
  private static void checkOrthogonal(
      LayerDeclaration layer,
      Shape x,
      LinearPart linear,
      ShapeChain chain,
      Diagnostics.Builder diagnostics) {
    for (RegularizerPart part : layer.regularizers()) {
      if (part.kind() == RegularizerKind.ORTHOGONAL
          && part.axis().orElseThrow().groups(List.of(x.width(), linear.out())) == 1) {
        Shape weight = Shape.fixed(x.width(), linear.out());
        diagnostics.add(
            Message.NOTHING_TO_BE_ORTHOGONAL_TO,
            part.use().ref(),
            layer.name(),
            weight,
            part.axis().orElseThrow(),
            chain.upTo(layer.name(), linear.use() + " with the weight " + weight));
      }
    }
  }

  private static void checkLoss(
      LossPart part, Shape shape, String layer, ShapeChain chain, Diagnostics.Builder diagnostics) {
    if (part.loss().targets() != LossKind.Targets.CLASSES) {
      return;
    }
    String links = chain.upTo("", part.use() + " takes [n × classes]");
    if (!shape.isBatchOfVectors()) {
      diagnostics.add(Message.LOSS_NEEDS_VECTORS, part.use().ref(), layer, shape, links);
    } else if (shape.width() < 2) {
      diagnostics.add(Message.LOSS_NEEDS_CLASSES, part.use().ref(), layer, shape, links);
    }
  }
}
