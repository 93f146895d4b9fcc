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

/** The layers up to one that does not fit, with what each gives: what a message shows of them. */
final class ShapeChain {
  private record Link(String layer, String shape, String what) {}

  private final List<Link> links = new ArrayList<>();

  void add(LayerDeclaration layer, Shape shape) {
    links.add(new Link(layer.name(), shape.toString(), what(layer)));
  }

  /** All so far and the one that does not fit, each on a line, behind a line break. */
  String upTo(String name, String needs) {
    List<Link> shown = new ArrayList<>(links);
    shown.add(new Link(name, "", needs));
    return table(shown);
  }

  /** All so far. */
  String soFar() {
    return table(links);
  }

  private static String table(List<Link> links) {
    int names = links.stream().mapToInt(link -> link.layer().length()).max().orElse(0);
    int shapes = links.stream().mapToInt(link -> link.shape().length()).max().orElse(0);
    String format = "\n    %-" + names + "s  %-" + shapes + "s  %s";
    return links.stream()
        .map(link -> format.formatted(link.layer(), link.shape(), link.what()).stripTrailing())
        .collect(Collectors.joining());
  }

  /** The annotations that make the layer what it is. */
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
