package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.LossDeclaration;

/** Each loss accepts the output of its layer. */
final class FittingLoss implements ShapeRule {
  @Override
  public void check(ShapedNetwork network, Diagnostics.Builder diagnostics) {
    for (ShapedLayer layer : network.losses()) {
      check(layer.declaration().loss().orElseThrow(), layer, network, diagnostics);
    }
  }

  private static void check(
      LossDeclaration loss,
      ShapedLayer layer,
      ShapedNetwork network,
      Diagnostics.Builder diagnostics) {
    if (loss.classes().stream().anyMatch(classes -> !classes.problems().isEmpty())) {
      return;
    }
    loss.classes()
        .filter(classes -> hasClasses(layer.output()))
        .filter(classes -> layer.output().width() != classes.constants().size())
        .ifPresent(
            classes ->
                diagnostics.add(
                    Message.CLASSES_DIFFER,
                    loss.use().ref(),
                    layer.name(),
                    layer.output(),
                    classes.type().simpleName(),
                    classes.constants().size(),
                    new ShapeTable(network)
                        .of(
                            layer.name(),
                            "%s takes [n × %d]"
                                .formatted(loss.use(), classes.constants().size()))));
    if (loss.targets() != LossKind.Targets.CLASSES) {
      return;
    }
    Shape shape = layer.output();
    String table = new ShapeTable(network).of(layer.name(), loss.use() + " takes [n × classes]");
    // A class of the user and a record have one class for each example.
    boolean isOfExamples = loss.own().isPresent() || network.takesRecords();
    if (!hasClasses(shape) || (isOfExamples && !shape.isBatchOfVectors())) {
      diagnostics.add(
          Message.LOSS_NEEDS_VECTORS,
          loss.use().ref(),
          loss.use(),
          isOfExamples
              ? "[n × classes]"
              : "[n × classes] or, for each step of sequences, [n × steps × classes]",
          layer.name(),
          shape,
          table);
    } else if (shape.width() < 2) {
      diagnostics.add(
          Message.LOSS_NEEDS_CLASSES,
          loss.use().ref(),
          loss.use(),
          layer.name(),
          shape,
          loss.own().isPresent() ? "Targets.PROBABILITIES" : "@BinaryCrossEntropy",
          table);
    }
  }

  /** Whether the last dimension of an output can be that of the classes. */
  private static boolean hasClasses(Shape output) {
    return output.isBatchOfVectors() || output.isBatchOfSequences();
  }
}
