package org.netwright.processor.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/** The Javadoc of a trainer: its layers with shapes, operations and penalties, as a table. */
final class Summary {
  private record Row(String layer, String shape, String what) {}

  private Summary() {}

  static String of(NetworkDeclaration network, Graph graph) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(graph.input().name(), graph.input().shape().toString(), "input"));
    for (LayerDeclaration layer : network.layers().subList(1, network.layers().size())) {
      rows.add(row(layer, graph));
    }
    int layerWidth = rows.stream().mapToInt(row -> row.layer().length()).max().orElse(0);
    int shapeWidth = rows.stream().mapToInt(row -> row.shape().length()).max().orElse(0);
    String format = "%-" + layerWidth + "s  %-" + shapeWidth + "s  %s";
    String table =
        rows.stream()
            .map(row -> String.format(format, row.layer(), row.shape(), row.what()))
            .collect(Collectors.joining("\n"));
    String name = String.join(".", network.type().simpleNames());
    long parameters =
        graph.parameters().stream().map(Value::shape).mapToLong(Shape::elements).sum();
    return "Trains {@link "
        + name
        + "}, which has "
        + parameters
        + " parameters.\n\n"
        + "<pre>\n"
        + table
        + "\n</pre>\n";
  }

  private static Row row(LayerDeclaration layer, Graph graph) {
    List<Node> nodes =
        graph.nodes().stream()
            .filter(node -> node.phase() != Phase.BACKWARD && node.layer().equals(layer.name()))
            .toList();
    String operations =
        nodes.stream()
            .filter(node -> node.phase() == Phase.FORWARD || givesTheDataLoss(node, graph))
            .map(node -> node.op().title())
            .collect(Collectors.joining(", "));
    String penalties =
        graph.penalties().stream()
            .filter(term -> term.layer().equals(layer.name()))
            .map(
                term ->
                    "; "
                        + term.kind().kernel()
                        + " "
                        + term.strength()
                        + " on "
                        + term.scope().words())
            .collect(Collectors.joining());
    String shape =
        nodes.stream()
            .filter(node -> node.phase() == Phase.FORWARD)
            .reduce((first, second) -> second)
            .map(node -> node.outputs().get(0).shape().toString())
            .orElse("");
    return new Row(layer.name(), shape, operations + penalties);
  }

  private static boolean givesTheDataLoss(Node node, Graph graph) {
    return graph.dataLoss().filter(node.outputs()::contains).isPresent();
  }
}
