package org.netwright.processor.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart;
import org.netwright.processor.source.LayerPart.LossPart;
import org.netwright.processor.source.LayerPart.NoPenaltyPart;
import org.netwright.processor.source.LayerPart.RegularizerPart;
import org.netwright.processor.text.TextTable;

/** The layers up to one that does not fit, with their output shapes, for messages. */
final class ShapeChain {
  private static final String INDENTATION = "\n    ";

  private record Link(String layer, String shape, String what) {}

  private final List<Link> links = new ArrayList<>();

  void add(LayerDeclaration layer, Shape shape) {
    links.add(new Link(layer.name(), shape.toString(), what(layer)));
  }

  /** All layers so far and the one that does not fit, each on a new line. */
  String upTo(String name, String needs) {
    List<Link> shown = new ArrayList<>(links);
    shown.add(new Link(name, "", needs));
    return table(shown);
  }

  /** All layers so far. */
  String soFar() {
    return table(links);
  }

  private static String table(List<Link> links) {
    TextTable table = new TextTable();
    links.forEach(link -> table.add(link.layer(), link.shape(), link.what()));
    return table.lines().stream().map(line -> INDENTATION + line).collect(Collectors.joining());
  }

  /** The annotations that define the layer. */
  private static String what(LayerDeclaration layer) {
    return layer.parts().stream()
        .filter(
            part ->
                !(part instanceof RegularizerPart
                    || part instanceof NoPenaltyPart
                    || part instanceof LossPart))
        .map(LayerPart::use)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }
}
