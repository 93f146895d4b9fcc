package org.netwright.processor.wiring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.features.FeatureRecord.Embedded;
import org.netwright.processor.layer.Combination;
import org.netwright.processor.layer.Embedding;
import org.netwright.processor.layer.Input;
import org.netwright.processor.layer.Operation;
import org.netwright.processor.layer.Reference;
import org.netwright.processor.source.FieldAnnotation;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.OperationDeclaration;

/**
 * The layers of an input that is a record with embeddings: an input of numbers, for each embedding
 * an input of ids and the embedding, and the field itself, which joins them.
 */
final class RecordParts {
  private final LayerDeclaration field;
  private final FeatureRecord record;
  private final OperationDeclaration features;
  private final List<WiredLayer> layers = new ArrayList<>();

  RecordParts(LayerDeclaration field, FeatureRecord record) {
    this.field = field;
    this.record = record;
    this.features = field.input().orElseThrow();
  }

  /** Adds the layers, and returns the name of the last. */
  String addTo(List<WiredLayer> all) {
    List<String> parts = new ArrayList<>();
    if (record.width() > 0) {
      parts.add(layer(record.numbersName(), Optional.empty(), features));
    }
    for (Embedded embedded : record.embedded()) {
      String ids =
          layer(
              embedded.path() + ".id",
              Optional.empty(),
              operation(new Operation<>(new Input(), Input.Spec.of(List.of(1)))));
      Embedding.Spec table = new Embedding.Spec(embedded.vocabulary(), embedded.width(), -1);
      parts.add(
          layer(
              embedded.path(),
              Optional.of(ids),
              operation(new Operation<>(new Embedding(), table))));
    }
    joined(parts);
    all.addAll(layers);
    return field.name();
  }

  private String layer(String name, Optional<String> input, OperationDeclaration operation) {
    String full = field.name() + "." + name;
    add(full, input, List.of(operation), Map.of());
    return full;
  }

  /** The field itself, which has the annotations of none of its parts. */
  private void joined(List<String> parts) {
    List<Reference> others =
        parts.stream().skip(1).map(part -> new Reference(part, features.use().ref())).toList();
    Map<String, String> named = new HashMap<>();
    others.forEach(other -> named.put(other.name(), other.name()));
    List<FieldAnnotation> operations =
        others.isEmpty()
            ? List.of()
            : List.of(operation(new Operation<>(Combination.CONCAT, new Combination.Spec(others))));
    add(field.name(), Optional.of(parts.get(0)), operations, named);
  }

  private OperationDeclaration operation(Operation<?> operation) {
    return new OperationDeclaration(features.use(), operation);
  }

  private void add(
      String name,
      Optional<String> input,
      List<? extends FieldAnnotation> annotations,
      Map<String, String> named) {
    LayerDeclaration layer = field.as(name, List.copyOf(annotations), field.defaults());
    layers.add(new WiredLayer(layer, input, named, Optional.empty(), Optional.empty()));
  }
}
