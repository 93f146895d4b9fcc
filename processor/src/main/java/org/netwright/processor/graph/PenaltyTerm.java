package org.netwright.processor.graph;

import java.util.List;
import org.netwright.processor.vocabulary.PenaltyKind;
import org.netwright.processor.vocabulary.Scope;

/**
 * A term of the penalty, as it is reported.
 *
 * @param name the layer and the kind: {@code hidden.l1}
 * @param strength as declared
 * @param parts its summands, one for each parameter in its scope
 */
public record PenaltyTerm(
    String name, String layer, PenaltyKind kind, double strength, Scope scope, List<Value> parts) {}
