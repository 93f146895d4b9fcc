package org.netwright.processor.shape;

import java.util.List;
import org.netwright.processor.layer.LayerKind;
import org.netwright.processor.wiring.WiredNetwork;

/** Whether a network is one of sequences, so that what has two dimensions is one, or a signal. */
final class Sequences {
  private Sequences() {}

  /** Whether a layer takes sequences. */
  static boolean areUsedBy(WiredNetwork network) {
    List<LayerKind<?>> kinds =
        network.layers().stream()
            .flatMap(layer -> layer.declaration().operations().stream())
            .<LayerKind<?>>map(declared -> declared.operation().kind())
            .toList();
    return kinds.stream().anyMatch(LayerKind::takesSequences)
        || (kinds.stream().anyMatch(LayerKind::takesSignalsOrSequences)
            && kinds.stream().noneMatch(LayerKind::takesSignals));
  }
}
