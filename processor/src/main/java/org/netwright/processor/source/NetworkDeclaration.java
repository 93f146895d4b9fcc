package org.netwright.processor.source;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.source.LayerPart.PenaltyPart;

/**
 * A network as the user declared it, right or wrong.
 *
 * @param optimizers all that the class carries; a valid declaration has one at most
 * @param defaultPenalties those on the class
 * @param layers the fields that carry an annotation or are of type {@code Layer}, in their order
 */
public record NetworkDeclaration(
    ClassDeclaration type,
    List<OptimizerDeclaration> optimizers,
    List<PenaltyPart> defaultPenalties,
    List<LayerDeclaration> layers,
    SourceRef ref) {

  public Optional<OptimizerDeclaration> optimizer() {
    return optimizers.stream().findFirst();
  }

  /** The penalties of a layer: its own, and of the class's those of which it has no kind itself. */
  public List<PenaltyPart> penaltiesOf(LayerDeclaration layer) {
    List<PenaltyPart> own = layer.penalties();
    if (layer.noPenalty().isPresent() || layer.parameters().isEmpty()) {
      return own;
    }
    return Stream.concat(
            own.stream(),
            defaultPenalties.stream()
                .filter(inherited -> own.stream().noneMatch(p -> p.kind() == inherited.kind()))
                .filter(
                    inherited -> layer.parameters().stream().anyMatch(inherited.scope()::covers)))
        .sorted(Comparator.comparing(PenaltyPart::kind))
        .toList();
  }
}
