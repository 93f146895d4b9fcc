package org.netwright.processor.wiring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Operation;
import org.netwright.processor.layer.Reference;
import org.netwright.processor.source.After;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.SameAsDeclaration;
import org.netwright.processor.text.Nearest;

/** Orders the fields of one class so that each comes after those that it reads. */
final class FieldOrder {
  private final List<LayerDeclaration> fields;
  private final Diagnostics.Builder diagnostics;

  private FieldOrder(List<LayerDeclaration> fields, Diagnostics.Builder diagnostics) {
    this.fields = fields;
    this.diagnostics = diagnostics;
  }

  /**
   * Returns the fields in an order that is as close to that of the source as possible, or empty if
   * a name is unknown or a field reads itself.
   */
  static Optional<List<LayerDeclaration>> order(
      List<LayerDeclaration> fields, Diagnostics.Builder diagnostics) {
    FieldOrder order = new FieldOrder(fields, diagnostics);
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
    Stream<Reference> ofOperations =
        field.operations().stream()
            .map(declared -> (Operation<?>) declared.operation())
            .flatMap(op -> Stream.concat(op.others().stream(), op.like().stream()));
    return Stream.concat(ofOperations, field.sameAs().map(SameAsDeclaration::other).stream())
        .toList();
  }

  private boolean namesAreKnown() {
    List<String> names = fields.stream().map(LayerDeclaration::name).toList();
    boolean known = true;
    for (LayerDeclaration field : fields) {
      List<Reference> references =
          Stream.concat(field.after().map(After::field).stream(), named(field).stream()).toList();
      for (Reference reference : references) {
        if (!names.contains(reference.name())) {
          diagnostics.add(
              Message.UNKNOWN_FIELD,
              reference.ref(),
              field.name(),
              reference.name().isEmpty() ? "\"\"" : reference.name(),
              reference.name().isEmpty() ? "" : Nearest.hint(reference.name(), names));
          known = false;
        }
      }
    }
    return known;
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
    return Stream.concat(input(field, fields).stream(), named(field).stream().map(Reference::name))
        .toList();
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
    // At the first name that leads backwards, if the source has one.
    LayerDeclaration reported =
        circle.stream()
            .filter(f -> f.after().isPresent() || !named(f).isEmpty())
            .findFirst()
            .orElse(field);
    List<String> inCircle = names;
    Reference at =
        Stream.concat(reported.after().map(After::field).stream(), named(reported).stream())
            .filter(reference -> inCircle.contains(reference.name()))
            .findFirst()
            .orElseThrow();
    diagnostics.add(Message.READS_ITSELF, at.ref(), reported.name(), String.join(" → ", names));
  }
}
