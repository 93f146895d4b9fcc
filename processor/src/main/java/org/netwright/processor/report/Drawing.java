package org.netwright.processor.report;

import java.util.List;
import java.util.Locale;

/** A network as a graph of boxes, with the shapes of values on the arrows. */
public final class Drawing {
  private Drawing() {}

  /** Returns it as Graphviz DOT. */
  public static String dot(NetworkCost cost) {
    StringBuilder text = new StringBuilder("digraph \"" + cost.name() + "\" {\n");
    text.append("  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
    text.append("  edge [fontname=\"sans-serif\"];\n");
    List<LayerCost> layers = cost.layers();
    for (int i = 0; i < layers.size(); i++) {
      text.append("  l%d [label=\"%s\"];\n".formatted(i, label(layers.get(i), "\\n")));
    }
    for (int i = 0; i < layers.size(); i++) {
      for (int read : reads(layers, i)) {
        text.append("  l%d -> l%d [label=\"%s\"];\n".formatted(read, i, layers.get(read).output()));
      }
    }
    return text.append("}\n").toString();
  }

  /** Returns it as a Mermaid flow chart, which GitHub renders. */
  public static String mermaid(NetworkCost cost) {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    List<LayerCost> layers = cost.layers();
    for (int i = 0; i < layers.size(); i++) {
      text.append("  l%d[\"%s\"]\n".formatted(i, label(layers.get(i), "<br>")));
    }
    for (int i = 0; i < layers.size(); i++) {
      for (int read : reads(layers, i)) {
        text.append("  l%d -- \"%s\" --> l%d\n".formatted(read, layers.get(read).output(), i));
      }
    }
    return text.toString();
  }

  /** The indices of the layers that a layer reads. */
  private static List<Integer> reads(List<LayerCost> layers, int index) {
    List<String> names = layers.stream().map(LayerCost::name).toList();
    return layers.get(index).reads().stream().map(names::indexOf).toList();
  }

  private static String label(LayerCost layer, String lineBreak) {
    String parameters =
        layer.parameters() == 0
            ? ""
            : lineBreak + String.format(Locale.ROOT, "%,d parameters", layer.parameters());
    String operations = layer.operations().isEmpty() ? "" : lineBreak + layer.operations();
    return layer.name() + operations + parameters;
  }
}
