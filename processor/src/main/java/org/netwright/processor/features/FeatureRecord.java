package org.netwright.processor.features;

import java.util.List;
import java.util.stream.Stream;

/**
 * A record that a network takes, valid or not.
 *
 * @param isDeprecated whether it, a class around it, or a component or its type is deprecated
 * @param components in their order
 * @param problems what keeps it from being taken
 */
public record FeatureRecord(
    JavaType type, boolean isDeprecated, List<Component> components, List<Problem> problems) {

  public FeatureRecord {
    components = List.copyOf(components);
    problems = List.copyOf(problems);
  }

  /**
   * How many numbers it becomes, without the components that are rows of an embedding. More than an
   * integer can count are as many as the largest, which no array holds.
   */
  public int width() {
    return (int) Math.min(Integer.MAX_VALUE, width(false));
  }

  /**
   * How many numbers it becomes.
   *
   * @param mayBeMissing whether it, or a record around it, may have no value
   */
  long width(boolean mayBeMissing) {
    return components.stream().mapToLong(component -> component.width(mayBeMissing)).sum();
  }

  /** Whether code that reads it, and the records in it, is warned. */
  public boolean refersToDeprecated() {
    return isDeprecated
        || components.stream()
            .anyMatch(
                component ->
                    component.kind() instanceof ComponentKind.Nested nested
                        && nested.record().refersToDeprecated());
  }

  /** The components that are rows of an embedding, also those of records in it. */
  public List<Embedded> embedded() {
    return columns().stream()
        .flatMap(
            column ->
                column.component().embeddingWidth().stream()
                    .mapToObj(
                        width ->
                            new Embedded(
                                column.path(),
                                column.component().values(column.mayBeMissing()),
                                width)))
        .toList();
  }

  /**
   * A component that is a row of an embedding.
   *
   * @param path its name, with those of the components around it: {@code address.town}
   * @param vocabulary the number of rows
   */
  public record Embedded(String path, int vocabulary, int width) {}

  /**
   * The columns of its components and of those of records in it, in their order.
   *
   * @return without components that become nothing
   */
  public List<Column> columns() {
    return columns("", false).toList();
  }

  /**
   * A component that is not a record itself.
   *
   * @param path its name, with those of the components around it: {@code address.town}
   * @param mayBeMissing whether it, or a record around it, may have no value
   */
  public record Column(String path, Component component, boolean mayBeMissing) {}

  private Stream<Column> columns(String prefix, boolean aroundMayBeMissing) {
    return components.stream()
        .flatMap(
            component -> {
              boolean missing = aroundMayBeMissing || component.mayBeMissing();
              String path = prefix + component.name();
              if (component.kind() instanceof ComponentKind.Nested nested) {
                return nested.record().columns(path + ".", missing);
              }
              return component.kind() instanceof ComponentKind.Nothing
                  ? Stream.empty()
                  : Stream.of(new Column(path, component, missing));
            });
  }

  /** The name, after that of its field, of the input of the components that are numbers. */
  public String numbersName() {
    String name = "numbers";
    List<String> taken = embedded().stream().map(Embedded::path).toList();
    while (taken.contains(name)) {
      name += "_";
    }
    return name;
  }

  /** The user's types that code for it names: itself, the records in it, and their enums. */
  public Stream<JavaType> types() {
    return Stream.concat(
        Stream.of(type), components.stream().flatMap(component -> component.kind().types()));
  }

  /** The problems of the record and of those in it. */
  public Stream<Problem> allProblems() {
    return Stream.concat(
        problems.stream(),
        components.stream()
            .flatMap(
                component ->
                    component.kind() instanceof ComponentKind.Nested nested
                        ? nested.record().allProblems()
                        : Stream.empty()));
  }
}
