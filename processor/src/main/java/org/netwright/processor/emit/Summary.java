package org.netwright.processor.emit;

import static java.util.Objects.requireNonNull;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.RegularizerKind.Stage;
import org.netwright.processor.kind.Role;
import org.netwright.processor.report.LayerCost;
import org.netwright.processor.report.NetworkCost;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.RegularizerDeclaration;
import org.netwright.processor.text.TextTable;

/** The Javadoc of trainers and models: a table of the layers. */
final class Summary {
  /** The number of regularizers that fit on the line of their layer. */
  private static final int FEW = 2;

  private record Row(String layer, String shape, String what) {}

  private Summary() {}

  /** The table with shapes, operations and penalties. */
  static CodeBlock ofTrainer(ShapedNetwork network, ClassName type, NetworkCost cost) {
    Map<String, LayerCost> costs = byName(cost);
    List<Row> rows =
        rows(
            network,
            layer -> {
              LayerDeclaration declared = layer.declaration();
              List<String> regularizers =
                  declared.effectiveRegularizers().stream()
                      .map(part -> regularizer(part, declared))
                      .toList();
              return rows(requireNonNull(costs.get(layer.name())), regularizers);
            });
    return CodeBlock.of(
        "Trains {@link $T}, which has $L parameters.\n\n$L", type, cost.parameters(), table(rows));
  }

  /** The table with shapes and operations of the layers that have an effect in prediction. */
  static CodeBlock ofModel(
      ShapedNetwork network, ClassName type, NetworkCost cost, Graph inference) {
    Operations operations = new Operations(inference);
    List<Row> rows =
        rows(
            network,
            layer -> {
              String what = operations.of(layer);
              return what.isEmpty()
                  ? List.of()
                  : List.of(new Row(layer.name(), layer.output().toString(), what));
            });
    return CodeBlock.of(
        "Predicts with a saved {@link $T}, which has $L parameters. It is thread-safe.\n\n$L",
        type,
        cost.parameters(),
        table(rows));
  }

  /** The rows of all layers; of blocks that are alike only those of the first. */
  private static List<Row> rows(ShapedNetwork network, Function<ShapedLayer, List<Row>> ofLayer) {
    List<Row> rows = new ArrayList<>();
    for (Repeats repeats : Repeats.of(network.layers())) {
      List<List<Row>> instances =
          repeats.instances().stream()
              .map(one -> one.stream().flatMap(layer -> ofLayer.apply(layer).stream()).toList())
              .toList();
      List<Row> first = instances.get(0);
      String name = repeats.field() + ".";
      boolean areAlike =
          IntStream.range(0, instances.size())
              .allMatch(i -> instances.get(i).equals(renamed(first, name + "0.", name + i + ".")));
      if (instances.size() > 2 && areAlike) {
        rows.addAll(first);
        rows.add(new Row(name + "1 to " + name + (instances.size() - 1), "", "the same"));
      } else {
        instances.forEach(rows::addAll);
      }
    }
    return rows;
  }

  private static List<Row> renamed(List<Row> rows, String prefix, String other) {
    return rows.stream()
        .map(
            row ->
                row.layer().startsWith(prefix)
                    ? new Row(
                        other + row.layer().substring(prefix.length()), row.shape(), row.what())
                    : row)
        .toList();
  }

  private static Map<String, LayerCost> byName(NetworkCost cost) {
    return cost.layers().stream().collect(Collectors.toMap(LayerCost::name, layer -> layer));
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
