package org.netwright.processor.validation;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart;
import org.netwright.processor.source.LayerPart.ActivationPart;
import org.netwright.processor.source.LayerPart.InputPart;
import org.netwright.processor.source.LayerPart.LossPart;
import org.netwright.processor.source.NetworkDeclaration;

/**
 * The annotations of a field make one layer: an input, or a layer with at most one activation and
 * loss.
 */
final class CompatibleParts implements Rule {
  private static final Map<Class<? extends LayerPart>, String> ONCE =
      Map.of(ActivationPart.class, "activation", LossPart.class, "loss");

  @Override
  public void check(NetworkDeclaration network, Report.Builder report) {
    for (LayerDeclaration layer : network.layers()) {
      if (layer.input().isPresent()) {
        checkInput(layer, report);
      } else {
        ONCE.entrySet().stream()
            .sorted(Entry.comparingByValue())
            .forEach(once -> checkOnce(layer, once.getKey(), once.getValue(), report));
      }
    }
  }

  private static void checkInput(LayerDeclaration layer, Report.Builder report) {
    for (LayerPart part : layer.parts()) {
      if (!(part instanceof InputPart)) {
        report.add(Message.INPUT_IS_MORE, part.use().ref(), layer.name(), part.use());
      }
    }
  }

  private static void checkOnce(
      LayerDeclaration layer, Class<? extends LayerPart> kind, String what, Report.Builder report) {
    List<? extends LayerPart> parts = layer.all(kind);
    for (LayerPart second : parts.subList(Math.min(1, parts.size()), parts.size())) {
      report.add(
          Message.PARTS_CONFLICT,
          second.use().ref(),
          layer.name(),
          parts.get(0).use(),
          second.use(),
          what);
    }
  }
}
