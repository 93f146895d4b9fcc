package org.netwright.processor.validation;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.FieldAnnotation;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.text.TextTable;
import org.netwright.processor.wiring.WiredLayer;

/** Layers with their output shapes, each on a new line, for messages. */
final class ShapeTable {
  private static final String INDENTATION = "\n    ";

  /** Of a deep network only the last layers are of interest. */
  private static final int MOST = 20;

  private final List<ShapedLayer> layers;
  private final Map<String, WiredLayer> wired;

  ShapeTable(ShapedNetwork network) {
    this.layers = network.layers();
    this.wired = network.wired().byName();
  }

  /** The layers that lead to one that does not fit, and what that one needs. */
  String upTo(String name, String needs) {
    Set<String> before = before(name);
    before.remove(name);
    return table(before, name, needs);
  }

  /** A layer and those that lead to it, and what something on it needs. */
  String of(String name, String needs) {
    return table(before(name), "", needs);
  }

  /** All layers whose shapes are known. */
  String all() {
    TextTable table = new TextTable();
    layers.stream().limit(MOST).forEach(layer -> add(layer, table));
    addMore(layers.size() - MOST, table);
    return text(table);
  }

  private String table(Collection<String> shown, String name, String needs) {
    List<ShapedLayer> rows = layers.stream().filter(layer -> shown.contains(layer.name())).toList();
    TextTable table = new TextTable();
    addMore(rows.size() - MOST, table);
    rows.stream().skip(Math.max(0, rows.size() - MOST)).forEach(layer -> add(layer, table));
    table.add(name, "", needs);
    return text(table);
  }

  /** The layer and what it reads, directly or through others. */
  private Set<String> before(String name) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      WiredLayer layer = wired.get(open.remove());
      if (layer != null && found.add(layer.name())) {
        layer.input().ifPresent(open::add);
        open.addAll(layer.fields().values());
      }
    }
    return found;
  }

  private static void addMore(int layers, TextTable table) {
    if (layers > 0) {
      table.add("…", "", layers + " more layers");
    }
  }

  private static void add(ShapedLayer layer, TextTable table) {
    table.add(layer.name(), layer.output().toString(), operations(layer.declaration()));
  }

  private static String text(TextTable table) {
    return table.lines().stream().map(line -> INDENTATION + line).collect(Collectors.joining());
  }

  /** The annotations that define the layer, as in the source. */
  private static String operations(LayerDeclaration layer) {
    return layer.annotations().stream()
        .filter(OperationDeclaration.class::isInstance)
        .map(FieldAnnotation::use)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }
}
