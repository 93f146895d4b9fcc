package org.netwright.processor.source;

import java.util.List;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.diagnostic.Suppression;

/**
 * A class with {@code @Block}, valid or not.
 *
 * @param defaultRegularizers those on the class
 * @param layers the fields with an annotation, or of type {@code Layer} or of a block, in order
 * @param misplaced the annotations on the class that only networks have
 * @param hasPublicConstructor whether any package can create an instance, if the class is public
 * @param suppressions the warnings that the class and its fields suppress
 */
public record BlockDeclaration(
    ClassDeclaration type,
    List<RegularizerDeclaration> defaultRegularizers,
    List<LayerDeclaration> layers,
    List<AnnotationUse> misplaced,
    boolean hasPublicConstructor,
    List<Suppression> suppressions,
    SourceRef ref)
    implements DeclaredClass {}
