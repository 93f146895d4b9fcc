package org.netwright.processor.wiring;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/**
 * A network as a graph of layers, valid or not.
 *
 * @param declaration the network with the layers of its blocks in place of their fields, in the
 *     order of the source
 * @param layers the same layers with what they read, in an order in which they can run
 * @param records those that it takes, by their fields and in their order
 */
public record WiredNetwork(
    NetworkDeclaration declaration, List<WiredLayer> layers, Map<String, FeatureRecord> records) {

  public WiredNetwork {
    layers = List.copyOf(layers);
    records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
  }

  /** The layers by their names. */
  public Map<String, WiredLayer> byName() {
    return layers.stream()
        .collect(
            Collectors.toMap(
                WiredLayer::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
  }

  /** The inputs of the network, in the order of their fields. */
  public List<WiredLayer> inputs() {
    return fields(layer -> layer.input().isPresent());
  }

  /** What the network returns, in the order of the fields. */
  public List<WiredLayer> outputs() {
    return fields(LayerDeclaration::isOutput);
  }

  /** The layers with a loss, in the order of their fields. */
  public List<WiredLayer> losses() {
    return fields(layer -> layer.loss().isPresent());
  }

  private List<WiredLayer> fields(Predicate<LayerDeclaration> condition) {
    Map<String, WiredLayer> byName = byName();
    return declaration.layers().stream()
        .filter(condition)
        .map(layer -> requireNonNull(byName.get(layer.name()), layer.name()))
        .toList();
  }

  /** For each layer those that read its output. */
  public Map<String, List<WiredLayer>> readers() {
    return layers.stream()
        .flatMap(layer -> layer.reads().stream().map(read -> Map.entry(read, layer)))
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey,
                LinkedHashMap::new,
                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /** The input that a layer is or, in a block, stands for; empty if it computes something. */
  public Optional<WiredLayer> inputRead(String layer) {
    Map<String, WiredLayer> byName = byName();
    WiredLayer current = requireNonNull(byName.get(layer), layer);
    while (current.input().isPresent() && current.declaration().operations().isEmpty()) {
      current = requireNonNull(byName.get(current.input().get()));
    }
    return Optional.of(current).filter(read -> read.declaration().input().isPresent());
  }

  /** Whether a layer is an input of ids: whether a layer that takes ids reads it. */
  public boolean isOfIds(String layer) {
    Optional<WiredLayer> input = inputRead(layer);
    return input.isPresent()
        && layers.stream()
            .filter(WiredLayer::takesIds)
            .anyMatch(reader -> inputRead(reader.input().orElseThrow()).equals(input));
  }

  /** The names of the blocks around all others, each once, in order. */
  public Collection<BlockInstance> blocks() {
    Map<String, BlockInstance> blocks = new LinkedHashMap<>();
    layers.stream()
        .flatMap(layer -> layer.block().stream())
        .map(BlockInstance::outermost)
        .forEach(block -> blocks.putIfAbsent(block.name(), block));
    return blocks.values();
  }
}
