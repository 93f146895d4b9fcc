package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.RegularizerKind.Stage;
import org.netwright.processor.kind.Role;
import org.netwright.processor.report.LayerCost;
import org.netwright.processor.report.NetworkCost;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.RegularizerDeclaration;
import org.netwright.processor.text.TextTable;

/** The Javadoc of trainers and models: a table of the layers. */
final class Summary {
  /** The number of regularizers that fit on the line of their layer. */
  private static final int FEW = 2;

  private record Row(String layer, String shape, String what) {}

  private Summary() {}

  /** The table with shapes, operations and penalties. */
  static CodeBlock ofTrainer(NetworkDeclaration network, ClassName type, NetworkCost cost) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < cost.layers().size(); i++) {
      LayerDeclaration layer = network.layers().get(i);
      List<String> regularizers =
          layer.effectiveRegularizers().stream().map(part -> regularizer(part, layer)).toList();
      rows.addAll(rows(cost.layers().get(i), regularizers));
    }
    return CodeBlock.of(
        "Trains {@link $T}, which has $L parameters.\n\n$L", type, cost.parameters(), table(rows));
  }

  /** The table with shapes and operations of the layers that have an effect in prediction. */
  static CodeBlock ofModel(ClassName type, NetworkCost cost, Graph inference) {
    List<Row> rows = new ArrayList<>();
    for (LayerCost layer : cost.layers()) {
      String what = Operations.of(layer.name(), inference);
      if (!what.isEmpty()) {
        rows.add(new Row(layer.name(), layer.output().toString(), what));
      }
    }
    return CodeBlock.of(
        "Predicts with a saved {@link $T}, which has $L parameters. It is thread-safe.\n\n$L",
        type,
        cost.parameters(),
        table(rows));
  }

  private static String table(List<Row> rows) {
    TextTable table = new TextTable();
    rows.forEach(row -> table.add(row.layer(), row.shape(), row.what()));
    return "<pre>\n" + String.join("\n", table.lines()) + "\n</pre>\n";
  }

  private static List<Row> rows(LayerCost layer, List<String> regularizers) {
    String shape = layer.output().toString();
    if (regularizers.size() <= FEW) {
      String all = regularizers.stream().map(text -> "; " + text).collect(Collectors.joining());
      return List.of(new Row(layer.name(), shape, layer.operations() + all));
    }
    List<Row> rows = new ArrayList<>(List.of(new Row(layer.name(), shape, layer.operations())));
    regularizers.forEach(text -> rows.add(new Row("", "", text)));
    return rows;
  }

  /** {@code proximal l1 0.01 on weight}. */
  private static String regularizer(RegularizerDeclaration part, LayerDeclaration layer) {
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
    String covered = Role.words(layer.roles().stream().filter(part::covers).toList());
    words.add("on " + (part.kind().stage() == Stage.ACTIVITY ? "output" : covered));
    if (part.kind() == RegularizerKind.L2_DISTANCE) {
      words.add("from the initial values");
    }
    return String.join(" ", words);
  }
}
