package org.netwright.processor.validation;

import java.util.List;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.DeclaredClass;
import org.netwright.processor.source.LayerDeclaration;

/**
 * The records that a network takes become numbers, and the classes of its losses are enums. A
 * network that takes records takes nothing else.
 */
final class UsableRecords implements ClassRule {
  @Override
  public void check(DeclaredClass declared, Diagnostics.Builder diagnostics) {
    declared.layers().stream()
        .flatMap(
            layer ->
                Stream.concat(
                    layer.features().stream().flatMap(record -> record.allProblems()),
                    layer.losses().stream()
                        .flatMap(loss -> loss.classes().stream())
                        .flatMap(classes -> classes.problems().stream())))
        .forEach(
            problem ->
                diagnostics.add(problem.message(), problem.ref(), problem.details().toArray()));
    List<LayerDeclaration> inputs =
        declared.layers().stream().filter(layer -> layer.input().isPresent()).toList();
    if (inputs.stream().anyMatch(layer -> layer.features().isPresent())) {
      inputs.stream()
          .filter(layer -> layer.features().isEmpty())
          .forEach(
              layer ->
                  diagnostics.add(
                      Message.FEATURES_WITH_INPUT,
                      layer.input().orElseThrow().use().ref(),
                      declared.type().simpleName(),
                      layer.name()));
    }
  }
}
