package org.netwright.processor.validation;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.RegularizerKind.Stage;
import org.netwright.processor.kind.Role;
import org.netwright.processor.kind.Scope;
import org.netwright.processor.layer.Effect;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.NoPenaltyDeclaration;
import org.netwright.processor.source.RegularizerDeclaration;
import org.netwright.processor.wiring.WiredLayer;
import org.netwright.processor.wiring.WiredNetwork;

/** Every penalty, decay, constraint and exemption has an effect. */
final class EffectiveRegularizers implements Rule {
  @Override
  public void check(WiredNetwork wired, Diagnostics.Builder diagnostics) {
    NetworkDeclaration network = wired.declaration();
    // The layers whose output depends on parameters.
    Set<String> trained = new HashSet<>();
    for (WiredLayer wiredLayer : wired.layers()) {
      LayerDeclaration layer = wiredLayer.declaration();
      if (layer.hasParameters() || wiredLayer.reads().stream().anyMatch(trained::contains)) {
        trained.add(layer.name());
      }
      if (layer.input().isEmpty()) {
        for (RegularizerDeclaration part : byAnnotation(layer.regularizers())) {
          if (part.kind().stage() == Stage.ACTIVITY) {
            checkActivity(part, layer, trained.contains(layer.name()), diagnostics);
          } else if (wiredLayer.ownsParameters()) {
            check(part, layer, diagnostics);
          } else {
            diagnostics.add(
                Message.SAME_AS_PENALTY,
                part.use().ref(),
                part.use(),
                layer.name(),
                wiredLayer.owner().orElseThrow());
          }
        }
        layer.noPenalty().ifPresent(exemption -> check(exemption, layer, network, diagnostics));
      }
    }
    byAnnotation(network.defaultRegularizers())
        .forEach(part -> checkDefault(part, network, diagnostics));
  }

  /** An elastic net has an effect if its L1 or its L2 has one. */
  private static void checkDefault(
      RegularizerDeclaration part, NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    boolean hasLayers = network.layers().stream().anyMatch(LayerDeclaration::hasParameters);
    boolean acts =
        network.layers().stream()
            .flatMap(layer -> layer.effectiveRegularizers().stream())
            .anyMatch(inEffect -> inEffect.use().equals(part.use()));
    if (hasLayers && !acts) {
      diagnostics.add(
          Message.DEFAULT_WITHOUT_LAYER, part.use().ref(), part.use(), part.scope().words());
    }
  }

  private static void check(
      RegularizerDeclaration part, LayerDeclaration layer, Diagnostics.Builder diagnostics) {
    if (!layer.hasParameters()) {
      diagnostics.add(
          Message.PENALTY_WITHOUT_PARAMETERS, part.use().ref(), part.use(), layer.name());
    } else if (part.kind() == RegularizerKind.CUSTOM && layer.roles().contains(Role.EMBEDDING)) {
      diagnostics.add(Message.PENALTY_ON_EMBEDDING, part.use().ref(), part.use(), layer.name());
    } else if (layer.roles().stream().noneMatch(part::covers)) {
      report(part, layer, diagnostics);
    }
  }

  private static void report(
      RegularizerDeclaration part, LayerDeclaration layer, Diagnostics.Builder diagnostics) {
    if (part.scope() == Scope.BIAS && layer.roles().equals(List.of(Role.WEIGHT))) {
      diagnostics.add(Message.PENALTY_WITHOUT_BIAS, part.use().ref(), part.use(), layer.name());
    } else if (part.axis().isPresent() && part.scope().roles().stream().noneMatch(Role::isWeight)) {
      diagnostics.add(Message.GROUPS_OF_VECTOR, part.use().ref(), part.use(), part.scope().words());
    } else if (part.axis().isPresent() && layer.roles().stream().noneMatch(Role::isWeight)) {
      diagnostics.add(
          Message.GROUPS_WITHOUT_WEIGHT,
          part.use().ref(),
          part.use(),
          layer.name(),
          Role.words(layer.roles()));
    } else {
      diagnostics.add(
          Message.PENALTY_WITHOUT_ITS_PARAMETER,
          part.use().ref(),
          part.use(),
          part.scope().words(),
          layer.name(),
          Role.words(layer.roles()));
    }
  }

  private static void checkActivity(
      RegularizerDeclaration part,
      LayerDeclaration layer,
      boolean isTrained,
      Diagnostics.Builder diagnostics) {
    boolean hasOutput =
        layer.operations().stream()
            .anyMatch(declared -> declared.operation().effect() != Effect.TRAINING_ONLY);
    if (!hasOutput) {
      diagnostics.add(Message.ACTIVITY_WITHOUT_OUTPUT, part.use().ref(), part.use(), layer.name());
    } else if (!isTrained) {
      diagnostics.add(
          Message.ACTIVITY_WITHOUT_PARAMETERS, part.use().ref(), part.use(), layer.name());
    }
  }

  private static void check(
      NoPenaltyDeclaration exemption,
      LayerDeclaration layer,
      NetworkDeclaration network,
      Diagnostics.Builder diagnostics) {
    List<RegularizerDeclaration> defaults = layer.defaults();
    if (!layer.hasParameters()) {
      diagnostics.add(
          Message.PENALTY_WITHOUT_PARAMETERS, exemption.use().ref(), exemption.use(), layer.name());
    } else if (defaults.isEmpty()) {
      diagnostics.add(
          Message.NO_PENALTY_WITHOUT_DEFAULT, exemption.use().ref(), network.type().simpleName());
    }
  }

  /** One of each annotation, so that {@code @ElasticNet}, which is two, is reported once. */
  private static Collection<RegularizerDeclaration> byAnnotation(
      List<RegularizerDeclaration> declared) {
    Map<AnnotationUse, RegularizerDeclaration> first = new LinkedHashMap<>();
    declared.forEach(regularizer -> first.putIfAbsent(regularizer.use(), regularizer));
    return first.values();
  }
}
