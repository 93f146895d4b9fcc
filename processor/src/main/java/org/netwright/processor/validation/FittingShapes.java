package org.netwright.processor.validation;

import java.util.ArrayList;
import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.layer.Misfit;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.shape.ShapedNetwork.Misplaced;

/** Each layer accepts what it reads. */
final class FittingShapes implements ShapeRule {
  @Override
  public void check(ShapedNetwork network, Diagnostics.Builder diagnostics) {
    network.misplaced().forEach(misplaced -> report(misplaced, network, diagnostics));
  }

  private static void report(
      Misplaced misplaced, ShapedNetwork network, Diagnostics.Builder diagnostics) {
    Misfit misfit = misplaced.misfit();
    List<Object> arguments = new ArrayList<>();
    arguments.add(misplaced.given());
    arguments.addAll(misfit.details());
    arguments.add(
        new ShapeTable(network)
            .upTo(misplaced.layer(), misplaced.operation().use() + " " + misfit.needs()));
    diagnostics.add(misfit.message(), misplaced.operation().use().ref(), arguments.toArray());
  }
}
