package org.netwright.processor.shape;

import java.util.List;
import org.netwright.processor.layer.GlobalPooling;
import org.netwright.processor.layer.LayerKind;
import org.netwright.processor.wiring.WiredNetwork;

/** Whether a network is one of sequences, so that what has two dimensions is one, or a signal. */
final class Sequences {
  private Sequences() {}

  /** Whether a layer takes sequences; pooling does if nothing else takes signals. */
  static boolean areUsedBy(WiredNetwork network) {
    List<LayerKind<?>> kinds =
        network.layers().stream()
            .flatMap(layer -> layer.declaration().operations().stream())
            .<LayerKind<?>>map(declared -> declared.operation().kind())
            .toList();
    boolean hasSignals = kinds.stream().anyMatch(LayerKind::takesSignals);
    return kinds.stream()
        .filter(kind -> !(hasSignals && kind instanceof GlobalPooling))
        .anyMatch(LayerKind::takesSequences);
  }
}
