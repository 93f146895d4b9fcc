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
import org.netwright.processor.source.LayerPart.RegularizerPart;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.vocabulary.RegularizerKind;
import org.netwright.processor.vocabulary.RegularizerKind.Stage;

/** The Javadoc of a trainer: its layers with shapes, operations and penalties, as a table. */
final class Summary {
  /** So many have room on the line of their layer. */
  private static final int FEW = 2;

  private record Row(String layer, String shape, String what) {}

  private Summary() {}

  static String of(NetworkDeclaration network, Graph graph) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(graph.input().name(), graph.input().shape().toString(), "input"));
    for (LayerDeclaration layer : network.layers().subList(1, network.layers().size())) {
      rows.addAll(rows(layer, network, graph));
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

  private static List<Row> rows(LayerDeclaration layer, NetworkDeclaration network, Graph graph) {
    List<Node> nodes =
        graph.nodes().stream()
            .filter(node -> node.phase() != Phase.BACKWARD && node.layer().equals(layer.name()))
            .toList();
    String operations =
        nodes.stream()
            .filter(node -> node.phase() == Phase.FORWARD || givesTheDataLoss(node, graph))
            .map(node -> node.op().title())
            .collect(Collectors.joining(", "));
    String shape =
        nodes.stream()
            .filter(node -> node.phase() == Phase.FORWARD)
            .reduce((first, second) -> second)
            .map(node -> node.outputs().get(0).shape().toString())
            .orElse("");
    List<String> regularizers =
        network.regularizersOf(layer).stream().map(Summary::regularizer).toList();
    if (regularizers.size() <= FEW) {
      String all = regularizers.stream().map(text -> "; " + text).collect(Collectors.joining());
      return List.of(new Row(layer.name(), shape, operations + all));
    }
    List<Row> rows = new ArrayList<>(List.of(new Row(layer.name(), shape, operations)));
    regularizers.forEach(text -> rows.add(new Row("", "", text)));
    return rows;
  }

  /** {@code proximal l1 0.01 on weight}. */
  private static String regularizer(RegularizerPart part) {
    List<String> words = new ArrayList<>();
    if (part.proximal()) {
      words.add("proximal");
    }
    words.add(part.title());
    if (part.kind().hasStrength()) {
      words.add(Double.toString(part.strength()));
    } else {
      part.use().arguments().forEach(argument -> words.add(argument.text()));
    }
    words.add("on " + (part.kind().stage() == Stage.ACTIVITY ? "output" : part.scope().words()));
    if (part.kind() == RegularizerKind.L2_DISTANCE) {
      words.add("from where it began");
    }
    return String.join(" ", words);
  }

  private static boolean givesTheDataLoss(Node node, Graph graph) {
    return graph.dataLoss().filter(node.outputs()::contains).isPresent();
  }
}
