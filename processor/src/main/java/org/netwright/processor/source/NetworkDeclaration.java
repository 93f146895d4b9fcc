package org.netwright.processor.source;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.diagnostic.Suppression;

/**
 * A network as declared, valid or not.
 *
 * @param optimizers all optimisers on the class; a valid declaration has at most one
 * @param budget the {@code @Budget}, if there is one
 * @param defaultRegularizers those on the class
 * @param layers the fields with an annotation or of type {@code Layer}, in order
 * @param suppressions the warnings that the class and its fields suppress
 * @param hiddenNames what generated code in the network's package cannot name as usual
 */
public record NetworkDeclaration(
    ClassDeclaration type,
    List<OptimizerDeclaration> optimizers,
    Optional<AnnotationUse> budget,
    List<RegularizerDeclaration> defaultRegularizers,
    List<LayerDeclaration> layers,
    List<Suppression> suppressions,
    HiddenNames hiddenNames,
    SourceRef ref) {

  /** The same network with the layers in another order. */
  public NetworkDeclaration with(List<LayerDeclaration> newLayers) {
    return new NetworkDeclaration(
        type,
        optimizers,
        budget,
        defaultRegularizers,
        List.copyOf(newLayers),
        suppressions,
        hiddenNames,
        ref);
  }

  /** The classes that its penalties name. */
  public Stream<ClassDeclaration> customPenalties() {
    return Stream.concat(
            defaultRegularizers.stream(),
            layers.stream().flatMap(layer -> layer.regularizers().stream()))
        .flatMap(regularizer -> regularizer.custom().stream())
        .map(CustomPenaltyClass::type);
  }

  public Optional<OptimizerDeclaration> optimizer() {
    return optimizers.stream().findFirst();
  }

  /**
   * The penalties, decays and constraints of a layer: its own, and those of the class of other
   * kinds. Those on the weight come before those on the bias.
   */
  public List<RegularizerDeclaration> regularizersOf(LayerDeclaration layer) {
    List<RegularizerDeclaration> own = layer.regularizers();
    Stream<RegularizerDeclaration> inherited =
        layer.noPenalty().isPresent()
            ? Stream.empty()
            : defaultRegularizers.stream()
                .filter(part -> own.stream().noneMatch(p -> p.title().equals(part.title())))
                .filter(part -> layer.roles().stream().anyMatch(part::covers));
    return Stream.concat(own.stream(), inherited)
        .sorted(
            Comparator.comparing(RegularizerDeclaration::kind)
                .thenComparing(RegularizerDeclaration::scope))
        .toList();
  }
}
