package org.netwright.processor.validation;

import static org.netwright.processor.kind.RegularizerKind.CUSTOM;
import static org.netwright.processor.kind.RegularizerKind.GROUP_LASSO;
import static org.netwright.processor.kind.RegularizerKind.L2;
import static org.netwright.processor.kind.RegularizerKind.L2_DISTANCE;
import static org.netwright.processor.kind.RegularizerKind.MIN_MAX_NORM;
import static org.netwright.processor.kind.RegularizerKind.UNIT_NORM;
import static org.netwright.processor.kind.RegularizerKind.WEIGHT_DECAY;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.kind.OptimizerKind;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.Role;
import org.netwright.processor.kind.Scope;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OptimizerDeclaration;
import org.netwright.processor.source.OwnClass;
import org.netwright.processor.source.RegularizerDeclaration;
import org.netwright.processor.wiring.WiredNetwork;

/** Penalties, decays and constraints of one parameter are compatible, and none counts twice. */
final class CompatibleRegularizers implements Rule {
  private static final Set<RegularizerKind> L2_KINDS = Set.of(L2, L2_DISTANCE);

  @Override
  public void check(WiredNetwork wired, Diagnostics.Builder diagnostics) {
    NetworkDeclaration network = wired.declaration();
    for (LayerDeclaration layer : network.layers()) {
      if (layer.hasParameters()) {
        List<RegularizerDeclaration> parts = layer.effectiveRegularizers();
        for (int second = 0; second < parts.size(); second++) {
          for (RegularizerDeclaration first : parts.subList(0, second)) {
            checkPair(layer, first, parts.get(second), diagnostics);
          }
          checkAlone(layer, parts.get(second), network.optimizer(), diagnostics);
        }
      }
    }
    network.optimizer().ifPresent(optimizer -> checkDecay(optimizer, network, diagnostics));
  }

  private static void checkPair(
      LayerDeclaration layer,
      RegularizerDeclaration first,
      RegularizerDeclaration second,
      Diagnostics.Builder diagnostics) {
    List<Role> shared =
        layer.roles().stream().filter(role -> first.covers(role) && second.covers(role)).toList();
    if (shared.isEmpty()) {
      return;
    }
    String parameters = Role.words(shared);
    if (first.title().equals(second.title()) && !isSameClass(first, second)) {
      diagnostics.add(
          Message.PENALTY_NAME_IS_TAKEN,
          second.use().ref(),
          second.title(),
          "another penalty on " + layer.name());
    } else if (first.title().equals(second.title())) {
      diagnostics.add(
          Message.REGULARIZER_TWICE,
          second.use().ref(),
          layer.name(),
          first.use(),
          second.use(),
          parameters);
    } else if (L2_KINDS.contains(first.kind()) && second.kind() == WEIGHT_DECAY) {
      diagnostics.add(
          Message.L2_WITH_DECAY,
          (layer.regularizers().contains(second) ? second : first).use().ref(),
          layer.name(),
          first.use(),
          second.use(),
          parameters);
    } else if (first.kind().isNorm() && second.kind().isNorm()) {
      diagnostics.add(
          Message.CONSTRAINTS_CONFLICT,
          second.use().ref(),
          layer.name(),
          first.use(),
          second.use());
    } else if (second.kind() == UNIT_NORM
        && first.scope() != Scope.ALL
        && layer.roles().stream().filter(first::covers).allMatch(second::covers)
        && onlyScales(first, second)) {
      diagnostics.add(
          Message.PENALTY_WITHOUT_EFFECT,
          first.use().ref(),
          first.kind() == L2 && first.use().name().equals("ElasticNet")
              ? "The l2 of " + first.use()
              : first.use(),
          second.use(),
          layer.name());
    }
  }

  /** Whether both are the same kind, and of custom penalties the same class. */
  private static boolean isSameClass(RegularizerDeclaration first, RegularizerDeclaration second) {
    return first.custom().map(OwnClass::type).equals(second.custom().map(OwnClass::type));
  }

  /** Whether the first only scales the groups whose norms the second fixes. */
  private static boolean onlyScales(RegularizerDeclaration first, RegularizerDeclaration second) {
    return first.kind() == L2
        || first.kind() == WEIGHT_DECAY
        || (first.kind() == GROUP_LASSO && first.axis().equals(second.axis()));
  }

  private static void checkAlone(
      LayerDeclaration layer,
      RegularizerDeclaration part,
      Optional<OptimizerDeclaration> optimizer,
      Diagnostics.Builder diagnostics) {
    if (part.kind() == MIN_MAX_NORM
        && part.use().argument("min").value() > part.use().argument("max").value()) {
      diagnostics.add(
          Message.MIN_ABOVE_MAX,
          part.use().argument("min").ref(),
          part.use().argument("min").text(),
          part.use().argument("max").text());
    }
    boolean isDecayedAlready =
        optimizer.filter(o -> o.kind() == OptimizerKind.ADAM_W).stream()
            .anyMatch(
                adamW ->
                    layer.roles().stream()
                        .anyMatch(role -> adamW.decayed().covers(role) && part.covers(role)));
    if (part.kind() == WEIGHT_DECAY && isDecayedAlready) {
      diagnostics.add(Message.DECAY_WITH_ADAM_W, part.use().ref(), part.use(), layer.name());
    }
    boolean isNameTaken =
        Arrays.stream(RegularizerKind.values())
            .anyMatch(kind -> kind != CUSTOM && kind.title().equals(part.title()));
    if (part.kind() == CUSTOM && isNameTaken) {
      diagnostics.add(
          Message.PENALTY_NAME_IS_TAKEN,
          part.use().ref(),
          part.title(),
          "a kind of penalty in Netwright");
    }
  }

  /** AdamW's decay acts on at least one parameter. */
  private static void checkDecay(
      OptimizerDeclaration optimizer, NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    boolean decays =
        network.layers().stream()
            .flatMap(layer -> layer.roles().stream())
            .anyMatch(optimizer.decayed()::covers);
    boolean hasParameters = network.layers().stream().anyMatch(LayerDeclaration::hasParameters);
    if (optimizer.kind() == OptimizerKind.ADAM_W && hasParameters && !decays) {
      diagnostics.add(
          Message.DECAY_WITHOUT_PARAMETERS,
          optimizer.use().ref(),
          optimizer.use(),
          optimizer.decayed().words());
    }
  }
}
