package org.netwright.processor.validation;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Reference;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.wiring.WiredLayer;
import org.netwright.processor.wiring.WiredNetwork;

/** Ids come from an input of their own, and nothing calculates with them. */
final class Ids implements Rule {
  @Override
  public void check(WiredNetwork network, Diagnostics.Builder diagnostics) {
    for (WiredLayer layer : network.layers()) {
      List<OperationDeclaration> operations = layer.declaration().operations();
      if (!operations.isEmpty() && layer.input().isPresent()) {
        checkInput(layer, operations.get(0), network, diagnostics);
      }
      layer
          .declaration()
          .output()
          .filter(output -> network.isOfIds(layer.name()))
          .ifPresent(
              output -> diagnostics.add(Message.IDS_AS_OUTPUT, output.use().ref(), layer.name()));
      for (OperationDeclaration declared : operations) {
        for (Reference other : declared.operation().others()) {
          if (network.isOfIds(layer.resolve(other))) {
            report(layer, declared, layer.resolve(other), diagnostics);
          }
        }
      }
    }
  }

  private static void checkInput(
      WiredLayer layer,
      OperationDeclaration first,
      WiredNetwork network,
      Diagnostics.Builder diagnostics) {
    String read = layer.input().orElseThrow();
    Optional<WiredLayer> input = network.inputRead(read);
    boolean takesIds = first.operation().kind().takesIds();
    if (takesIds && input.isEmpty()) {
      diagnostics.add(
          Message.EMBEDDING_NEEDS_IDS, first.use().ref(), first.use(), layer.name(), read);
    } else if (!takesIds && network.isOfIds(read)) {
      report(layer, first, read, diagnostics);
    }
  }

  private static void report(
      WiredLayer layer,
      OperationDeclaration operation,
      String ids,
      Diagnostics.Builder diagnostics) {
    diagnostics.add(
        Message.IDS_AS_NUMBERS, operation.use().ref(), operation.use(), layer.name(), ids);
  }
}
