package org.netwright.processor.wiring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Operation;
import org.netwright.processor.layer.Reference;
import org.netwright.processor.source.After;
import org.netwright.processor.source.BlockDeclaration;
import org.netwright.processor.source.BlockUse;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.SameAsDeclaration;
import org.netwright.processor.text.Nearest;

/**
 * Orders the fields of one class so that each comes after those that it reads. What a field of a
 * block names is a field of the block, or else of the class around it.
 */
final class FieldOrder {
  private final List<LayerDeclaration> fields;
  private final Set<String> names;
  private final Set<String> around;
  private final Diagnostics.Builder diagnostics;

  private FieldOrder(
      List<LayerDeclaration> fields, Set<String> around, Diagnostics.Builder diagnostics) {
    this.fields = fields;
    this.names = namesOf(fields);
    this.around = around;
    this.diagnostics = diagnostics;
  }

  private static Set<String> namesOf(List<LayerDeclaration> fields) {
    return fields.stream()
        .map(LayerDeclaration::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Returns the fields in an order that is as close to that of the source as possible, or empty if
   * a name is unknown or a field reads itself.
   *
   * @param around the fields of the classes around a block; none for a network
   */
  static Optional<List<LayerDeclaration>> order(
      List<LayerDeclaration> fields, Set<String> around, Diagnostics.Builder diagnostics) {
    FieldOrder order = new FieldOrder(fields, around, diagnostics);
    return order.namesAreKnown() ? order.order() : Optional.empty();
  }

  /** The name of the field that a field reads, if it reads one. */
  static Optional<String> input(LayerDeclaration field, List<LayerDeclaration> fields) {
    if (field.input().isPresent()) {
      return Optional.empty();
    }
    if (field.after().isPresent()) {
      return field.after().map(after -> after.field().name());
    }
    int index = fields.indexOf(field);
    return index == 0 ? Optional.empty() : Optional.of(fields.get(index - 1).name());
  }

  /** The fields that the annotations of a field name, except the one that it reads. */
  static List<Reference> named(LayerDeclaration field) {
    return Stream.concat(ofOperations(field), field.sameAs().map(SameAsDeclaration::other).stream())
        .toList();
  }

  private static Stream<Reference> ofOperations(LayerDeclaration field) {
    return field.operations().stream()
        .map(declared -> (Operation<?>) declared.operation())
        .flatMap(op -> Stream.concat(op.others().stream(), op.like().stream()));
  }

  /**
   * What the fields of a block read besides each other; parameters they share in the block only.
   */
  private static Stream<Reference> outer(LayerDeclaration field) {
    return field.block().flatMap(BlockUse::block).stream().flatMap(FieldOrder::outer);
  }

  private static Stream<Reference> outer(BlockDeclaration block) {
    Set<String> own = namesOf(block.layers());
    return block.layers().stream()
        .flatMap(
            field ->
                Stream.of(
                        field.after().map(After::field).stream(), ofOperations(field), outer(field))
                    .flatMap(references -> references))
        .filter(reference -> !own.contains(reference.name()));
  }

  private boolean namesAreKnown() {
    boolean known = true;
    for (LayerDeclaration field : fields) {
      List<Reference> references =
          Stream.concat(field.after().map(After::field).stream(), named(field).stream()).toList();
      // Parameters are shared within a class.
      Optional<Reference> shared = field.sameAs().map(SameAsDeclaration::other);
      for (Reference reference : references) {
        boolean isShared = shared.equals(Optional.of(reference));
        if (!names.contains(reference.name()) && (isShared || !around.contains(reference.name()))) {
          report(reference, field, isShared ? Set.of() : around);
          known = false;
        }
      }
    }
    return known;
  }

  private void report(Reference reference, LayerDeclaration field, Set<String> outside) {
    List<String> all = Stream.concat(names.stream(), outside.stream()).toList();
    diagnostics.add(
        Message.UNKNOWN_FIELD,
        reference.ref(),
        field.name(),
        reference.name().isEmpty() ? "\"\"" : reference.name(),
        reference.name().isEmpty() ? "" : Nearest.hint(reference.name(), all));
  }

  private Optional<List<LayerDeclaration>> order() {
    List<LayerDeclaration> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>();
    while (ordered.size() < fields.size()) {
      Optional<LayerDeclaration> next =
          fields.stream()
              .filter(field -> !done.contains(field.name()) && done.containsAll(reads(field)))
              .findFirst();
      if (next.isEmpty()) {
        reportCircle(done);
        return Optional.empty();
      }
      ordered.add(next.get());
      done.add(next.get().name());
    }
    return Optional.of(ordered);
  }

  private List<String> reads(LayerDeclaration field) {
    Stream<String> others = references(field).map(Reference::name);
    return Stream.concat(input(field, fields).stream(), others).filter(names::contains).toList();
  }

  /** What a field names, or the fields of its block do. */
  private static Stream<Reference> references(LayerDeclaration field) {
    return Stream.concat(named(field).stream(), outer(field));
  }

  /** Follows what fields read until a field comes a second time. */
  private void reportCircle(Set<String> done) {
    LayerDeclaration field =
        fields.stream().filter(f -> !done.contains(f.name())).findFirst().orElseThrow();
    List<LayerDeclaration> path = new ArrayList<>();
    while (!path.contains(field)) {
      path.add(field);
      String next =
          reads(field).stream().filter(name -> !done.contains(name)).findFirst().orElseThrow();
      field = fields.stream().filter(f -> f.name().equals(next)).findFirst().orElseThrow();
    }
    List<LayerDeclaration> circle = path.subList(path.indexOf(field), path.size());
    List<String> names =
        Stream.concat(circle.stream(), Stream.of(field)).map(LayerDeclaration::name).toList();
    // At the first name that leads backwards.
    for (LayerDeclaration reported : circle) {
      Optional<Reference> at =
          Stream.concat(reported.after().map(After::field).stream(), references(reported))
              .filter(reference -> names.contains(reference.name()))
              .findFirst();
      if (at.isPresent()) {
        diagnostics.add(
            Message.READS_ITSELF, at.get().ref(), reported.name(), String.join(" → ", names));
        return;
      }
    }
    throw new IllegalStateException("no name leads around the circle " + names);
  }
}
