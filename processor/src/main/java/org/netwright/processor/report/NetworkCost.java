package org.netwright.processor.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Keeper;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Value;
import org.netwright.processor.memory.BufferPlan.Buffer;
import org.netwright.processor.memory.MemoryPlan;
import org.netwright.processor.memory.SharedMemory;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;

/**
 * The cost of a network, in float32.
 *
 * @param layers the input first
 * @param predictionBytes the memory of a prediction for each example, in addition to the
 *     parameters; layers share memory where possible
 * @param trainingBytes the memory of a trainer for each example of a mini-batch
 */
public record NetworkCost(
    String name, List<LayerCost> layers, long predictionBytes, long trainingBytes) {

  public NetworkCost {
    layers = List.copyOf(layers);
  }

  /**
   * Computes the cost.
   *
   * @param training the graph with its backward pass
   * @param memory where the values of the network lie
   */
  public static NetworkCost of(ShapedNetwork network, Graph training, MemoryPlan memory) {
    List<LayerCost> layers = new ArrayList<>();
    Map<String, List<Node>> nodes =
        training.nodes().stream()
            .collect(Collectors.groupingBy(Node::layer, LinkedHashMap::new, Collectors.toList()));
    for (ShapedLayer layer : network.layers()) {
      layers.add(cost(layer, nodes.getOrDefault(layer.name(), List.of()), training));
    }
    long given = bytes(training.inputs());
    return new NetworkCost(
        String.join(".", network.declaration().type().simpleNames()),
        layers,
        given + bytes(memory.ofModel()) + kept(training, Keeper.Size::inference),
        given
            + bytes(training.targets())
            + bytes(memory.ofTrainer())
            + kept(training, Keeper.Size::training));
  }

  private static LayerCost cost(ShapedLayer layer, List<Node> nodes, Graph graph) {
    String operations =
        layer.declaration().input().isPresent()
            ? "input"
            : layer.wired().joined().orElseGet(() -> operations(nodes, graph));
    long parameters =
        layer.ownParameters().stream().mapToLong(parameter -> parameter.shape().elements()).sum();
    long multiplyAdds =
        nodes.stream()
            .filter(n -> n.phase() == Phase.FORWARD)
            .mapToLong(n -> n.op().multiplyAdds(n.inputShapes()))
            .sum();
    return new LayerCost(
        layer.name(), layer.wired().reads(), operations, layer.output(), parameters, multiplyAdds);
  }

  private static String operations(List<Node> nodes, Graph graph) {
    return nodes.stream()
        .filter(n -> n.phase() == Phase.FORWARD || givesTheDataLoss(n, graph))
        .map(n -> n.op().title())
        .collect(Collectors.joining(", "));
  }

  private static boolean givesTheDataLoss(Node node, Graph graph) {
    return graph.losses().stream().anyMatch(loss -> node.outputs().contains(loss.value()));
  }

  /** For one row, what operations keep for others. */
  private static long kept(Graph graph, ToLongFunction<Keeper.Size> numbers) {
    return graph.keepers().stream()
        .mapToLong(keeper -> LayerCost.BYTES_OF_FLOAT * numbers.applyAsLong(keeper.size()))
        .sum();
  }

  /** For one row of values. */
  private static long bytes(List<Value> values) {
    return values.stream()
        .mapToLong(value -> LayerCost.BYTES_OF_FLOAT * value.shape().elements())
        .sum();
  }

  /** For one row, summed over all memories. The size of each is that of its largest buffer. */
  private static long bytes(SharedMemory memory) {
    Map<Buffer, Long> sizes = new LinkedHashMap<>();
    for (Buffer buffer : memory.buffers()) {
      long size = LayerCost.BYTES_OF_FLOAT * buffer.shape().elements();
      sizes.merge(memory.memoryOf(buffer).orElse(buffer), size, Math::max);
    }
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A sum over all layers. */
  public long total(ToLongFunction<LayerCost> cost) {
    return layers.stream().mapToLong(cost).sum();
  }

  public long parameters() {
    return total(LayerCost::parameters);
  }

  public long multiplyAdds() {
    return total(LayerCost::multiplyAdds);
  }

  /** The parameters and the memory of a prediction of one example. */
  public long bytes() {
    return total(LayerCost::parameterBytes) + predictionBytes;
  }
}
