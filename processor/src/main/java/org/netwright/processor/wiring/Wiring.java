package org.netwright.processor.wiring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.source.BlockDeclaration;
import org.netwright.processor.source.BlockUse;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.RegularizerDeclaration;
import org.netwright.processor.source.RepeatDeclaration;

/** Turns a declaration into a graph of layers. */
public final class Wiring {
  /** More do not fit into one Java class in any case. */
  static final int MAX_LAYERS = 10_000;

  private final NetworkDeclaration network;
  private final Diagnostics.Builder diagnostics;
  private final List<WiredLayer> layers = new ArrayList<>();

  private Wiring(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    this.network = network;
    this.diagnostics = diagnostics;
  }

  /**
   * Returns the graph, or empty if names are unknown, layers read themselves, or there are too many
   * of them.
   */
  public static Optional<WiredNetwork> wire(
      NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    Wiring wiring = new Wiring(network, diagnostics);
    return wiring.wire() ? Optional.of(wiring.result()) : Optional.empty();
  }

  private boolean wire() {
    Scope scope = new Scope("", Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    return wire(network.layers(), scope).isPresent();
  }

  /** The declaration keeps the order of the fields, which is that of inputs and outputs. */
  private WiredNetwork result() {
    List<String> fields = network.layers().stream().map(LayerDeclaration::name).toList();
    List<LayerDeclaration> flat =
        layers.stream()
            .map(WiredLayer::declaration)
            .sorted(Comparator.comparing(layer -> fields.indexOf(fieldOf(layer))))
            .toList();
    Map<String, FeatureRecord> records = new LinkedHashMap<>();
    network
        .layers()
        .forEach(layer -> layer.features().ifPresent(record -> records.put(layer.name(), record)));
    return new WiredNetwork(network.with(flat), layers, records);
  }

  /** The field of the network that a layer is, or is in. */
  private static String fieldOf(LayerDeclaration layer) {
    int block = layer.name().indexOf('.');
    return block < 0 ? layer.name() : layer.name().substring(0, block);
  }

  /**
   * The class whose fields are wired.
   *
   * @param prefix of the names of its layers: empty, or {@code body.2.}
   * @param given the layer that a block reads
   * @param owner the prefix of the layers whose parameters a block uses
   * @param block empty for the network
   * @param around the layers that the fields of the classes around a block end in
   */
  private record Scope(
      String prefix,
      Optional<String> given,
      Optional<String> owner,
      Optional<BlockInstance> block,
      Map<String, String> around) {}

  /** Adds the layers of a class; returns the layer that its last field ends in. */
  private Optional<String> wire(List<LayerDeclaration> fields, Scope scope) {
    Optional<List<LayerDeclaration>> ordered =
        FieldOrder.order(fields, scope.around().keySet(), diagnostics);
    if (ordered.isEmpty()) {
      return Optional.empty();
    }
    // The layer that each field ends in; a field of a block hides one around it.
    Map<String, String> ends = new HashMap<>(scope.around());
    fields.forEach(field -> ends.remove(field.name()));
    for (LayerDeclaration field : ordered.get()) {
      Optional<String> end =
          field.block().isPresent()
              ? wireBlocks(field, field.block().get(), fields, ends, scope)
              : Optional.of(wireLayer(field, fields, ends, scope));
      if (end.isEmpty()) {
        return Optional.empty();
      }
      if (layers.size() > MAX_LAYERS) {
        diagnostics.add(
            Message.TOO_MANY_LAYERS,
            network.ref(),
            network.type().simpleName(),
            "more than " + MAX_LAYERS,
            "their");
        return Optional.empty();
      }
      ends.put(field.name(), end.get());
    }
    return fields.isEmpty()
        ? Optional.of("")
        : Optional.ofNullable(ends.get(fields.get(fields.size() - 1).name()));
  }

  private String wireLayer(
      LayerDeclaration field,
      List<LayerDeclaration> fields,
      Map<String, String> ends,
      Scope scope) {
    Optional<FeatureRecord> record = field.features().filter(r -> !r.embedded().isEmpty());
    if (record.isPresent()) {
      return new RecordParts(field, record.get()).addTo(layers);
    }
    Optional<String> input =
        field.input().isPresent()
            ? scope.given()
            : FieldOrder.input(field, fields).map(name -> end(ends, name));
    Optional<LayerDeclaration> original = original(field, fields);
    Optional<String> owner =
        original
            .map(o -> scope.owner().orElse(scope.prefix()) + o.name())
            .or(() -> scope.owner().map(prefix -> prefix + field.name()));
    String name = scope.prefix() + field.name();
    LayerDeclaration declaration =
        field.as(
            name,
            SharedAnnotations.of(
                field, original, scope.block().isPresent(), scope.owner().isPresent()),
            owner.isPresent() ? List.of() : defaults(field, scope));
    Map<String, String> named = new HashMap<>();
    FieldOrder.named(declaration).forEach(ref -> named.put(ref.name(), end(ends, ref.name())));
    layers.add(new WiredLayer(declaration, input, named, owner, scope.block()));
    return name;
  }

  /** The field whose parameters a field uses, if it names one. */
  private static Optional<LayerDeclaration> original(
      LayerDeclaration field, List<LayerDeclaration> fields) {
    Optional<LayerDeclaration> original = other(field, fields);
    Optional<LayerDeclaration> before = original.flatMap(o -> original(o, fields));
    return before.isPresent() ? before : original;
  }

  private static Optional<LayerDeclaration> other(
      LayerDeclaration field, List<LayerDeclaration> fields) {
    return field
        .sameAs()
        .flatMap(
            same -> fields.stream().filter(f -> f.name().equals(same.other().name())).findFirst());
  }

  private static String end(Map<String, String> ends, String field) {
    String end = ends.get(field);
    if (end == null) {
      throw new IllegalStateException(field + " comes after what reads it");
    }
    return end;
  }

  /** Those of a block, and of the network those of other kinds. */
  private List<RegularizerDeclaration> defaults(LayerDeclaration field, Scope scope) {
    if (scope.block().isEmpty()) {
      return field.defaults();
    }
    List<RegularizerDeclaration> all = new ArrayList<>(field.defaults());
    network.defaultRegularizers().stream()
        .filter(part -> field.defaults().stream().noneMatch(p -> p.title().equals(part.title())))
        .forEach(all::add);
    return all;
  }

  /** Adds the layers of a field that is a block or an array of blocks. */
  private Optional<String> wireBlocks(
      LayerDeclaration field,
      BlockUse use,
      List<LayerDeclaration> fields,
      Map<String, String> ends,
      Scope scope) {
    if (use.block().isEmpty()) {
      diagnostics.add(
          Message.BLOCK_IN_ITSELF, field.ref(), field.name(), String.join(" → ", use.circle()));
      return Optional.empty();
    }
    BlockDeclaration block = use.block().get();
    String name = scope.prefix() + field.name();
    int length = use.isArray() ? field.repeat().map(RepeatDeclaration::times).orElse(1) : 0;
    Optional<String> given = FieldOrder.input(field, fields).map(read -> end(ends, read));
    Optional<String> owner =
        original(field, fields)
            .map(o -> scope.owner().orElse(scope.prefix()) + o.name())
            .or(() -> scope.owner().map(prefix -> prefix + field.name()));
    for (int i = 0; i < Math.max(1, length); i++) {
      int index = use.isArray() ? i : -1;
      BlockInstance instance = new BlockInstance(name, index, length, block, scope.block());
      String suffix = (use.isArray() ? "." + i : "") + ".";
      Scope inner =
          new Scope(
              instance.name() + ".",
              given,
              owner.map(o -> o + suffix),
              Optional.of(instance),
              Map.copyOf(ends));
      given = wire(block.layers(), inner);
      if (given.isEmpty()) {
        return given;
      }
    }
    return given;
  }
}
