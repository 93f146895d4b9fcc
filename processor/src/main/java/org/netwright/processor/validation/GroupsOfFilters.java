package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.layer.Parameter.Grouping;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.RegularizerDeclaration;

/** What acts on groups of a convolution's weight acts on its filters. */
final class GroupsOfFilters implements ShapeRule {
  @Override
  public void check(ShapedNetwork network, Diagnostics.Builder diagnostics) {
    for (ShapedLayer layer : network.layers()) {
      for (RegularizerDeclaration declared : layer.declaration().regularizers()) {
        if (declared.axis().isPresent()) {
          layer.ownParameters().stream()
              .filter(parameter -> declared.covers(parameter.role()))
              .forEach(parameter -> check(declared, parameter, layer, diagnostics));
        }
      }
    }
  }

  private static void check(
      RegularizerDeclaration declared,
      Parameter parameter,
      ShapedLayer layer,
      Diagnostics.Builder diagnostics) {
    if (parameter.grouping() == Grouping.NONE) {
      diagnostics.add(
          Message.GROUPS_OF_TRANSPOSED,
          declared.use().ref(),
          declared.use(),
          layer.name(),
          parameter.shape(),
          parameter.shape().dimensions().size() - 2);
    } else if (parameter.grouping() == Grouping.FILTERS
        && declared.axis().orElseThrow() == Axis.INPUT
        // It is the default there.
        && declared.kind() != RegularizerKind.ORTHOGONAL) {
      diagnostics.add(
          Message.GROUPS_ARE_FILTERS, declared.use().ref(), declared.use(), layer.name());
    }
  }
}
