package org.netwright.processor.validation;

import java.util.List;
import java.util.stream.Collectors;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.FieldAnnotation;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.text.TextTable;

/** The layers with their output shapes, each on a new line, for messages. */
final class ShapeTable {
  private static final String INDENTATION = "\n    ";

  private final List<ShapedLayer> layers;

  ShapeTable(ShapedNetwork network) {
    this.layers = network.layers();
  }

  /** The layers before one that does not fit, and what that one needs. */
  String upTo(String name, String needs) {
    TextTable table = new TextTable();
    layers.stream().takeWhile(layer -> !layer.name().equals(name)).forEach(l -> add(l, table));
    table.add(name, "", needs);
    return text(table);
  }

  /** All layers whose shapes are known. */
  String all() {
    TextTable table = new TextTable();
    layers.forEach(layer -> add(layer, table));
    return text(table);
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
