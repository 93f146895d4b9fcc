package org.netwright.processor.shape;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Misfit;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.wiring.WiredLayer;
import org.netwright.processor.wiring.WiredNetwork;

/**
 * A network with the shapes that could be inferred: those of all layers, if it is valid.
 *
 * @param layers those whose shapes are known, in an order in which they can run
 * @param misplaced the operations that do not accept their inputs
 */
public record ShapedNetwork(
    WiredNetwork wired, List<ShapedLayer> layers, List<Misplaced> misplaced) {

  /**
   * An operation that does not accept its inputs.
   *
   * @param layer the name of its layer
   * @param given the name of the layer whose output it takes
   */
  public record Misplaced(
      String layer, String given, OperationDeclaration operation, Misfit misfit) {}

  public ShapedNetwork {
    layers = List.copyOf(layers);
    misplaced = List.copyOf(misplaced);
  }

  /** The network with the layers of its blocks in place of their fields. */
  public NetworkDeclaration declaration() {
    return wired.declaration();
  }

  /** The inputs, in the order of their fields. */
  public List<ShapedLayer> inputs() {
    return shaped(wired.inputs());
  }

  /** What the network returns, in the order of the fields. */
  public List<ShapedLayer> outputs() {
    return shaped(wired.outputs());
  }

  /** The layers with a loss, in the order of the fields. */
  public List<ShapedLayer> losses() {
    return shaped(wired.losses());
  }

  /** The shape of what a layer gives. */
  public Shape output(String layer) {
    return layers.stream()
        .filter(shaped -> shaped.name().equals(layer))
        .map(ShapedLayer::output)
        .findFirst()
        .orElseThrow();
  }

  /** Those whose shapes are known. */
  private List<ShapedLayer> shaped(List<WiredLayer> all) {
    return all.stream()
        .flatMap(wanted -> layers.stream().filter(layer -> layer.name().equals(wanted.name())))
        .toList();
  }

  /** A layer by its name. */
  public ShapedLayer layer(String name) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no layer " + name));
  }

  /** The input of ids that a layer reads, if it takes ids. */
  public Optional<String> idsRead(ShapedLayer layer) {
    return Optional.of(layer.wired())
        .filter(WiredLayer::takesIds)
        .flatMap(reader -> wired.inputRead(reader.input().orElseThrow()))
        .map(WiredLayer::name);
  }

  /** The number of ids that an input can hold, if it holds ids. */
  public Optional<Integer> vocabulary(String input) {
    return layers.stream()
        .filter(layer -> idsRead(layer).filter(input::equals).isPresent())
        .map(ShapedLayer::vocabulary)
        .findFirst();
  }

  /** The layers that use the parameters of a layer: itself, then those that share them. */
  public List<ShapedLayer> usersOf(ShapedLayer owner) {
    return layers.stream()
        .filter(layer -> layer.wired().owner().orElse(layer.name()).equals(owner.name()))
        .toList();
  }

  /** Whether its inputs are records. */
  public boolean takesRecords() {
    return !wired.records().isEmpty();
  }

  /** Whether it has one input, which is an array, and one output with a loss. */
  public boolean isSimple() {
    return !takesRecords() && inputs().size() == 1 && outputs().size() == 1;
  }

  /** Whether a model of it can take a sequence step by step. */
  public boolean isStreamable() {
    return Streaming.isPossible(this);
  }

  /** Whether it has one input, of sequences of different lengths, and one output with a loss. */
  public boolean isSimpleWithLengths() {
    return isSimple() && inputs().get(0).output().isVariable();
  }

  /** The number of trained parameters of the layers. */
  public long parameters() {
    return layers.stream()
        .flatMap(layer -> layer.ownParameters().stream())
        .mapToLong(parameter -> parameter.shape().elements())
        .sum();
  }
}
