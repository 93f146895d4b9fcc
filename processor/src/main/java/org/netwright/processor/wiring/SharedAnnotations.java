package org.netwright.processor.wiring;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.kind.RegularizerKind.Stage;
import org.netwright.processor.layer.Place;
import org.netwright.processor.source.FieldAnnotation;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.source.RegularizerDeclaration;

/** The annotations that count for a layer in the whole network. */
final class SharedAnnotations {
  private SharedAnnotations() {}

  /**
   * Returns them.
   *
   * @param original the field whose layer the field repeats, if it does
   * @param inBlock whether the field is in a block, whose input is what the block reads
   * @param isShared whether the whole block is repeated with the same parameters
   */
  static List<FieldAnnotation> of(
      LayerDeclaration field,
      Optional<LayerDeclaration> original,
      boolean inBlock,
      boolean isShared) {
    Stream<FieldAnnotation> repeated =
        original.stream()
            .flatMap(o -> o.annotations().stream())
            .filter(SharedAnnotations::isRepeated);
    return Stream.concat(field.annotations().stream(), repeated)
        .filter(annotation -> !(inBlock && isAt(annotation, Place.INPUT)))
        .filter(annotation -> !(isShared && annotation instanceof RegularizerDeclaration))
        .toList();
  }

  private static boolean isRepeated(FieldAnnotation annotation) {
    return annotation instanceof OperationDeclaration && !isAt(annotation, Place.COMBINATION);
  }

  private static boolean isAt(FieldAnnotation annotation, Place place) {
    return annotation instanceof OperationDeclaration declared
        && declared.operation().place() == place;
  }

  /** Whether an annotation acts on parameters, and so has no effect on those of another field. */
  static boolean actsOnParameters(FieldAnnotation annotation) {
    return annotation instanceof RegularizerDeclaration part
        && part.kind().stage() != Stage.ACTIVITY;
  }
}
