package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.Role;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.layer.Parameter.Grouping;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.shape.ShapedOperation;
import org.netwright.processor.source.RegularizerDeclaration;

/** A single vector has no other vector to be orthogonal to. */
final class OrthogonalVectors implements ShapeRule {
  @Override
  public void check(ShapedNetwork network, Diagnostics.Builder diagnostics) {
    for (ShapedLayer layer : network.layers()) {
      for (RegularizerDeclaration declared : layer.declaration().regularizers()) {
        if (declared.kind() == RegularizerKind.ORTHOGONAL) {
          check(declared, layer, network, diagnostics);
        }
      }
    }
  }

  private static void check(
      RegularizerDeclaration declared,
      ShapedLayer layer,
      ShapedNetwork network,
      Diagnostics.Builder diagnostics) {
    Axis axis = declared.axis().orElseThrow();
    for (ShapedOperation operation : layer.operations()) {
      for (Parameter parameter : operation.signature().parameters()) {
        Axis groups = parameter.groupsAlong(axis);
        if (declared.covers(parameter.role())
            && groups.groups(parameter.shape().dimensions()) == 1) {
          String what = " with the " + parameter.name() + " " + parameter.shape();
          diagnostics.add(
              Message.NOTHING_TO_BE_ORTHOGONAL_TO,
              declared.use().ref(),
              Role.words(List.of(parameter.role())),
              layer.name(),
              parameter.shape(),
              parameter.grouping() == Grouping.FILTERS
                  ? "filter. Give it more filters"
                  : "vector along Axis." + axis + ". Set the other axis",
              new ShapeTable(network).upTo(layer.name(), operation.declaration().use() + what));
        }
      }
    }
  }
}
