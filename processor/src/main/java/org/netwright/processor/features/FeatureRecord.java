package org.netwright.processor.features;

import java.util.List;
import java.util.stream.Stream;

/**
 * A record that a network takes, valid or not.
 *
 * @param isDeprecated whether it or one of its components is deprecated
 * @param components in their order
 * @param problems what keeps it from being taken
 */
public record FeatureRecord(
    JavaType type, boolean isDeprecated, List<Component> components, List<Problem> problems) {

  public FeatureRecord {
    components = List.copyOf(components);
    problems = List.copyOf(problems);
  }

  /** How many numbers it becomes, without the components that are rows of an embedding. */
  public int width() {
    return components.stream().mapToInt(component -> component.width(false)).sum();
  }

  /** The components that are rows of an embedding, also those of records in it. */
  public List<Embedded> embedded() {
    return embedded("", false).toList();
  }

  /**
   * A component that is a row of an embedding.
   *
   * @param path its name, with those of the components around it: {@code address.town}
   * @param vocabulary the number of rows
   */
  public record Embedded(String path, int vocabulary, int width) {}

  /** The name, after that of its field, of the input of the components that are numbers. */
  public String numbersName() {
    String name = "numbers";
    List<String> taken = embedded().stream().map(Embedded::path).toList();
    while (taken.contains(name)) {
      name += "_";
    }
    return name;
  }

  private Stream<Embedded> embedded(String prefix, boolean mayBeMissing) {
    return components.stream()
        .flatMap(
            component -> {
              boolean missing = mayBeMissing || component.mayBeMissing();
              if (component.kind() instanceof ComponentKind.Nested nested) {
                return nested.record().embedded(prefix + component.name() + ".", missing);
              }
              return component.embeddingWidth().stream()
                  .mapToObj(
                      width ->
                          new Embedded(
                              prefix + component.name(), component.values(missing), width));
            });
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
