package org.netwright.processor.source;

import java.util.List;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.diagnostic.Suppression;

/** A class whose fields are layers. */
public sealed interface DeclaredClass permits NetworkDeclaration, BlockDeclaration {
  ClassDeclaration type();

  /** The penalties, decays and constraints on the class. */
  List<RegularizerDeclaration> defaultRegularizers();

  /** The fields with an annotation, or of type {@code Layer} or of a block, in order. */
  List<LayerDeclaration> layers();

  /** The warnings that the class and its fields suppress. */
  List<Suppression> suppressions();

  SourceRef ref();
}
