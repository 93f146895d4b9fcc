package org.netwright.processor.source;

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
    SourceRef ref)
    implements DeclaredClass {

  /** The same network with other layers. */
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

  /** The user's classes of which a trainer creates instances. */
  public Stream<ClassDeclaration> ownClasses() {
    return layers.stream().flatMap(LayerDeclaration::ownClasses).map(OwnClass::type);
  }

  public Optional<OptimizerDeclaration> optimizer() {
    return optimizers.stream().findFirst();
  }
}
